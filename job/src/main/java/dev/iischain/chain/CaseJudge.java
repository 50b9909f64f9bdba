package dev.iischain.chain;

import dev.iischain.event.AppliedSuppression;
import dev.iischain.event.Evidence;
import dev.iischain.event.Evidence.Weight;
import dev.iischain.event.Stage;
import dev.iischain.suppression.Subject;
import dev.iischain.suppression.Suppression;
import dev.iischain.suppression.SuppressionSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Hears the suppressions before a case is made. What is suppressed stays in the case and is marked;
 * only its weight goes. The answer depends on the episode, the chains and the suppressions alone.
 */
public final class CaseJudge {

  /** The most that a change window or a host of developers leaves of a score. */
  static final int MEDIUM_AT_MOST = Score.HIGH - 1;

  private static final int DEVELOPMENT_PENALTY = 15;
  private static final double TRUSTED_REGISTRATION = 0.3;
  private static final double TRUSTED = 0.25;

  /** What a host of developers is shown as. */
  static final AppliedSuppression DEVELOPMENT =
      new AppliedSuppression(
          "development", "development", "the host matches cases.development-hosts", null);

  private final CaseAssembler assembler;
  private final List<Chain> chains;
  private final int minimumScore;

  /** A judge that knows these chains; cases below the score are not opened. */
  public CaseJudge(List<Chain> chains, int minimumScore) {
    this.assembler = new CaseAssembler(chains);
    this.chains = List.copyOf(chains);
    this.minimumScore = minimumScore;
  }

  /** Which chains a case has, of those found now and those known before. */
  public NavigableSet<String> names(
      Collection<String> matched, Collection<String> before, @Nullable Episode old, Episode now) {
    TreeSet<String> names = new TreeSet<>(matched);
    names.addAll(FormerChains.kept(before, old, now, chains));
    return names;
  }

  /** Whether any of these names is a chain that is still declared. */
  public boolean knows(Set<String> matched) {
    return !assembler.known(matched).isEmpty();
  }

  /** The verdict; {@code matched} names every chain that ever matched the case. */
  public Verdict judge(Episode episode, Set<String> matched, SuppressionSet suppressions) {
    List<Chain> found = assembler.known(matched);
    Score full = Scoring.ofChains(episode.evidence(), found);
    Hearing hearing = new Hearing(episode.evidence(), suppressions);
    if (!hearing.hasEffect()) {
      return verdict(
          episode, found, full, CaseAssembler.Effects.NONE, null, isEnough(full.value()));
    }
    List<Chain> left = hearing.left(found);
    Score weighed = Scoring.ofChains(hearing.standing, left);
    int uncapped = hearing.development ? weighed.value() - DEVELOPMENT_PENALTY : weighed.value();
    boolean reaches = !left.isEmpty() && isEnough(uncapped);
    AppliedSuppression mutedBy = isEnough(full.value()) && !reaches ? hearing.decider() : null;
    CaseAssembler.Effects effects = hearing.effects();
    if (mutedBy != null || left.isEmpty()) {
      return verdict(episode, found, full, effects, mutedBy, reaches);
    }
    Score score = weighed.withValue(hearing.capped(weighed.value(), found));
    return verdict(episode, left, score, effects, null, reaches);
  }

  private boolean isEnough(int score) {
    return score >= minimumScore;
  }

  private Verdict verdict(
      Episode episode,
      List<Chain> found,
      Score score,
      CaseAssembler.Effects effects,
      @Nullable AppliedSuppression mutedBy,
      boolean reaches) {
    boolean over = episode.owner() != null || found.stream().anyMatch(Chain::complete);
    Ending ending = over ? null : Ending.of(found, chains, episode.evidence());
    // What no sensor can tell is not waited for, so its absence ends nothing.
    boolean blind = ending != null && episode.unobservable().containsAll(ending.missing());
    return new Verdict(
        assembler.assemble(episode, found, score, effects),
        mutedBy,
        reaches,
        blind ? null : ending);
  }

  /** What the suppressions say of each piece of evidence of one episode. */
  private static final class Hearing {

    private final List<Joined> evidence;
    private final List<Joined> standing = new ArrayList<>();
    private final List<Joined> outsideWindows = new ArrayList<>();
    private final List<@Nullable String> suppressedBy = new ArrayList<>();
    private final Map<String, Suppression> applied = new TreeMap<>();
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private final boolean development;

