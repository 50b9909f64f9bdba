package dev.iischain.operator;

import dev.iischain.canary.CanarySecret;
import dev.iischain.chain.CaseJudge;
import dev.iischain.chain.CaseRevisions;
import dev.iischain.chain.Chain;
import dev.iischain.chain.ChainMatch;
import dev.iischain.chain.Episode;
import dev.iischain.chain.NearMisses;
import dev.iischain.chain.Verdict;
import dev.iischain.event.AppliedSuppression;
import dev.iischain.event.Case;
import dev.iischain.event.NearMiss;
import dev.iischain.event.Suppressed;
import dev.iischain.metric.Metrics;
import dev.iischain.suppression.SuppressionBook;
import dev.iischain.suppression.SuppressionPreload;
import dev.iischain.suppression.SuppressionSet;
import java.time.Duration;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Turns the matches of one implant into revisions of its case. All matches of a run are taken
 * together, once the watermark has passed the run's last stamp. When a suppression changes, every
 * case is judged again.
 *
 * <p>State per case: one record with the episode it rests on, and the matches of runs still in
 * flight; forgotten one retention after the last revision.
 */
public final class CaseBook
    extends KeyedBroadcastProcessFunction<String, ChainMatch, Control, Case> {

  /** Which alerts belong to which case. */
  public static final OutputTag<AlertInput> LINKS =
      new OutputTag<>("case-links", TypeInformation.of(AlertInput.class));

  /** Cases that a suppression mutes. */
  public static final OutputTag<Suppressed> SUPPRESSED =
      new OutputTag<>("suppressed-cases", TypeInformation.of(Suppressed.class));

  /** No end, since the case is complete or nothing completes it. */
  static final long NEVER = 0;

  private static final long serialVersionUID = 1L;
  private static final long LONGEST_CHECK_MILLIS = Duration.ofHours(1).toMillis();
  private static final long SHORTEST_CHECK_MILLIS = 1_000;
  private static final Duration CANARY_RETENTION = Duration.ofDays(1);

  private final List<Chain> chains;
  private final int minimumScore;
  private final Duration retention;
  private final Pace pace;
  private final SuppressionPreload preload;
  private CanarySecret secret = CanarySecret.NONE;
  private transient Canaries canaries;
  private transient CaseJudge judge;
  private transient Controls controls;
  private transient SuppressionCounters counters;
  private transient CaseMetrics metrics;
  private transient ValueState<Known> known;
  private transient MapState<Long, Run> runs;
  private transient ValueState<Long> forgetAt;
  private transient ValueState<Long> checkAt;

  /** A case book for these chains; cases below the score are not opened. */
  public CaseBook(
      List<Chain> chains,
      int minimumScore,
      Duration retention,
      Pace pace,
      SuppressionPreload preload) {
    this.chains = List.copyOf(chains);
    this.minimumScore = minimumScore;
    this.retention = retention;
    this.pace = pace;
    this.preload = preload;
  }

  /** Marks canaries, which this key proves, and forgets them sooner. */
  public CaseBook knowing(CanarySecret key) {
    secret = key;
    return this;
  }

  /** Partial chains whose time is over. */
  public static final OutputTag<NearMiss> NEAR_MISSES =
      new OutputTag<>("near-misses", TypeInformation.of(NearMiss.class));

  /** How a case stands. */
  public enum Standing {
    /** Its score has not reached what opens a case. */
    UNOPENED,
    /** It was given out. */
    OPEN,
    /** It was never given out, since a suppression mutes it. */
    MUTED,
    /** It was given out, and then muted. */
    RETRACTED
  }

  /**
   * What is known of a case: its last revision, every chain that ever matched, and the evidence.
   *
   * @param episode null only in what versions before suppressions remembered
   * @param standing likewise, and means open
   * @param endsAt until then event time may complete the case, {@link #NEVER} where it need not
   * @param expired whether event time has passed that
   */
  public record Known(
      long revision,
      String contentHash,
      List<String> chains,
      @Nullable Episode episode,
      @Nullable Standing standing,
      long endsAt,
      boolean expired) {

    Known ending() {
      return new Known(revision, contentHash, chains, episode, standing, endsAt, true);
    }

    boolean wasGivenOut() {
      return standing != Standing.MUTED && standing != Standing.UNOPENED;
    }
  }

  /** The matches of one run so far. */
  public record Run(Episode episode, List<String> chains) {}

  @Override
  public void open(OpenContext context) {
    judge = new CaseJudge(chains, minimumScore);
    controls = new Controls(preload);
    canaries = Canaries.of(secret);
    Metrics registry = new Metrics(getRuntimeContext().getMetricGroup());
    counters = new SuppressionCounters(registry);
    counters.showExpired(registry);
    metrics = new CaseMetrics(registry, chains);
    known = getRuntimeContext().getState(knownCases());
    runs = getRuntimeContext().getMapState(new MapStateDescriptor<>("runs", Long.class, Run.class));
    forgetAt = getRuntimeContext().getState(new ValueStateDescriptor<>("forget-at", Long.class));
    checkAt = getRuntimeContext().getState(new ValueStateDescriptor<>("check-at", Long.class));
  }

  private static ValueStateDescriptor<Known> knownCases() {
    return new ValueStateDescriptor<>("case", Known.class);
  }

  @Override
  public void processElement(ChainMatch match, ReadOnlyContext context, Collector<Case> out)
      throws Exception {
    Run run = runs.get(match.run());
    TreeSet<String> names = new TreeSet<>(run == null ? List.of() : run.chains());
    names.add(match.chain());
    metrics.matched(match.chain());
    runs.put(match.run(), new Run(match.episode(), List.copyOf(names)));
    context.timerService().registerEventTimeTimer(match.run());
    // Here, since a bounded run ignores what a timer registers.
    context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
  }

  @Override
  public void processBroadcastElement(Control control, Context context, Collector<Case> out)
      throws Exception {
    Controls.tick(control, context.getBroadcastState(Controls.clock()));
    long time = Controls.now(context.getBroadcastState(Controls.clock()));
    var state = context.getBroadcastState(Controls.suppressions());
    if (control.update() == null) {
      counters.expired(controls.set(state).expiredBy(time));
      return;
    }
    SuppressionBook.Effect effect = controls.take(control.update(), state);
    counters.took(effect);
    if (effect == SuppressionBook.Effect.CHANGED) {
      SuppressionSet now = controls.set(state);
      context.applyToKeyedState(
          knownCases(), (key, each) -> judgeAgain(each.value(), now, time, context::output, out));
    }
  }

  private void judgeAgain(
      @Nullable Known last, SuppressionSet now, long time, Aside aside, Collector<Case> out)
      throws Exception {
    if (last != null && last.episode() != null) {
      settle(last, last.episode(), new TreeSet<>(last.chains()), now, time, aside, out);
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Case> out)
      throws Exception {
    if (context.timeDomain() == TimeDomain.EVENT_TIME) {
      Run run = runs.get(timestamp);
      if (run != null) {
        runs.remove(timestamp);
        revise(run, context, out);
      } else if (timestamp == Long.MAX_VALUE) {
        expire(context, out);
      }
      return;
    }
    if (isDue(forgetAt, timestamp)) {
      forget(context);
    } else if (isDue(checkAt, timestamp)) {
      checkAt.clear();
      expire(context, out);
      watch(context);
    }
  }

  private static boolean isDue(ValueState<Long> timer, long timestamp) throws Exception {
    Long due = timer.value();
    return due != null && due == timestamp;
  }

  private void revise(Run run, OnTimerContext context, Collector<Case> out) throws Exception {
    Known last = known.value();
    NavigableSet<String> names =
        last == null
            ? new TreeSet<>(run.chains())
            : judge.names(run.chains(), last.chains(), last.episode(), run.episode());
    SuppressionSet now = controls.set(context.getBroadcastState(Controls.suppressions()));
    long time = Controls.now(context.getBroadcastState(Controls.clock()));
    if (pace == Pace.LIVE) {
      metrics.timed(context.timerService().currentProcessingTime());
    }
    if (settle(last, run.episode(), names, now, time, context::output, out)) {
      remember(context, metrics.wasCanary() ? CANARY_RETENTION : retention);
    }
    metrics.untimed();
    watch(context);
  }

  /** Ends a partial case whose time is over, by event time. */
  private void expire(OnTimerContext context, Collector<Case> out) throws Exception {
    Known last = known.value();
    long time = Controls.now(context.getBroadcastState(Controls.clock()));
    if (last == null
        || last.episode() == null
        || last.expired()
        || last.endsAt() == NEVER
        || time <= last.endsAt()) {
      return;
    }
    known.update(last.ending());
    SuppressionSet now = controls.set(context.getBroadcastState(Controls.suppressions()));
    settle(
        last.ending(),
        last.episode(),
        new TreeSet<>(last.chains()),
        now,
        time,
        context::output,
        out);
    Verdict verdict = judge.judge(last.episode(), new TreeSet<>(last.chains()), now);
    if (verdict.ending() != null && verdict.mutedBy() == null) {
      metrics.nearMiss();
      context.output(NEAR_MISSES, NearMisses.of(verdict.snapshot(), verdict.ending()));
    }
  }

  /** Gives out what changed; whether there was anything to remember. */
  private boolean settle(
      @Nullable Known last,
      Episode episode,
      Set<String> names,
      SuppressionSet now,
      long time,
      Aside aside,
      Collector<Case> out)
      throws Exception {
    if (!judge.knows(names)) {
      return false;
    }
    Verdict verdict = judge.judge(episode, names, now);
    Standing standing = standing(last, verdict);
    long endsAt = verdict.ending() == null ? NEVER : verdict.ending().atMillis();
    boolean expired = last != null && last.expired() && endsAt != NEVER && time > endsAt;
    if (standing == Standing.UNOPENED) {
      known.update(new Known(0, "", List.copyOf(names), episode, standing, endsAt, expired));
      return true;
    }
    Case revision =
        CaseRevisions.next(
            canaries.mark(withStatus(verdict.snapshot(), standing, expired)),
            episode.events(),
            episode.unobservable().size(),
            last == null ? 0 : last.revision(),
            last == null ? null : last.contentHash());
    if (revision == null) {
      return false;
    }
    known.update(
        new Known(
            revision.revision(),
            revision.contentHash(),
            List.copyOf(names),
            episode,
            standing,
            endsAt,
            expired));
    give(revision, last, standing, verdict, aside, out);
    return true;
  }

  private static Standing standing(@Nullable Known last, Verdict verdict) {
    boolean wasGivenOut = last != null && last.wasGivenOut();
    if (verdict.mutedBy() != null) {
      return wasGivenOut ? Standing.RETRACTED : Standing.MUTED;
    }
    return wasGivenOut || verdict.reachesScore() ? Standing.OPEN : Standing.UNOPENED;
  }

  private static Case withStatus(Case snapshot, Standing standing, boolean expired) {
    if (standing == Standing.RETRACTED) {
      return snapshot.withStatus(Case.RETRACTED);
    }
    return expired ? snapshot.withStatus(Case.EXPIRED) : snapshot;
  }

  private void give(
      Case revision,
      @Nullable Known last,
      Standing standing,
      Verdict verdict,
      Aside aside,
      Collector<Case> out) {
    AppliedSuppression mutedBy = verdict.mutedBy();
    if (mutedBy != null) {
      counters.muted(mutedBy.id());
      aside.put(SUPPRESSED, Suppressed.of(mutedBy.id(), mutedBy.reason(), revision));
    }
    boolean retracts =
        standing == Standing.RETRACTED && last != null && last.standing() != Standing.RETRACTED;
    if (standing == Standing.OPEN || retracts) {
      metrics.out(revision, last == null || !last.wasGivenOut());
      out.collect(revision);
    }
    if (standing == Standing.OPEN) {
      for (String alertId : revision.alertIds()) {
        aside.put(LINKS, AlertInput.link(alertId, revision.caseId()));
      }
    }
  }

  private void remember(OnTimerContext context, Duration memory) throws Exception {
    if (pace == Pace.LIVE) {
      Long old = forgetAt.value();
      if (old != null) {
        context.timerService().deleteProcessingTimeTimer(old);
      }
      long due = context.timerService().currentProcessingTime() + memory.toMillis();
      context.timerService().registerProcessingTimeTimer(due);
      forgetAt.update(due);
    }
  }

  /** Looks at a partial case again when event time may have passed its end. */
  private void watch(OnTimerContext context) throws Exception {
    Known last = known.value();
    boolean waits = last != null && last.endsAt() != NEVER && !last.expired();
    if (waits && pace == Pace.LIVE && checkAt.value() == null) {
      long time = Controls.now(context.getBroadcastState(Controls.clock()));
      long wait = time == Control.NO_TIME ? LONGEST_CHECK_MILLIS : last.endsAt() - time;
      long due =
          context.timerService().currentProcessingTime()
              + Math.max(SHORTEST_CHECK_MILLIS, Math.min(wait, LONGEST_CHECK_MILLIS));
      context.timerService().registerProcessingTimeTimer(due);
      checkAt.update(due);
    }
  }

  private void forget(OnTimerContext context) throws Exception {
    Long check = checkAt.value();
    if (check != null) {
      context.timerService().deleteProcessingTimeTimer(check);
    }
    context.timerService().deleteEventTimeTimer(Long.MAX_VALUE);
    known.clear();
    forgetAt.clear();
    checkAt.clear();
  }
}
