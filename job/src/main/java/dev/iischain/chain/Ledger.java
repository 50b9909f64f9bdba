package dev.iischain.chain;

import dev.iischain.chain.Relations.Related;
import dev.iischain.event.EventKind;
import dev.iischain.event.Evidence;
import dev.iischain.event.Stage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Remembers evidence in any order and says which implants it is about. Everything it answers is a
 * function of the set of evidence it was given, never of the order.
 *
 * <p>An implant is a subject that is registered or loaded, its anchor: the path of a file, or a
 * .NET assembly by its name. Other subjects are joined to it by {@link Relations}.
 */
public final class Ledger {

  /** So many implants of a host are told of what else happens there on a day. */
  private static final int MAX_EXPECTING = 64;

  private final LedgerOptions options;
  private final boolean behaviourTakesSteps;

  /** A ledger with these bounds. */
  public Ledger(LedgerOptions options) {
    this(options, false);
  }

  /**
   * A ledger with these bounds.
   *
   * @param behaviourTakesSteps whether a chain has a step of behaviour, so that it matters around
   *     an implant of a single stage too
   */
  public Ledger(LedgerOptions options, boolean behaviourTakesSteps) {
    this.options = options;
    this.behaviourTakesSteps = behaviourTakesSteps;
  }

  /** Whether evidence can say anything about an implant: as a stage, or by naming modules. */
  public static boolean concerns(Evidence evidence) {
    boolean takesPart = evidence.stage() != null || evidence.kind() == EventKind.MODULE_INVENTORY;
    return takesPart && Subject.of(evidence) != null;
  }

  /** Remembers evidence; the answer is the anchors whose episodes it may have changed, sorted. */
  @SuppressWarnings("ReferenceEquality") // an unchanged history is the very same object
  public List<String> record(Evidence evidence, LedgerStore store) {
    Stage stage = evidence.stage();
    boolean takesPart = stage != null || evidence.kind() == EventKind.MODULE_INVENTORY;
    String subject = takesPart ? Subject.of(evidence) : null;
    if (subject == null) {
      return List.of();
    }
    PathHistory old = store.history(subject);
    PathHistory known = old == null ? PathHistory.EMPTY : old;
    PathHistory grown = known.with(evidence, stage, options);
    if (grown == known) {
      return List.of();
    }
    Surroundings surroundings = new Surroundings(store);
    List<String> told = new Coverage(options, store).saw(evidence, surroundings);
    if (!hasPlace(subject, old, grown, store)) {
      return told;
    }
    store.put(subject, grown);
    boolean sameKeys =
        old != null
            && grown.hashes() == known.hashes()
            && grown.links() == known.links()
            && grown.isAdvanced() == known.isAdvanced();
    if (!sameKeys) {
      index(subject, grown, store);
    }
    List<String> changed =
        Subject.isOfHost(subject)
            ? surroundings.expecting(evidence)
            : touched(subject, grown, store);
    return told.isEmpty() ? changed : both(told, changed);
  }

  private static List<String> both(List<String> some, List<String> others) {
    TreeSet<String> all = new TreeSet<>(some);
    all.addAll(others);
    return List.copyOf(all);
  }

  /** The episode, with the stages of which no sensor of the host could have told. */
  public Episode withCoverage(Episode episode, LedgerStore store) {
    return episode.unobservable(new Coverage(options, store).unobservable(episode));
  }

  /** Remembers that an episode's case may change with what else happens on the host around it. */
  public void expectMore(Episode episode, LedgerStore store) {
    new Surroundings(store).expect(episode, MAX_EXPECTING);
  }

  private boolean hasPlace(
      String subject, @Nullable PathHistory old, PathHistory grown, LedgerStore store) {
    Standing standing = Standing.of(subject, grown);
    if (old == null) {
      return new Admission(options, store).admit(subject, standing);
    }
    Standing before = Standing.of(subject, old);
    if (standing.compareTo(before) > 0) {
      new Admission(options, store).promote(subject, before, standing);
    }
    return true;
  }

  private void index(String subject, PathHistory history, LedgerStore store) {
    boolean advanced = history.isAdvanced();
    for (String key : JoinKeys.of(subject, history)) {
      JoinedSubjects known = store.joined(key);
      JoinedSubjects grown = known.with(subject, advanced, options.maxPathsPerHash());
      if (!grown.equals(known)) {
        store.putJoined(key, grown);
        String target = Links.target(key);
        if (target != null) {
          store.putHost(store.host().linking(target));
        }
      }
    }
  }

  private static List<String> touched(String subject, PathHistory history, LedgerStore store) {
    List<String> anchors = new ArrayList<>();
    if (isAnchor(subject, history)) {
      anchors.add(subject);
    }
    for (Related related : new Relations(store).of(subject, history)) {
      if (isAnchor(related.subject(), related.history())) {
        anchors.add(related.subject());
      }
    }
    Collections.sort(anchors);
    return anchors;
  }

  private static boolean isAnchor(String subject, PathHistory history) {
    if (Subject.isNeverAnImplant(subject)) {
      return false;
    }
    if (history.has(Stage.REGISTRATION)
        || history.has(Stage.LOAD)
        || history.has(Stage.LOAD_FAILURE)) {
      return true;
    }
    for (String link : history.links()) {
      if (link.startsWith(Subject.MODULE)) {
        return true;
      }
    }
    return false;
  }

  /** The episodes of an anchor, one for each generation, oldest first. */
  public List<Episode> episodes(String anchor, LedgerStore store) {
    PathHistory own = store.history(anchor);
    if (own == null || !isAnchor(anchor, own)) {
      return List.of();
    }
    List<Related> related = new Relations(store).of(anchor, own);
    EpisodeAssembler assembler = new EpisodeAssembler(anchor, options);
    Membership membership = new Membership(anchor, own);
    assembler.add(own, membership::own);
    for (Related each : related) {
      assembler.add(each.history(), evidence -> membership.joined(evidence, each));
    }
    Surroundings surroundings = new Surroundings(store);
    int enough = behaviourTakesSteps ? 1 : 2;
    List<Episode> episodes = new ArrayList<>();
    for (Episode episode : assembler.episodes(owner(anchor, own, related))) {
      episodes.add(episode.stages().size() < enough ? episode : surroundings.around(episode));
    }
    return episodes;
  }

  /**
   * The implant that holds the case of all copies of a file, or null where it is the anchor: of the
   * registered ones the one with the strongest link, then the first by name.
   */
  private static @Nullable String owner(String anchor, PathHistory own, List<Related> related) {
    boolean registered = own.has(Stage.REGISTRATION);
    Related owner = null;
    for (Related each : related) {
      boolean owns =
          each.isSameFile()
              && isAnchor(each.subject(), each.history())
              && each.history().has(Stage.REGISTRATION)
              && (!registered || each.subject().compareTo(anchor) < 0);
      if (owns && (owner == null || precedes(each, owner, registered))) {
        owner = each;
      }
    }
    return owner == null ? null : owner.subject();
  }

  private static boolean precedes(Related left, Related right, boolean byName) {
    int byStrength =
        byName ? 0 : Double.compare(right.identity().strength(), left.identity().strength());
    return byStrength != 0 ? byStrength < 0 : left.subject().compareTo(right.subject()) < 0;
  }
}