    Hearing(List<Joined> evidence, SuppressionSet suppressions) {
      this.evidence = evidence;
      this.development =
          evidence.stream()
              .anyMatch(joined -> suppressions.isDevelopment(joined.evidence().host()));
      for (Joined joined : evidence) {
        hear(joined, suppressions.covering(Subject.of(joined.evidence())));
      }
    }

    private void hear(Joined joined, List<Suppression> covering) {
      String suppressed = null;
      boolean inWindow = false;
      Joined weighed = joined;
      for (Suppression entry : covering) {
        applied.put(entry.id(), entry);
        counts.merge(entry.id(), 1, Integer::sum);
        switch (entry.kind()) {
          case SUPPRESS -> suppressed = suppressed == null ? entry.id() : suppressed;
          case TRUST -> weighed = trusted(joined);
          case CHANGE_WINDOW -> inWindow = true;
        }
      }
      suppressedBy.add(suppressed);
      if (suppressed == null) {
        standing.add(weighed);
        if (!inWindow) {
          outsideWindows.add(weighed);
        }
      }
    }

    private static Joined trusted(Joined joined) {
      Evidence evidence = joined.evidence();
      Weight weight = evidence.weight();
      Stage stage = evidence.stage();
      if (stage == null || stage == Stage.BEHAVIOUR) {
        return joined;
      }
      double trust = stage == Stage.REGISTRATION ? TRUSTED_REGISTRATION : TRUSTED;
      return joined.with(
          evidence.with(
              new Weight(
                  stage == Stage.LOAD ? 0 : weight.points(),
                  Math.min(weight.trust(), trust),
                  weight.reason() + ", trusted")));
    }

    boolean hasEffect() {
      return development || !applied.isEmpty();
    }

    /** The chains that do not hang on what is suppressed. */
    List<Chain> left(List<Chain> found) {
      if (standing.size() == evidence.size()) {
        return found;
      }
      return found.stream()
          .filter(chain -> ChainSearch.isIn(chain, standing) || !ChainSearch.isIn(chain, evidence))
          .toList();
    }

    /**
     * What caps and penalties leave of a score: evidence outside of change windows counts whole.
     */
    int capped(int value, List<Chain> found) {
      int capped = value;
      if (outsideWindows.size() < standing.size() && value > MEDIUM_AT_MOST) {
        List<Chain> outside =
            found.stream().filter(chain -> ChainSearch.isIn(chain, outsideWindows)).toList();
        int whole = Scoring.ofChains(outsideWindows, outside).value();
        capped = Math.max(whole, MEDIUM_AT_MOST);
      }
      if (development) {
        capped = Math.max(0, capped - DEVELOPMENT_PENALTY);
        boolean behaviour =
            standing.stream().anyMatch(joined -> joined.evidence().stage() == Stage.BEHAVIOUR);
        capped = behaviour ? capped : Math.min(capped, MEDIUM_AT_MOST);
      }
      return capped;
    }

    /** What keeps the case from being one: the first that suppresses, else that lowers. */
    AppliedSuppression decider() {
      for (Suppression.Kind kind : List.of(Suppression.Kind.SUPPRESS, Suppression.Kind.TRUST)) {
        for (Suppression entry : applied.values()) {
          if (entry.kind() == kind) {
            return entry.applied();
          }
        }
      }
      return DEVELOPMENT;
    }

    CaseAssembler.Effects effects() {
      List<AppliedSuppression> all = new ArrayList<>();
      List<String> why = new ArrayList<>();
      for (Suppression entry : applied.values()) {
        all.add(entry.applied());
        why.add(sentence(entry, counts.getOrDefault(entry.id(), 0)));
      }
      if (development) {
        all.add(DEVELOPMENT);
        why.add(
            "The host is one of developers (cases.development-hosts): "
                + DEVELOPMENT_PENALTY
                + " points less, and at most medium without intruder behaviour.");
      }
      return new CaseAssembler.Effects(suppressedBy, all, why);
    }

    private static String sentence(Suppression entry, int count) {
      String events = count + (count == 1 ? " event" : " events");
      String effect =
          switch (entry.kind()) {
            case SUPPRESS -> "takes the weight of " + events + " away";
            case TRUST -> "lowers the weight of " + events;
            case CHANGE_WINDOW -> "covers " + events + ", which alone reach medium at most";
          };
      return "Suppression "
          + entry.id()
          + ' '
          + effect
          + ": "
          + Sentence.cut(entry.reason(), 200)
          + (entry.ticket() == null ? "" : " (" + Sentence.cut(entry.ticket(), 100) + ")");
    }
  }
}
