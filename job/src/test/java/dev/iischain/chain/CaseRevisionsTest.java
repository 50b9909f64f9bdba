package dev.iischain.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.delivery.SampleCases;
import dev.iischain.event.Case;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CaseRevisionsTest {

  @Test
  void whatHasNotChangedIsNoRevision() {
    Case first = next(snapshot("a"), 2, 0, null);
    assertThat(CaseRevisions.next(snapshot("a"), 2, 0, first.revision(), first.contentHash()))
        .isNull();
  }

  @Test
  void revisionsGrowWithTheEvidenceAndByOneWithoutNew() {
    Case first = next(snapshot("a"), 2, 0, null);
    Case second = next(snapshot("b"), 2, 0, first);
    Case third = next(snapshot("c"), 3, 0, second);
    assertThat(first.revision()).isEqualTo(5);
    assertThat(second.revision()).isEqualTo(6);
    assertThat(third.revision()).isEqualTo(13);
    assertThat(next(snapshot("d"), 1, 0, null).revision()).isEqualTo(5);
  }

  @Test
  void whatSensorsSeeCountsAsEvidenceDoes() {
    Case dark = next(snapshot("a"), 2, 2, null);
    assertThat(dark.revision()).isOne();
    assertThat(next(snapshot("b"), 2, 1, dark).revision()).isEqualTo(3);
    assertThat(next(snapshot("b"), 2, 1, null).revision()).isEqualTo(3);
    assertThat(next(snapshot("c"), 2, 0, null).revision()).isEqualTo(5);
    assertThat(next(snapshot("d"), 3, 2, null).revision()).isEqualTo(9);
  }

  @Test
  void theFirstNumbersAreThoseOfTheFirstEvidence() {
    assertThat(CaseRevisions.isFirst(next(snapshot("a"), 2, 2, null).revision())).isTrue();
    assertThat(CaseRevisions.isFirst(next(snapshot("a"), 2, 0, null).revision())).isTrue();
    assertThat(CaseRevisions.isFirst(next(snapshot("a"), 3, 2, null).revision())).isFalse();
  }

  /** A job goes back to an earlier snapshot, and hears the same in another order, or more. */
  @Property
  void afterAFailureMoreEvidenceNeverHasTheRevisionOfLess(
      @ForAll @Size(min = 1, max = 30) List<@IntRange(max = 3) Integer> steps,
      @ForAll @IntRange(max = 30) int failsAfter,
      @ForAll @IntRange(max = 30) int goesBackTo,
      @ForAll boolean sensorsFirst) {
    Map<Long, String> knownOf = new HashMap<>();
    Case last = null;
    Case saved = null;
    long events = 2;
    int unobservable = 2;
    int without = 0;
    for (int i = 0; i < steps.size(); i++) {
      boolean seen = steps.get(i) == 3 && unobservable > 0;
      boolean more = !seen && (steps.get(i) > 0 || without == (unobservable > 0 ? 1 : 6));
      events += more ? 1 : 0;
      unobservable -= seen ? 1 : 0;
      without = more || seen ? 0 : without + 1;
      String known = events + "/" + unobservable;
      last = next(snapshot(i + "/" + known), events, unobservable, last);
      assertThat(knownOf.putIfAbsent(last.revision(), known))
          .as("what is known at revision %d", last.revision())
          .isIn(null, known);
      saved = i <= goesBackTo ? last : saved;
      if (i == failsAfter) {
        last = saved;
        events += sensorsFirst ? 0 : 1;
        unobservable -= sensorsFirst && unobservable > 0 ? 1 : 0;
        without = 0;
      }
    }
    assertThat(knownOf).isNotEmpty();
  }

  private static Case next(Case snapshot, long events, int unobservable, @Nullable Case last) {
    return Objects.requireNonNull(
        CaseRevisions.next(
            snapshot,
            events,
            unobservable,
            last == null ? 0 : last.revision(),
            last == null ? null : last.contentHash()));
  }

  private static Case snapshot(String id) {
    return SampleCases.of("ch-" + id, 1);
  }
}
