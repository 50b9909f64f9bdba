package dev.iischain.chain;

import dev.iischain.event.DllReference;
import dev.iischain.event.Evidence;
import dev.iischain.event.Stage;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The evidence of an episode as one of its files sees it: each piece with the strength of its link
 * to that file.
 */
final class StageView {

  /** The link where write and load name one path, and their contents contradict each other. */
  static final double CONTENT_CHANGED = 0.6;

  private static final double MIN_BONUS_LINK = 0.5;
  private static final double SAME_FILE = Joined.Identity.ALIAS.strength();
  private static final int MAX_CORROBORATION = 6;

  /** What a file scores that is deployed with a web application among hundreds. */
  private static final int DEPLOYMENT_POINTS = 3;

  /** What a load scores at most that is validly signed, and not where anybody may write. */
  private static final int VOUCHED_POINTS = 8;

  private static final long HOUR_MILLIS = 3_600_000L;

  private final boolean trustVoid;
  private final Map<Stage, List<Piece>> byStage = new EnumMap<>(Stage.class);

  /**
   * A piece of evidence.
   *
   * @param strength of its link
   * @param withContent of its link, where the evidence of the other end of the file's way counts
   */
  private record Piece(Evidence evidence, double strength, double withContent) {}

  /** What a set of stages scores, before behaviour and flags. */
  record Part(Set<Stage> stages, double points, double bonus, double link)
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

  private StageView(Map<Stage, List<Joined>> evidence, boolean onePath, boolean trustVoid) {
    this.trustVoid = trustVoid;
    for (Map.Entry<Stage, List<Joined>> stage : evidence.entrySet()) {
      List<Joined> partners = evidence.getOrDefault(partner(stage.getKey()), List.of());
      List<Piece> pieces = new ArrayList<>(stage.getValue().size());
      for (Joined joined : stage.getValue()) {
        double strength = onePath ? 1 : joined.identity().strength();
        boolean proven = !onePath && joined.identity() == Joined.Identity.HASH;
        double content = proven ? strength : Math.min(strength, content(joined, partners));
        pieces.add(new Piece(joined.evidence(), strength, content));
      }
      byStage.put(stage.getKey(), pieces);
    }
  }

  /**
   * The views of an episode: from its anchor, and from every other path with several stages.
   *
   * @param trustVoid whether no actor can vouch for the file
   */
  static List<StageView> of(Map<Stage, List<Joined>> byStage, boolean trustVoid) {
    List<StageView> views = new ArrayList<>(1);
    views.add(new StageView(byStage, false, trustVoid));
    Map<String, Map<Stage, List<Joined>>> elsewhere = new TreeMap<>();
    for (Map.Entry<Stage, List<Joined>> stage : byStage.entrySet()) {
      for (Joined joined : stage.getValue()) {
        DllReference dll = joined.evidence().dll();
        // What is joined by no more than its name may be about an implant of its own.
        if (dll != null && joined.identity().strength() >= SAME_FILE) {
          elsewhere
              .computeIfAbsent(dll.path(), path -> new EnumMap<>(Stage.class))
              .computeIfAbsent(stage.getKey(), s -> new ArrayList<>())
              .add(joined);
        }
      }
    }
    for (Map<Stage, List<Joined>> path : elsewhere.values()) {
      if (path.size() > 1 && isJoined(path)) {
        views.add(new StageView(path, true, trustVoid));
      }
    }
    return views;
  }

  /** Whether the anchor's view says less of a path than its own does. */
  private static boolean isJoined(Map<Stage, List<Joined>> path) {
    for (List<Joined> stage : path.values()) {
      for (Joined joined : stage) {
        if (joined.identity().strength() < 1) {
          return true;
        }
      }
    }
    return false;
  }

  private static double content(Joined joined, List<Joined> partners) {
    double link = partners.isEmpty() ? 1 : 0;
    for (Joined partner : partners) {
      link = Math.max(link, contentLink(joined.evidence(), partner.evidence()));
    }
    return link;
  }

  /** How sure it is that two pieces of evidence about one path are about one file. */
  static double contentLink(Evidence left, Evidence right) {
    DllReference leftDll = left.dll();
    DllReference rightDll = right.dll();
    boolean changed =
        leftDll != null
            && rightDll != null
            && !leftDll.hashes().agreesWith(rightDll.hashes())
            && leftDll.hashes().contradicts(rightDll.hashes());
    return changed ? CONTENT_CHANGED : 1;
  }

  private static @Nullable Stage partner(Stage stage) {
    return switch (stage) {
      case WRITE -> Stage.LOAD;
      case LOAD -> Stage.WRITE;
      case REGISTRATION, LOAD_FAILURE, BEHAVIOUR -> null;
    };
  }

  /**
   * The best score of a set of stages, or null where one of them is not seen. Evidence with a weak
   * link may have more points: every strength is tried as the weakest that counts.
   */
  @Nullable Part best(Set<Stage> stages) {
    TreeSet<Double> strengths = new TreeSet<>();
    for (Stage stage : stages) {
      for (Piece piece : byStage.getOrDefault(stage, List.of())) {
        strengths.add(strength(piece, stages));
      }
    }
    Part best = null;
    for (double link : strengths) {
      Part part = part(stages, link);
      if (part != null && (best == null || part.value() > best.value())) {
        best = part;
      }
    }
    return best;
  }

