package dev.iischain.chain;

import dev.iischain.chain.StageView.Part;
import dev.iischain.event.DllReference;
import dev.iischain.event.Evidence;
import dev.iischain.event.Signature;
import dev.iischain.event.Stage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Scores an episode. Every set of stages that a matched chain joins, and every single stage, is
 * scored by itself and the best one counts, so that further evidence never lowers a score.
 */
public final class Scoring {

  private static final int MAX_SCORE = 100;
  private static final int MAX_FLAGS = 20;
  private static final Map<String, Integer> FLAG_POINTS =
      Map.of(
          "timestomp", 6,
          "content-changed", 8,
          "tool-masquerade", 10,
          "unicode", 10,
          "encoded-command", 4,
          "mimicry", 8,
          "renamed", 5,
          "remote", 5);

  private final Map<Stage, List<Joined>> byStage = new EnumMap<>(Stage.class);

  /** Whether what is known of the file's content contradicts the trust in who installed it. */
  private final boolean trustVoid;

  private Scoring(List<Joined> evidence) {
    for (Joined joined : evidence) {
      Stage stage = joined.evidence().stage();
      if (stage != null) {
        byStage.computeIfAbsent(stage, s -> new ArrayList<>()).add(joined);
      }
    }
    trustVoid = contentChanged() || isUnsigned();
  }

  private boolean isUnsigned() {
    for (List<Joined> list : byStage.values()) {
      for (Joined joined : list) {
        DllReference dll = joined.evidence().dll();
        if (dll != null
            && joined.takesSteps()
            && dll.signature().trust() == Signature.Trust.UNTRUSTED) {
          return true;
        }
      }
    }
    return false;
  }

  /** The score of evidence in which chains with these sets of stages matched. */
  public static Score of(List<Joined> evidence, Collection<Set<Stage>> matched) {
    Map<Set<Stage>, Integer> limits = new HashMap<>();
    for (Set<Stage> stages : matched) {
      limits.put(stages, MAX_SCORE);
    }
    return new Scoring(evidence).best(limits);
  }

  /** The score of evidence in which these chains matched; none lifts it above its own level. */
  public static Score ofChains(List<Joined> evidence, Collection<Chain> matched) {
    Map<Set<Stage>, Integer> limits = new HashMap<>();
    for (Chain chain : matched) {
      limits.merge(chain.stages(), Score.highest(chain.level()), Math::max);
    }
    return new Scoring(evidence).best(limits);
  }

  /** The most that the evidence could score, whichever chains match. */
  public static int upperBound(List<Joined> evidence) {
    Scoring scoring = new Scoring(evidence);
    EnumSet<Stage> all = EnumSet.noneOf(Stage.class);
    all.addAll(scoring.byStage.keySet());
    return scoring.best(Map.of(all, MAX_SCORE)).value();
  }

  /** The best of all single stages, and of all sets of stages that chains join. */
  private Score best(Map<Set<Stage>, Integer> matched) {
    Map<Set<Stage>, Integer> limits = new HashMap<>();
    for (Stage stage : byStage.keySet()) {
      if (stage != Stage.BEHAVIOUR) {
        limits.put(EnumSet.of(stage), MAX_SCORE);
      }
    }
    matched.forEach((stages, limit) -> addSubsets(stages, limit, limits));
    Evidence gravest = gravestBehaviour();
    Set<String> flags = flags();
    int extra = (gravest == null ? 0 : gravest.weight().points()) + points(flags);
    Part best = null;
    int value = -1;
    for (StageView view : StageView.of(byStage, trustVoid)) {
      for (Map.Entry<Set<Stage>, Integer> candidate : limits.entrySet()) {
        Part part = view.best(candidate.getKey());
        if (part == null) {
          continue;
        }
        int scored = (int) Math.min(candidate.getValue(), Math.round(part.value()) + extra);
        if (scored > value || (scored == value && best != null && part.compareTo(best) > 0)) {
          best = part;
          value = scored;
        }
      }
    }
    return best == null
        ? new Score(0, "low", List.of(), List.of())
        : score(best, value, gravest, flags);
  }

  private void addSubsets(Set<Stage> stages, int limit, Map<Set<Stage>, Integer> limits) {
    List<Stage> present = new ArrayList<>();
    for (Stage stage : stages) {
      if (stage != Stage.BEHAVIOUR && byStage.containsKey(stage)) {
        present.add(stage);
      }
    }
    for (int bits = 1; bits < 1 << present.size(); bits++) {
      EnumSet<Stage> subset = EnumSet.noneOf(Stage.class);
      for (int i = 0; i < present.size(); i++) {
        if ((bits >> i & 1) == 1) {
          subset.add(present.get(i));
        }
      }
      limits.merge(subset, limit, Math::max);
    }
  }

