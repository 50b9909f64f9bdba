package dev.iischain.chain;

import dev.iischain.event.DllReference;
import dev.iischain.event.Evidence;
import dev.iischain.event.Signature;
import dev.iischain.event.Stage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
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

  private static final double MIN_LINK = 0.5;
  private static final double CONTENT_CHANGED_LINK = 0.6;
  private static final int MAX_CORROBORATION = 6;
  private static final int MAX_FLAGS = 20;
  private static final long HOUR_MILLIS = 3_600_000L;
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
        if (dll != null && dll.signature().trust() == Signature.Trust.UNTRUSTED) {
          return true;
        }
      }
    }
    return false;
  }

  /** The trust in a piece of evidence's actor, 0 to 1; 1 takes nothing off. */
  private double trust(Evidence evidence) {
    return trustVoid ? 1 : evidence.weight().trust();
  }

  /** The score of evidence in which chains with these sets of stages matched. */
  public static Score of(List<Joined> evidence, Collection<Set<Stage>> matched) {
    return new Scoring(evidence).best(matched);
  }

  /** The most that the evidence could score, whichever chains match. */
  public static int upperBound(List<Joined> evidence) {
    Scoring scoring = new Scoring(evidence);
    EnumSet<Stage> all = EnumSet.noneOf(Stage.class);
    all.addAll(scoring.byStage.keySet());
    return scoring.best(List.of(all)).value();
  }

  private Score best(Collection<Set<Stage>> matched) {
    Set<Set<Stage>> candidates = new HashSet<>();
    for (Stage stage : byStage.keySet()) {
      if (stage != Stage.BEHAVIOUR) {
        candidates.add(EnumSet.of(stage));
      }
    }
    for (Set<Stage> stages : matched) {
      addSubsets(stages, candidates);
    }
    Part best = null;
    for (Set<Stage> stages : candidates) {
      Part part = part(stages);
      if (best == null || part.compareTo(best) > 0) {
        best = part;
      }
    }
    if (best == null) {
      return new Score(0, "low", List.of(), List.of());
    }
    return score(best);
  }

  private void addSubsets(Set<Stage> stages, Set<Set<Stage>> candidates) {
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
      candidates.add(subset);
    }
  }

  /** What one set of stages scores, before behaviour and flags. */
  private record Part(Set<Stage> stages, double points, double bonus, double link)
      implements Comparable<Part> {

    double value() {
      return link * (points + bonus);
    }

    @Override
    public int compareTo(Part other) {
      int byValue = Double.compare(value(), other.value());
      return byValue != 0 ? byValue : stages.toString().compareTo(other.stages.toString());
    }
  }

  private Part part(Set<Stage> stages) {
    double points = 0;
    double trust = 1;
    double link = 1;
    for (Stage stage : stages) {
      points += points(stage);
      trust = Math.min(trust, trust(stage));
      if (stages.size() > 1) {
        link = Math.min(link, link(stage, stages));
      }
    }
    double bonus = link >= MIN_LINK ? trust * bonus(stages) : 0;
    return new Part(stages, points, bonus, link);
  }

  private List<Joined> evidence(Stage stage) {
    return byStage.getOrDefault(stage, List.of());
  }

  private double points(Stage stage) {
    double points = 0;
    TreeSet<String> vendors = new TreeSet<>();
    for (Joined joined : evidence(stage)) {
      points = Math.max(points, weighted(joined.evidence()));
      vendors.add(joined.evidence().source().vendor().label());
    }
    return points == 0 ? 0 : points + Math.min(MAX_CORROBORATION, 3 * (vendors.size() - 1));
  }

  private double trust(Stage stage) {
    double trust = 0;
    for (Joined joined : evidence(stage)) {
      trust = Math.max(trust, trust(joined.evidence()));
    }
    return trust;
  }

  private double link(Stage stage, Set<Stage> stages) {
    double link = 0;
    for (Joined joined : evidence(stage)) {
      link = Math.max(link, link(joined, stages));
    }
    return link;
  }

  private double link(Joined joined, Set<Stage> stages) {
    if (joined.identity() == Joined.Identity.HASH) {
      return joined.identity().strength();
    }
    Stage other = contentPartner(joined.evidence().stage());
    if (other == null || !stages.contains(other)) {
      return joined.identity().strength();
    }
    double link = 0;
    for (Joined partner : evidence(other)) {
      link = Math.max(link, contentLink(joined.evidence(), partner.evidence()));
    }
    return link;
  }

  private static @Nullable Stage contentPartner(@Nullable Stage stage) {
    if (stage == Stage.WRITE) {
      return Stage.LOAD;
    }
    return stage == Stage.LOAD ? Stage.WRITE : null;
  }

  private static double contentLink(Evidence left, Evidence right) {
    DllReference leftDll = left.dll();
    DllReference rightDll = right.dll();
    if (leftDll == null || rightDll == null || sameContent(left, right)) {
      return Joined.Identity.PATH.strength();
    }
    return leftDll.hashes().contradicts(rightDll.hashes())
        ? CONTENT_CHANGED_LINK
        : Joined.Identity.PATH.strength();
  }

  private int bonus(Set<Stage> stages) {
    int bonus = 0;
    boolean writeAndRegistration =
        stages.contains(Stage.WRITE) && stages.contains(Stage.REGISTRATION);
    if (writeAndRegistration && stages.contains(Stage.LOAD)) {
      bonus = 20 + (naturalOrder() ? 2 : 0);
    } else if (writeAndRegistration && stages.contains(Stage.LOAD_FAILURE)) {
      bonus = 10;
    } else if (stages.size() >= 2) {
      bonus = 8;
    }
    return writeAndRegistration && writtenAndRegisteredWithinAnHour() ? bonus + 3 : bonus;
  }

  private boolean naturalOrder() {
    for (Joined write : evidence(Stage.WRITE)) {
      for (Joined registration : evidence(Stage.REGISTRATION)) {
        if (time(write) <= time(registration) && anyAfter(Stage.LOAD, time(registration))) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean anyAfter(Stage stage, long time) {
    for (Joined joined : evidence(stage)) {
      if (time(joined) >= time) {
        return true;
      }
    }
    return false;
  }

  private boolean writtenAndRegisteredWithinAnHour() {
    for (Joined write : evidence(Stage.WRITE)) {
      for (Joined registration : evidence(Stage.REGISTRATION)) {
        long gap = time(registration) - time(write);
        if (gap >= 0 && gap <= HOUR_MILLIS) {
          return true;
        }
      }
    }
    return false;
  }

  private static long time(Joined joined) {
    return joined.evidence().eventTimeMillis();
  }

  private Score score(Part best) {
    Evidence gravest = gravestBehaviour();
    int behaviour = gravest == null ? 0 : gravest.weight().points();
    Set<String> flags = flags();
    int flagPoints = 0;
    for (String flag : flags) {
      flagPoints += FLAG_POINTS.getOrDefault(flag, 0);
    }
    flagPoints = Math.min(MAX_FLAGS, flagPoints);
    long value = Math.round(best.value()) + behaviour + flagPoints;
    List<String> reasons = new ArrayList<>();
    for (Stage stage : best.stages()) {
      reasons.add(reason(stage));
    }
    if (best.bonus() > 0) {
      reasons.add("The stages form a chain: " + number(best.bonus()) + " points.");
    }
    if (best.stages().size() > 1 && best.link() < 1) {
      reasons.add("The link between the stages has strength " + number(best.link()) + ".");
    }
    if (gravest != null && behaviour > 0) {
      reasons.add(
          "Behaviour around the chain: "
              + gravest.weight().reason()
              + ", "
              + behaviour
              + " points.");
    }
    if (flagPoints > 0) {
      reasons.add("Noticed: " + String.join(", ", flags) + ": " + flagPoints + " points.");
    }
    return new Score(
        (int) Math.max(0, Math.min(100, value)),
        confidence(best),
        List.copyOf(best.stages()),
        reasons);
  }

  private String reason(Stage stage) {
    Evidence strongest = null;
    for (Joined joined : evidence(stage)) {
      Evidence evidence = joined.evidence();
      if (strongest == null || weighted(evidence) > weighted(strongest)) {
        strongest = evidence;
      }
    }
    String why = strongest == null ? "" : strongest.weight().reason();
    String label = stage.label();
    return Character.toUpperCase(label.charAt(0))
        + label.substring(1)
        + ": "
        + why
        + ", "
        + number(points(stage))
        + " points.";
  }

  private double weighted(Evidence evidence) {
    return evidence.weight().points() * trust(evidence);
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
          if (FLAG_POINTS.containsKey(flag)) {
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
            && contentLink(write.evidence(), load.evidence()) == CONTENT_CHANGED_LINK) {
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