  private static double strength(Piece piece, Set<Stage> stages) {
    Stage stage = piece.evidence().stage();
    Stage other = stage == null ? null : partner(stage);
    return other != null && stages.contains(other) ? piece.withContent() : piece.strength();
  }

  private @Nullable Part part(Set<Stage> stages, double link) {
    Map<Stage, List<Evidence>> counted = new EnumMap<>(Stage.class);
    double points = 0;
    double trust = 1;
    for (Stage stage : stages) {
      List<Evidence> evidence = new ArrayList<>();
      for (Piece piece : byStage.getOrDefault(stage, List.of())) {
        if (strength(piece, stages) >= link) {
          evidence.add(piece.evidence());
        }
      }
      if (evidence.isEmpty()) {
        return null;
      }
      counted.put(stage, evidence);
      points += points(evidence, trustVoid);
      trust = Math.min(trust, trust(evidence));
    }
    if (stages.size() > 1 && isMereDeployment(counted)) {
      return null;
    }
    double bonus = link >= MIN_BONUS_LINK ? trust * bonus(counted) : 0;
    return new Part(stages, points, bonus, link);
  }

  /** Whether the file is one of many that were deployed, and no registration names it. */
  private boolean isMereDeployment(Map<Stage, List<Evidence>> counted) {
    List<Evidence> writes = counted.get(Stage.WRITE);
    if (writes == null || counted.containsKey(Stage.REGISTRATION)) {
      return false;
    }
    for (Evidence write : writes) {
      if (weighted(write, trustVoid) > DEPLOYMENT_POINTS) {
        return false;
      }
    }
    return true;
  }

  /** The points of a piece of evidence, less where a known installer is behind it. */
  static double weighted(Evidence evidence, boolean trustVoid) {
    return evidence.weight().points() * (trustVoid ? 1 : evidence.weight().trust());
  }

  /** The points of a stage: the highest, and three for each further vendor that saw it. */
  static double points(List<Evidence> evidence, boolean trustVoid) {
    double points = 0;
    TreeSet<String> vendors = new TreeSet<>();
    for (Evidence each : evidence) {
      points = Math.max(points, weighted(each, trustVoid));
      vendors.add(each.source().vendor().label());
    }
    return points == 0 ? 0 : points + Math.min(MAX_CORROBORATION, 3 * (vendors.size() - 1));
  }

  private double trust(List<Evidence> evidence) {
    double trust = trustVoid ? 1 : 0;
    for (Evidence each : evidence) {
      trust = Math.max(trust, each.weight().trust());
    }
    return trust;
  }

  private static int bonus(Map<Stage, List<Evidence>> counted) {
    List<Evidence> writes = counted.getOrDefault(Stage.WRITE, List.of());
    List<Evidence> registrations = counted.getOrDefault(Stage.REGISTRATION, List.of());
    List<Evidence> loads = counted.getOrDefault(Stage.LOAD, List.of());
    boolean both = !writes.isEmpty() && !registrations.isEmpty();
    int bonus = 0;
    if (both && !loads.isEmpty()) {
      if (areVouchedFor(loads)) {
        return 20;
      }
      bonus = 20 + (inNaturalOrder(writes, registrations, loads) ? 2 : 0);
    } else if (both && counted.containsKey(Stage.LOAD_FAILURE)) {
      bonus = 10;
    } else if (counted.size() >= 2) {
      bonus = 8;
    }
    return both && withinAnHour(writes, registrations) ? bonus + 3 : bonus;
  }

  /**
   * Whether a publisher vouches for what is loaded: its installer takes the same way as quickly.
   */
  private static boolean areVouchedFor(List<Evidence> loads) {
    for (Evidence load : loads) {
      if (load.weight().points() > VOUCHED_POINTS) {
        return false;
      }
    }
    return true;
  }

  private static boolean inNaturalOrder(
      List<Evidence> writes, List<Evidence> registrations, List<Evidence> loads) {
    long written = Long.MAX_VALUE;
    for (Evidence write : writes) {
      written = Math.min(written, write.eventTimeMillis());
    }
    long loaded = Long.MIN_VALUE;
    for (Evidence load : loads) {
      loaded = Math.max(loaded, load.eventTimeMillis());
    }
    for (Evidence registration : registrations) {
      long time = registration.eventTimeMillis();
      if (written <= time && time <= loaded) {
        return true;
      }
    }
    return false;
  }

  private static boolean withinAnHour(List<Evidence> writes, List<Evidence> registrations) {
    for (Evidence write : writes) {
      for (Evidence registration : registrations) {
        long gap = registration.eventTimeMillis() - write.eventTimeMillis();
        if (gap >= 0 && gap <= HOUR_MILLIS) {
          return true;
        }
      }
    }
    return false;
  }
}
