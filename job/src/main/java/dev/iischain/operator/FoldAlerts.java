package dev.iischain.operator;

import dev.iischain.canary.CanarySecret;
import dev.iischain.chain.AlertState;
import dev.iischain.chain.AlertVerdict;
import dev.iischain.event.Alert;
import dev.iischain.event.AppliedSuppression;
import dev.iischain.event.Detection;
import dev.iischain.event.Suppressed;
import dev.iischain.metric.Metrics;
import dev.iischain.suppression.SuppressionBook;
import dev.iischain.suppression.SuppressionPreload;
import dev.iischain.suppression.SuppressionSet;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Folds the events of one alert. The alert goes out at the first event, again when it changes
 * materially, and at the latest one refresh interval after its count grew. When a suppression
 * changes, every alert is judged again.
 *
 * <p>State per alert: one record and the ids of at most {@link #MAX_COUNT} events; forgotten one
 * retention after the last change.
 */
public final class FoldAlerts
    extends KeyedBroadcastProcessFunction<String, AlertInput, Control, Alert> {

  /** An alert stops counting here. */
  public static final int MAX_COUNT = 100_000;

  /** Alerts that a suppression mutes. */
  public static final OutputTag<Suppressed> SUPPRESSED =
      new OutputTag<>("suppressed-alerts", TypeInformation.of(Suppressed.class));

  private static final long serialVersionUID = 1L;
  private static final long FORGET_GRAIN_MILLIS = Duration.ofDays(1).toMillis();

  private final Duration refresh;
  private final Duration retention;
  private final Pace pace;
  private final SuppressionPreload preload;
  private CanarySecret secret = CanarySecret.NONE;
  private transient Canaries canaries;
  private transient Controls controls;
  private transient SuppressionCounters counters;
  private transient AlertMetrics metrics;
  private transient ValueState<AlertState> folded;
  private transient ValueState<Sent> sent;
  private transient ValueState<String> caseId;
  private transient MapState<String, Boolean> seen;
  private transient ValueState<Timers> timers;

  /** Folds alerts, refreshes live ones at this interval, and forgets them after the retention. */
  public FoldAlerts(Duration refresh, Duration retention, Pace pace, SuppressionPreload preload) {
    this.refresh = refresh;
    this.retention = retention;
    this.pace = pace;
    this.preload = preload;
  }

  /** Marks canaries, which this key proves. */
  public FoldAlerts knowing(CanarySecret key) {
    secret = key;
    return this;
  }

  /**
   * What went out last.
   *
   * @param muted whether to the suppressed ones
   * @param withheld whether it was never given out as an alert
   * @param suppressions those that had an effect
   */
  public record Sent(
      AlertState state,
      @Nullable String caseId,
      boolean muted,
      boolean withheld,
      List<AppliedSuppression> suppressions) {

    boolean isUpToDate(AlertState now, @Nullable String nowCase) {
      return state.equals(now) && Objects.equals(caseId, nowCase);
    }
  }

  /** The processing times at which to refresh and to forget, 0 when not scheduled. */
  public record Timers(long refreshAt, long forgetAt) {

    static final Timers NONE = new Timers(0, 0);
  }

  @Override
  public void open(OpenContext context) {
    controls = new Controls(preload);
    canaries = Canaries.of(secret);
    Metrics registry = new Metrics(getRuntimeContext().getMetricGroup());
    counters = new SuppressionCounters(registry);
    metrics = new AlertMetrics(registry);
    folded = getRuntimeContext().getState(foldedAlerts());
    sent = getRuntimeContext().getState(new ValueStateDescriptor<>("sent", Sent.class));
    caseId = getRuntimeContext().getState(new ValueStateDescriptor<>("case-id", String.class));
    seen =
        getRuntimeContext()
            .getMapState(new MapStateDescriptor<>("seen", String.class, Boolean.class));
    timers = getRuntimeContext().getState(new ValueStateDescriptor<>("timers", Timers.class));
  }

  private static ValueStateDescriptor<AlertState> foldedAlerts() {
    return new ValueStateDescriptor<>("alert", AlertState.class);
  }

  @Override
  public void processElement(AlertInput input, ReadOnlyContext context, Collector<Alert> out)
      throws Exception {
    if (input.detection() != null) {
      event(input.detection(), context, out);
    }
    if (input.caseId() != null) {
      link(input.caseId(), context, out);
    }
  }

  private void event(Detection detection, ReadOnlyContext context, Collector<Alert> out)
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

  private void link(String linked, ReadOnlyContext context, Collector<Alert> out) throws Exception {
    String known = caseId.value();
    if (known != null && known.compareTo(linked) <= 0) {
      return;
    }
    caseId.update(linked);
    AlertState state = folded.value();
    if (state == null) {
      schedule(context, false);
    } else {
      changed(state, context, out);
    }
  }

  private void changed(AlertState state, ReadOnlyContext context, Collector<Alert> out)
      throws Exception {
    Sent last = sent.value();
    AlertVerdict verdict = AlertVerdict.of(state, suppressions(context));
    boolean material =
        last == null
            || !Objects.equals(last.caseId(), caseId.value())
            || state.differsMateriallyFrom(last.state())
            || isOther(verdict, last);
    if (material) {
      if (last == null && pace == Pace.LIVE && verdict.mutedBy() == null) {
        long now = context.timerService().currentProcessingTime();
        metrics.took(state.level(), now - state.firstMillis());
      }
      send(context.getCurrentKey(), state, last, verdict, context::output, out);
    }
    schedule(context, !material);
  }

  private SuppressionSet suppressions(ReadOnlyContext context) throws Exception {
    return controls.set(context.getBroadcastState(Controls.suppressions()));
  }

  private static boolean isOther(AlertVerdict verdict, Sent last) {
    return (verdict.mutedBy() != null) != last.muted()
        || !verdict.applied().equals(last.suppressions());
  }

  private void send(
      String alertId,
      AlertState state,
      @Nullable Sent last,
      AlertVerdict verdict,
      Aside aside,
      Collector<Alert> out)
      throws Exception {
    String linked = caseId.value();
    boolean givenOut = last != null && !last.withheld();
    AppliedSuppression mutedBy = verdict.mutedBy();
    String status = mutedBy != null && givenOut ? Alert.RETRACTED : Alert.OPEN;
    Alert alert = canaries.mark(state.toAlert(alertId, linked, verdict, status));
    if (mutedBy == null || (last != null && givenOut && !last.muted())) {
      metrics.out(state.level(), givenOut);
      out.collect(alert);
    }
    if (mutedBy != null) {
      counters.muted(mutedBy.id());
      aside.put(SUPPRESSED, Suppressed.of(mutedBy.id(), mutedBy.reason(), alert));
    }
    sent.update(
        new Sent(state, linked, mutedBy != null, mutedBy != null && !givenOut, verdict.applied()));
  }

  @Override
  public void processBroadcastElement(Control control, Context context, Collector<Alert> out)
      throws Exception {
    if (control.update() == null) {
      return;
    }
    var state = context.getBroadcastState(Controls.suppressions());
    SuppressionBook.Effect effect = controls.take(control.update(), state);
    counters.took(effect);
    if (effect == SuppressionBook.Effect.CHANGED) {
      SuppressionSet now = controls.set(state);
      context.applyToKeyedState(
          foldedAlerts(), (key, each) -> judgeAgain(key, each.value(), now, context::output, out));
    }
  }

  private void judgeAgain(
      String alertId,
      @Nullable AlertState state,
      SuppressionSet now,
      Aside aside,
      Collector<Alert> out)
      throws Exception {
    Sent last = sent.value();
    if (state != null && last != null) {
      AlertVerdict verdict = AlertVerdict.of(state, now);
      if (isOther(verdict, last)) {
        send(alertId, state, last, verdict, aside, out);
      }
    }
  }

  /** Sees to it that what has not gone out does so, and that nothing is kept for ever. */
  private void schedule(ReadOnlyContext context, boolean unsent) throws Exception {
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
    Sent last = sent.value();
    if (state != null && (last == null || !last.isUpToDate(state, caseId.value()))) {
      AlertVerdict verdict = AlertVerdict.of(state, suppressions(context));
      send(context.getCurrentKey(), state, last, verdict, context::output, out);
      context.timerService().deleteEventTimeTimer(Long.MAX_VALUE);
    }
    if (timestamp == due.refreshAt()) {
      timers.update(new Timers(0, due.forgetAt()));
    } else if (timestamp == due.forgetAt()) {
      forget(context);
    }
  }

  private void forget(ReadOnlyContext context) {
    context.timerService().deleteEventTimeTimer(Long.MAX_VALUE);
    folded.clear();
    sent.clear();
    caseId.clear();
    seen.clear();
    timers.clear();
  }
}
