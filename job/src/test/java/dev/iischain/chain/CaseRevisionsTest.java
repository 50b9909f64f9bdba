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
    Case first = next(snapshot("a"), 2, null);
    assertThat(CaseRevisions.next(snapshot("a"), 2, first.revision(), first.contentHash()))
        .isNull();
  }

  @Test
  void revisionsGrowWithTheEvidenceAndByOneWithoutNew() {
    Case first = next(snapshot("a"), 2, null);
    Case second = next(snapshot("b"), 2, first);
    Case third = next(snapshot("c"), 3, second);
    assertThat(first.revision()).isOne();
    assertThat(second.revision()).isEqualTo(2);
    assertThat(third.revision()).isEqualTo(9);
    assertThat(next(snapshot("d"), 1, null).revision()).isOne();
  }

  /** A job goes back to an earlier snapshot, and is told the same, or more of it at once. */
  @Property
  void afterAFailureMoreEvidenceNeverHasTheRevisionOfLess(
      @ForAll @Size(min = 1, max = 30) List<@IntRange(max = 2) Integer> steps,
      @ForAll @IntRange(max = 30) int failsAfter,
      @ForAll @IntRange(max = 30) int goesBackTo) {
    Map<Long, Long> eventsOf = new HashMap<>();
    Case last = null;
    Case saved = null;
    long events = 2;
    long without = 0;
    for (int i = 0; i < steps.size(); i++) {
      boolean more = steps.get(i) > 0 || without == 6;
      events += more ? 1 : 0;
      without = more ? 0 : without + 1;
      last = next(snapshot(i + "/" + events), events, last);
      long before = eventsOf.getOrDefault(last.revision(), events);
      assertThat(before).as("events of revision %d", last.revision()).isEqualTo(events);
      eventsOf.put(last.revision(), events);
      saved = i <= goesBackTo ? last : saved;
      if (i == failsAfter) {
        last = saved;
        events++;
        without = 0;
      }
    }
    assertThat(eventsOf).isNotEmpty();
  }

  private static Case next(Case snapshot, long events, @Nullable Case last) {
    return Objects.requireNonNull(
        CaseRevisions.next(
            snapshot,
            events,
            last == null ? 0 : last.revision(),
            last == null ? null : last.contentHash()));
  }

  private static Case snapshot(String id) {
    return SampleCases.of("ch-" + id, 1);
  }
}