  private List<Joined> evidence(Stage stage) {
    return byStage.getOrDefault(stage, List.of());
  }

  private Score score(Part best, int value, @Nullable Evidence gravest, Set<String> flags) {
    List<String> reasons = new ArrayList<>();
    for (Stage stage : best.stages()) {
      reasons.add(reason(stage, best.link()));
    }
    if (best.bonus() > 0) {
      reasons.add("The stages form a chain: " + number(best.bonus()) + " points.");
    }
    if (best.link() < 1) {
      reasons.add("The weakest link has strength " + number(best.link()) + ".");
    }
    int behaviour = gravest == null ? 0 : gravest.weight().points();
    if (gravest != null && behaviour > 0) {
      reasons.add(
          "Behaviour around the chain: "
              + gravest.weight().reason()
              + ", "
              + behaviour
              + " points.");
    }
    int flagPoints = points(flags);
    if (flagPoints > 0) {
      reasons.add("Noticed: " + String.join(", ", flags) + ": " + flagPoints + " points.");
    }
    if (value < MAX_SCORE && value < Math.round(best.value()) + behaviour + flagPoints) {
      reasons.add("The chain's own level limits the score to " + value + ".");
    }
    return new Score(Math.max(0, value), confidence(best), List.copyOf(best.stages()), reasons);
  }

  private static int points(Set<String> flags) {
    int points = 0;
    for (String flag : flags) {
      points += FLAG_POINTS.getOrDefault(flag, 0);
    }
    return Math.min(MAX_FLAGS, points);
  }

  private String reason(Stage stage, double link) {
    Evidence strongest = null;
    List<Evidence> counted = new ArrayList<>();
    for (Joined joined : evidence(stage)) {
      Evidence evidence = joined.evidence();
      if (joined.identity().strength() >= link) {
        counted.add(evidence);
        if (strongest == null
            || StageView.weighted(evidence, trustVoid) > StageView.weighted(strongest, trustVoid)) {
          strongest = evidence;
        }
      }
    }
    String why = strongest == null ? "" : strongest.weight().reason();
    String label = stage.label();
    return Character.toUpperCase(label.charAt(0))
        + label.substring(1)
        + ": "
        + why
        + ", "
        + number(StageView.points(counted, trustVoid))
        + " points.";
  }

  /** The gravest behaviour around the chain; another sensor that saw it too adds nothing. */
  private @Nullable Evidence gravestBehaviour() {
    Evidence gravest = null;
    for (Joined joined : evidence(Stage.BEHAVIOUR)) {
      Evidence evidence = joined.evidence();
      if (gravest == null
          || evidence.weight().points() > gravest.weight().points()
          || (evidence.weight().points() == gravest.weight().points()
              && EvidenceOrder.BY_TIME.compare(evidence, gravest) < 0)) {
        gravest = evidence;
      }
    }
    return gravest;
  }

  private Set<String> flags() {
    TreeSet<String> flags = new TreeSet<>();
    for (List<Joined> list : byStage.values()) {
      for (Joined joined : list) {
        for (String flag : joined.evidence().flags()) {
          boolean ofModule = joined.takesSteps() && joined.identity() != Joined.Identity.HOST;
          if (ofModule && FLAG_POINTS.containsKey(flag)) {
            flags.add(flag);
          }
        }
      }
    }
    if (contentChanged()) {
      flags.add("content-changed");
    }
    return flags;
  }

  private boolean contentChanged() {
    for (Joined write : evidence(Stage.WRITE)) {
      for (Joined load : evidence(Stage.LOAD)) {
        if (write.identity() == Joined.Identity.PATH
            && load.identity() == Joined.Identity.PATH
            && StageView.contentLink(write.evidence(), load.evidence()) < 1) {
          return true;
        }
      }
    }
    return false;
  }

  /** High where content proves it, medium where only the path does, low for anything weaker. */
  private String confidence(Part best) {
    if (best.stages().size() < 2 || best.link() < 0.8) {
      return best.stages().size() < 2 ? "medium" : "low";
    }
    return best.stages().contains(Stage.REGISTRATION) && sameContentWasLoaded() ? "high" : "medium";
  }

  private boolean sameContentWasLoaded() {
    for (Joined write : evidence(Stage.WRITE)) {
      for (Joined load : evidence(Stage.LOAD)) {
        if (sameContent(write.evidence(), load.evidence())) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean sameContent(Evidence left, Evidence right) {
    return left.dll() != null
        && right.dll() != null
        && left.dll().hashes().agreesWith(right.dll().hashes());
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.2f", value);
  }
}
