package dev.iischain.operator;

import dev.iischain.suppression.SuppressionBook;
import dev.iischain.suppression.SuppressionPreload;
import dev.iischain.suppression.SuppressionSet;
import dev.iischain.suppression.SuppressionUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What a subtask was told by {@link Control}s. The same on every subtask, kept in broadcast state:
 * at most {@link SuppressionBook#MAX_ENTRIES} suppressions.
 */
public final class Controls {

  private static final String LATEST = "latest";

  private final SuppressionBook book;
  private boolean restored;

  Controls(SuppressionPreload preload) {
    this.book = new SuppressionBook(preload);
  }

  /** Controls for every subtask, which hold no watermark back. */
  public static BroadcastStream<Control> broadcast(DataStream<Control> controls) {
    return controls.broadcast(suppressions(), clock());
  }

  /**
   * Watermarks for a stream of controls: nobody waits for them, but the end of a bounded run comes
   * only once they all were taken.
   */
  public static WatermarkStrategy<Control> notWaitedFor() {
    return WatermarkStrategy.forGenerator(context -> new AlmostTheEnd());
  }

  static MapStateDescriptor<String, SuppressionUpdate> suppressions() {
    return new MapStateDescriptor<>("suppressions", String.class, SuppressionUpdate.class);
  }

  /** One entry: the latest event time that anybody has seen. */
  static MapStateDescriptor<String, Long> clock() {
    return new MapStateDescriptor<>("clock", String.class, Long.class);
  }

  /** The latest event time in whole hours, or {@link Control#NO_TIME}. */
  static long now(ReadOnlyBroadcastState<String, Long> state) throws Exception {
    Long now = state.get(LATEST);
    return now == null ? Control.NO_TIME : now;
  }

  /** Takes what a control says of time; it never runs backwards. */
  static void tick(Control control, BroadcastState<String, Long> state) throws Exception {
    if (control.clockMillis() > now(state)) {
      state.put(LATEST, control.clockMillis());
    }
  }

  /** The suppressions that hold now. */
  SuppressionSet set(ReadOnlyBroadcastState<String, SuppressionUpdate> state) throws Exception {
    restore(state.immutableEntries());
    return book.set();
  }

  private void restore(Iterable<Map.Entry<String, SuppressionUpdate>> entries) {
    if (!restored) {
      restored = true;
      List<SuppressionUpdate> remembered = new ArrayList<>();
      entries.forEach(entry -> remembered.add(entry.getValue()));
      book.restore(remembered);
    }
  }

  /** Takes an update and remembers it. */
  SuppressionBook.Effect take(
      SuppressionUpdate update, BroadcastState<String, SuppressionUpdate> state) throws Exception {
    restore(state.entries());
    SuppressionBook.Effect effect = book.apply(update);
    if (effect != SuppressionBook.Effect.REFUSED) {
      if (book.keeps(update)) {
        state.put(update.id(), update);
      } else {
        state.remove(update.id());
      }
    }
    return effect;
  }

  /** The last watermark but one, over and over. */
  private static final class AlmostTheEnd implements WatermarkGenerator<Control> {

    @Override
    public void onEvent(Control control, long time, WatermarkOutput output) {}

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      output.emitWatermark(new Watermark(Long.MAX_VALUE - 1));
    }
  }
}
