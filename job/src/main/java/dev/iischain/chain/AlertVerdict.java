package dev.iischain.chain;

import dev.iischain.event.AppliedSuppression;
import dev.iischain.event.Level;
import dev.iischain.event.Stage;
import dev.iischain.suppression.Subject;
import dev.iischain.suppression.Suppression;
import dev.iischain.suppression.Suppression.Kind;
import dev.iischain.suppression.SuppressionSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What suppressions do to an alert. Only what covers every event of the alert has an effect.
 *
 * @param mutedBy the suppression that mutes it, or null
 * @param applied those that have an effect, by id
 * @param atMostMedium whether a change window or a host of developers keeps its level at medium
 * @param penalty points taken from its score
 */
public record AlertVerdict(
    @Nullable AppliedSuppression mutedBy,
    List<AppliedSuppression> applied,
    boolean atMostMedium,
    int penalty) {

  /** No suppression has an effect. */
  public static final AlertVerdict UNTOUCHED = new AlertVerdict(null, List.of(), false, 0);

  private static final int DEVELOPMENT_PENALTY = 15;

  /** The verdict on an alert as it is now. */
  public static AlertVerdict of(AlertState alert, SuppressionSet suppressions) {
    if (suppressions.isEmpty()) {
      return UNTOUCHED;
    }
    Map<String, Suppression> applied = new TreeMap<>();
    Set<Kind> all = alert.subjects().more() ? Set.of() : EnumSet.allOf(Kind.class);
    boolean behaviour = false;
    for (Subject subject : alert.subjects().each()) {
      Set<Kind> here = EnumSet.noneOf(Kind.class);
      for (Suppression entry : suppressions.covering(subject)) {
        applied.put(entry.id(), entry);
        here.add(entry.kind());
      }
      all.retainAll(here);
      behaviour |= subject.stage() == Stage.BEHAVIOUR;
    }
    boolean development = suppressions.isDevelopment(alert.host().name(), alert.host().fqdn());
    Suppression mute = null;
    List<AppliedSuppression> effective = new ArrayList<>();
    for (Suppression entry : applied.values()) {
      if (all.contains(entry.kind())) {
        effective.add(entry.applied());
        mute = mute == null && entry.kind() == Kind.SUPPRESS ? entry : mute;
      }
    }
    if (development) {
      effective.add(CaseJudge.DEVELOPMENT);
      effective.sort(Comparator.comparing(AppliedSuppression::id));
    }
    return new AlertVerdict(
        mute == null ? null : mute.applied(),
        List.copyOf(effective),
        all.contains(Kind.CHANGE_WINDOW) || (development && !behaviour),
        development ? DEVELOPMENT_PENALTY : 0);
  }

  Level level(Level level) {
    return atMostMedium && level.compareTo(Level.MEDIUM) > 0 ? Level.MEDIUM : level;
  }

  int score(int score) {
    int lowered = Math.max(0, score - penalty);
    return atMostMedium ? Math.min(lowered, CaseJudge.MEDIUM_AT_MOST) : lowered;
  }
}
