package dev.iischain.operator;

import dev.iischain.chain.AlertState;
import dev.iischain.event.Alert;
import dev.iischain.event.Detection;
import java.time.Duration;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Folds the events of one alert. The alert goes out at the first event, again when it changes
 * materially, and at the latest one refresh interval after its count grew.
 *
 * <p>State per alert: one record and the ids of at most {@link #MAX_COUNT} events; forgotten one
 * retention after the last change.
 */
public final class FoldAlerts extends KeyedCoProcessFunction<String, Detection, CaseLink, Alert> {

  /** An alert stops counting here. */
  public static final int MAX_COUNT = 100_000;

  private static final long serialVersionUID = 1L;
  private static final long FORGET_GRAIN_MILLIS = Duration.ofDays(1).toMillis();

  private final Duration refresh;
  private final Duration retention;
  private final Pace pace;
  private transient ValueState<AlertState> folded;
  private transient ValueState<Sent> sent;
  private transient ValueState<String> caseId;
  private transient MapState<String, Boolean> seen;
  private transient ValueState<Timers> timers;

  /** Folds alerts, refreshes live ones at this interval, and forgets them after the retention. */
  public FoldAlerts(Duration refresh, Duration retention, Pace pace) {
    this.refresh = refresh;
    this.retention = retention;
    this.pace = pace;
  }

  /** What went out last. */
  public record Sent(AlertState state, @Nullable String caseId) {}

  /** The processing times at which to refresh and to forget, 0 when not scheduled. */
  public record Timers(long refreshAt, long forgetAt) {

    static final Timers NONE = new Timers(0, 0);
  }

  @Override
  public void open(OpenContext context) {
    folded = getRuntimeContext().getState(new ValueStateDescriptor<>("alert", AlertState.class));
    sent = getRuntimeContext().getState(new ValueStateDescriptor<>("sent", Sent.class));
    caseId = getRuntimeContext().getState(new ValueStateDescriptor<>("case-id", String.class));
    seen =
        getRuntimeContext()
            .getMapState(new MapStateDescriptor<>("seen", String.class, Boolean.class));
    timers = getRuntimeContext().getState(new ValueStateDescriptor<>("timers", Timers.class));
  }

  @Override
  public void processElement1(Detection detection, Context context, Collector<Alert> out)
      throws Exception {
    AlertState state = folded.value();
    String eventId = detection.evidence().get(0).evidenceId();
    boolean copy = seen.contains(eventId);
    if (!copy && state != null && state.count() >= MAX_COUNT) {
      return;
    }
    AlertState grown;
    if (state == null) {
      grown = AlertState.first(detection);
    } else {
      grown = copy ? state.withCopy(detection) : state.with(detection);
      if (copy && grown.equals(state)) {
        return;
      }
    }
    if (!copy) {
      seen.put(eventId, true);
    }
    folded.update(grown);
    changed(grown, context, out);
  }

  @Override
  public void processElement2(CaseLink link, Context context, Collector<Alert> out)
      throws Exception {
    String known = caseId.value();
    if (known != null && known.compareTo(link.caseId()) <= 0) {
      return;
    }
    caseId.update(link.caseId());
    AlertState state = folded.value();
    if (state == null) {
      schedule(context, false);
    } else {
      changed(state, context, out);
    }
  }

  private void changed(AlertState state, Context context, Collector<Alert> out) throws Exception {
    Sent last = sent.value();
    boolean material =
        last == null
            || !Objects.equals(last.caseId(), caseId.value())
            || state.differsMateriallyFrom(last.state());
    if (material) {
      send(state, context, out);
    }
    schedule(context, !material);
  }

  private void send(AlertState state, Context context, Collector<Alert> out) throws Exception {
    String linked = caseId.value();
    out.collect(state.toAlert(context.getCurrentKey(), linked));
    sent.update(new Sent(state, linked));
  }

  /** Sees to it that what has not gone out does so, and that nothing is kept for ever. */
  private void schedule(Context context, boolean unsent) throws Exception {
    if (unsent) {
      context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
    }
    if (pace != Pace.LIVE) {
      return;
    }
    Timers old = timers.value() == null ? Timers.NONE : timers.value();
    long now = context.timerService().currentProcessingTime();
    long refreshAt = old.refreshAt();
    if (unsent && refreshAt == 0) {
      refreshAt = now + refresh.toMillis();
      context.timerService().registerProcessingTimeTimer(refreshAt);
    }
    long forgetAt = old.forgetAt();
    if (now + retention.toMillis() - forgetAt >= FORGET_GRAIN_MILLIS) {
      context.timerService().deleteProcessingTimeTimer(forgetAt);
      forgetAt = now + retention.toMillis();
      context.timerService().registerProcessingTimeTimer(forgetAt);
    }
    timers.update(new Timers(refreshAt, forgetAt));
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Alert> out)
      throws Exception {
    Timers due = timers.value() == null ? Timers.NONE : timers.value();
    AlertState state = folded.value();
    if (state != null && !new Sent(state, caseId.value()).equals(sent.value())) {
      send(state, context, out);
      context.timerService().deleteEventTimeTimer(Long.MAX_VALUE);
    }
    if (timestamp == due.refreshAt()) {
      timers.update(new Timers(0, due.forgetAt()));
    } else if (timestamp == due.forgetAt()) {
      forget(context);
    }
  }

  private void forget(Context context) {
    context.timerService().deleteEventTimeTimer(Long.MAX_VALUE);
    folded.clear();
    sent.clear();
    caseId.clear();
    seen.clear();
    timers.clear();
  }
}
