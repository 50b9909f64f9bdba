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
import java.util.Map;
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
  private static final Set<Field> JOINED =
      EnumSet.of(Field.IMAGE, Field.ACTOR_IMAGE, Field.USER, Field.NOTICED);

  /** What is derived from commands and scripts, from nothing else in events of these kinds. */
  private static final Set<Field> COMMANDED =
      EnumSet.of(
          Field.APPCMD_VERB,
          Field.APPCMD_OBJECT,
          Field.APPCMD_SECTION,
          Field.CONFIG_SECTION,
          Field.DECODED_COMMAND,
          Field.MODULE_NAME,
          Field.MODULE_IMAGE,
          Field.MODULE_TYPE);

  private static final Set<EventKind> COMMANDS =
      EnumSet.of(EventKind.PROCESS_CREATION, EventKind.PS_SCRIPT);

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

  /** Fields that events of other kinds never have. */
  private static final Map<Field, Set<EventKind>> ONLY =
      Map.of(
          Field.SCRIPT_BLOCK_TEXT,
          EnumSet.of(EventKind.PS_SCRIPT),
          Field.PAYLOAD,
          EnumSet.of(EventKind.PS_MODULE),
          Field.DATA,
          EnumSet.of(EventKind.PS_CLASSIC_START, EventKind.PS_CLASSIC_SCRIPT),
          Field.CONFIGURATION,
          EnumSet.of(EventKind.IIS_CONFIGURATION),
          Field.EDIT_OPERATION_TYPE,
          EnumSet.of(EventKind.IIS_CONFIGURATION),
          Field.CONFIG_ATTRIBUTE,
          EnumSet.of(EventKind.IIS_CONFIGURATION));

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
    Needs derived = derived(field, null, view.event());
    return derived == null ? Needs.UNKNOWN : derived;
  }

  private static Needs passes(Matcher.FieldPasses passes, EventView view) {
    Field field = passes.field();
    if (FIXED.contains(field)) {
      return Needs.known(passes.matches(view));
    }
    Needs derived = derived(field, passes.test(), view.event());
    if (derived != null) {
      return derived;
    }
    boolean unknown =
        (JOINED.contains(field) && AgentJoin.lackedProcess(view.event()) != null)
            || (field == Field.DLL_PATH && !NAMING_FILES.contains(view.event().kind()));
    String literal = unknown ? null : Literals.of(field, passes.test());
    return literal == null ? Needs.UNKNOWN : new Needs(Set.of(literal), false);
  }

  /** When an event has a field that normalisation derives; null for other fields. */
  private static @Nullable Needs derived(
      Field field, @Nullable ValueTest test, EndpointEvent event) {
    EventKind kind = event.kind();
    Set<EventKind> only = ONLY.get(field);
    if (only != null && !only.contains(kind)) {
      return Needs.NEVER;
    }
    if (field == Field.REGISTRATION_METHOD) {
      return Needs.of(RegistrationHints.of(kind));
    }
    if (COMMANDED.contains(field) && COMMANDS.contains(kind)) {
      return Needs.of(RegistrationHints.of(kind));
    }
    if (field == Field.CONFIG_FILE) {
      return NAMING_FILES.contains(kind) ? Needs.of(RegistrationHints.CONFIGURATION_FILES) : null;
    }
    boolean masked =
        field == Field.NOTICED
            && kind == EventKind.PROCESS_CREATION
            && test instanceof ValueTest.Contains contains
            && RegistrationHints.COMMAND_SIGNS.contains(contains.text());
    return masked ? Needs.of(RegistrationHints.TOOLS) : null;
  }
}
