package dev.iischain.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5));

  @Property
  void aWaitIsNeverLongerThanItsBound(
      @ForAll @IntRange(min = 1, max = 1_000_000) int attempts, @ForAll long seed) {
    long bound = attempts > 9 ? 300_000 : Math.min(300_000, 1_000L << (attempts - 1));
    assertThat(BACKOFF.millis(attempts, null, new Random(seed))).isBetween(0L, bound);
  }

  @Property
  void aWaitIsNeverShorterThanTheSystemAsks(
      @ForAll @IntRange(min = 1, max = 50) int attempts,
      @ForAll @IntRange(max = 3_600) int seconds,
      @ForAll long seed) {
    long wait = BACKOFF.millis(attempts, Duration.ofSeconds(seconds), new Random(seed));
    assertThat(wait).isBetween(seconds * 1_000L, seconds * 1_000L + 300_000);
  }

  @Test
  void waitsSpreadOverTheWholeBound() {
    Random random = new Random(1);
    long[] waits = LongStream.range(0, 1_000).map(i -> BACKOFF.millis(4, null, random)).toArray();
    assertThat(LongStream.of(waits).min().orElseThrow()).isLessThan(500);
    assertThat(LongStream.of(waits).max().orElseThrow()).isBetween(7_500L, 8_000L);
  }
}
