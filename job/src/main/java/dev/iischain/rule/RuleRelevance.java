package dev.iischain.rule;

import dev.iischain.event.EndpointEvent;
import dev.iischain.event.EventKind;
import dev.iischain.event.Field;
import dev.iischain.normalise.AgentJoin;
import dev.iischain.normalise.RegistrationHints;
import dev.iischain.normalise.Relevance;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says which text an event has to hold for any rule to match it, by reading the rules backwards: of
 * all parts that have to hold the one whose literals are rarest, of alternatives all.
 */
public final class RuleRelevance implements Relevance {

  private static final long serialVersionUID = 1L;

  /** Fields that say the same of every event of a shape. */
  private static final Set<Field> FIXED =
      EnumSet.of(
          Field.EVENT_ID,
          Field.EVENT_SIMPLE_NAME,
          Field.ACTION_TYPE,
          Field.PROVIDER_NAME,
          Field.CHANNEL);

  /** What a join may add to an event that does not tell which process acted. */
  private static final Set<Field> JOINED = EnumSet.of(Field.IMAGE, Field.ACTOR_IMAGE);

  /** What registrations alone have. */
  private static final Set<Field> REGISTERED =
      EnumSet.of(Field.REGISTRATION_METHOD, Field.MODULE_TYPE, Field.APPCMD_VERB);

  /** Kinds whose files are what the event itself names. */
  private static final Set<EventKind> NAMING_FILES =
      EnumSet.of(
          EventKind.FILE_EVENT,
          EventKind.FILE_RENAME,
          EventKind.FILE_DELETE,
          EventKind.FILE_CHANGE,
          EventKind.FILE_ACCESS,
          EventKind.CREATE_STREAM_HASH,
          EventKind.IMAGE_LOAD);

  private final RuleSet rules;

  /** What these rules want. */
  public RuleRelevance(RuleSet rules) {
    this.rules = rules;
  }

  @Override
  public @Nullable Set<String> literals(EndpointEvent example) {
    Set<String> wanted = new HashSet<>();
    EventView view = new EventView(example);
    for (RuleSet.Compiled compiled : rules.lookingAt(example.kind())) {
      Needs needs = needs(compiled.matcher(), view);
      if (needs.literals == null) {
        return null;
      }
      wanted.addAll(needs.literals);
    }
    return Literals.withoutLonger(wanted);
  }

  /**
   * When a matcher may match.
   *
   * @param literals it has to find one of these; empty is never, null is nobody knows
   * @param certain whether it matches every event of the shape
   */
  private record Needs(@Nullable Set<String> literals, boolean certain) {
    static final Needs UNKNOWN = new Needs(null, false);
    static final Needs NEVER = new Needs(Set.of(), false);
    static final Needs ALWAYS = new Needs(null, true);

    boolean isNever() {
      return literals != null && literals.isEmpty();
    }

    static Needs known(boolean matches) {
      return matches ? ALWAYS : NEVER;
    }

    static Needs of(@Nullable Set<String> literals) {
      return literals == null ? UNKNOWN : new Needs(literals, false);
    }
  }

  private static Needs needs(Matcher matcher, EventView view) {
    if (matcher instanceof Matcher.AllOf all) {
      return all(all.parts(), view);
    }
    if (matcher instanceof Matcher.AnyOf any) {
      return any(any.parts(), 1, view);
    }
    if (matcher instanceof Matcher.AtLeast some) {
      return any(some.parts(), some.count(), view);
    }
    if (matcher instanceof Matcher.Not not) {
      Needs part = needs(not.part(), view);
      return part.certain ? Needs.NEVER : part.isNever() ? Needs.ALWAYS : Needs.UNKNOWN;
    }
    if (matcher instanceof Matcher.Selection selection) {
      return needs(selection.part(), view);
    }
    if (matcher instanceof Matcher.Clause clause) {
      return needs(clause.part(), view);
    }
    if (matcher instanceof Matcher.FromVendor || matcher instanceof Matcher.FromChannel) {
      return Needs.known(matcher.matches(view));
    }
    if (matcher instanceof Matcher.Present present) {
      return present(present.field(), matcher, view);
    }
    if (matcher instanceof Matcher.Absent absent && FIXED.contains(absent.field())) {
      return Needs.known(matcher.matches(view));
    }
    if (matcher instanceof Matcher.FieldPasses passes) {
      return passes(passes, view);
    }
    return Needs.UNKNOWN;
  }

  private static Needs all(List<Matcher> parts, EventView view) {
    Set<String> best = null;
    boolean certain = true;
    for (Matcher part : parts) {
      Needs needs = needs(part, view);
      if (needs.isNever()) {
        return Needs.NEVER;
      }
      certain &= needs.certain;
      if (needs.literals != null
          && (best == null || Literals.rarity(needs.literals) > Literals.rarity(best))) {
        best = needs.literals;
      }
    }
    return certain ? Needs.ALWAYS : Needs.of(best);
  }

  private static Needs any(List<Matcher> parts, int count, EventView view) {
    Set<String> union = new HashSet<>();
    boolean unknown = false;
    int possible = 0;
    int certain = 0;
    for (Matcher part : parts) {
      Needs needs = needs(part, view);
      if (needs.isNever()) {
        continue;
      }
      possible++;
      if (needs.certain) {
        certain++;
      }
      if (needs.literals == null) {
        unknown = true;
      } else {
        union.addAll(needs.literals);
      }
    }
    if (certain >= count) {
      return Needs.ALWAYS;
    }
    return possible < count ? Needs.NEVER : Needs.of(unknown ? null : union);
  }

  private static Needs present(Field field, Matcher matcher, EventView view) {
    if (FIXED.contains(field)) {
      return Needs.known(matcher.matches(view));
    }
    return REGISTERED.contains(field)
        ? Needs.of(RegistrationHints.of(view.event().kind()))
        : Needs.UNKNOWN;
  }

  private static Needs passes(Matcher.FieldPasses passes, EventView view) {
    Field field = passes.field();
    if (FIXED.contains(field)) {
      return Needs.known(passes.matches(view));
    }
    if (REGISTERED.contains(field)) {
      return Needs.of(RegistrationHints.of(view.event().kind()));
    }
    if (field == Field.DLL_PATH && !NAMING_FILES.contains(view.event().kind())) {
      return Needs.UNKNOWN;
    }
    if (JOINED.contains(field) && AgentJoin.lackedProcess(view.event()) != null) {
      return Needs.UNKNOWN;
    }
    String literal = Literals.of(field, passes.test());
    return literal == null ? Needs.UNKNOWN : new Needs(Set.of(literal), false);
  }
}
