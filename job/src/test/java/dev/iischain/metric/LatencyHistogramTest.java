package dev.iischain.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.apache.flink.metrics.HistogramStatistics;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {

  private long nanos;
  private final LatencyHistogram histogram = new LatencyHistogram(() -> nanos);

  @Test
  void nothingMeasuredIsNoNumber() {
    HistogramStatistics nothing = histogram.getStatistics();
    assertThat(nothing.getQuantile(0.99)).isNaN();
    assertThat(nothing.getMean()).isNaN();
    assertThat(nothing.size()).isZero();
    assertThat(histogram.getCount()).isZero();
  }

  @Property
  void aQuantileIsOffByThreePercentAtMost(
      @ForAll @Size(min = 1, max = 200) List<@LongRange(max = 40_000_000_000L) Long> millis) {
    LatencyHistogram fresh = new LatencyHistogram(() -> 0);
    millis.forEach(fresh::update);
    List<Long> sorted = millis.stream().sorted().toList();
    HistogramStatistics statistics = fresh.getStatistics();
    for (double quantile : new double[] {0.5, 0.95, 0.999, 1}) {
      int rank = (int) Math.max(1, Math.ceil(quantile * sorted.size()));
      long truth = Math.min(sorted.get(rank - 1), LatencyHistogram.MAX_MILLIS);
      assertThat(statistics.getQuantile(quantile) * 1_000)
          .isCloseTo(truth, within(truth * 0.032 + 0.001));
    }
    assertThat(statistics.size()).isEqualTo(millis.size());
  }

  @Test
  void whatIsImpossibleCountsAsTheNearestPossible() {
    histogram.update(-5);
    histogram.update(Long.MIN_VALUE);
    histogram.update(Long.MAX_VALUE);
    HistogramStatistics statistics = histogram.getStatistics();
    assertThat(statistics.getQuantile(0.5)).isZero();
    assertThat(statistics.getQuantile(1) * 1_000)
        .isCloseTo(LatencyHistogram.MAX_MILLIS, within(LatencyHistogram.MAX_MILLIS * 0.032));
  }

  @Test
  void whatIsOldIsForgottenAndStillCounted() {
    histogram.update(10_000);
    assertThat(histogram.getStatistics().size()).isOne();
    advance();
    assertThat(histogram.getStatistics().size()).as("of the window before").isOne();
    histogram.update(2);
    advance();
    assertThat(histogram.getStatistics().size()).isEqualTo(2);
    HistogramStatistics recent = histogram.getStatistics();
    assertThat(recent.size()).isOne();
    assertThat(recent.getQuantile(0.999)).isEqualTo(0.002);
    assertThat(histogram.getCount()).isEqualTo(2);
  }

  private void advance() {
    nanos += TimeUnit.SECONDS.toNanos(LatencyHistogram.WINDOW_SECONDS);
  }
}
