package dev.iischain.operator;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * The clock of the pattern stage: the wall clock, never running backwards. It only orders the
 * elements of a run and moves the watermark behind them; nothing that is written depends on it.
 */
final class StampClock {

  private static final AtomicLong LATEST = new AtomicLong();

  private StampClock() {}

  static long now() {
    return LATEST.accumulateAndGet(System.currentTimeMillis(), Math::max);
  }

  /**
   * Takes {@code count} growing stamps, all later than any stamp or watermark so far; the first.
   */
  static long take(int count) {
    now();
    return LATEST.getAndAdd(count + 1L) + 1;
  }

  /** Watermarks that follow the clock, so that a quiet stream holds nothing back. */
  static WatermarkStrategy<EpisodeStep> watermarks() {
    return WatermarkStrategy.<EpisodeStep>forGenerator(context -> new Following())
        .withTimestampAssigner((step, previous) -> step.stamp());
  }

  /** Emits the clock's time, which every later stamp exceeds. */
  private static final class Following implements WatermarkGenerator<EpisodeStep> {

    @Override
    public void onEvent(EpisodeStep step, long stamp, WatermarkOutput output) {}

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      output.emitWatermark(new Watermark(now()));
    }
  }
}
