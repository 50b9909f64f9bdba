package dev.iischain.operator;

import dev.iischain.chain.Chain;
import dev.iischain.chain.CoverageAlert;
import dev.iischain.chain.Episode;
import dev.iischain.chain.Joined;
import dev.iischain.chain.Ledger;
import dev.iischain.chain.Scoring;
import dev.iischain.event.Detection;
import dev.iischain.event.Evidence;
import dev.iischain.event.Stage;
import dev.iischain.metric.Metric;
import dev.iischain.metric.Metrics;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * The host ledger: remembers evidence in any order, and sends the episode of each implant that
 * changed and could become a case to be judged, as one run of steps.
 *
 * <p>State per host: at most {@code maxPathsPerHost} new subjects within a retention, each with at
 * most {@code maxStageDaysPerPath} days, and what finds and counts them; every entry is forgotten
 * one retention after its last change, and its memory is free one more retention later.
 */
public final class RememberEvidence extends KeyedProcessFunction<String, Detection, EpisodeStep> {

  /** Alerts that a host's memory was full. */
  public static final OutputTag<Detection> DEGRADED =
      new OutputTag<>("coverage-degraded", TypeInformation.of(Detection.class));

  private static final long serialVersionUID = 1L;

  /** What happens around an episode on the host can add so many points: behaviour and flags. */
  private static final int SURROUNDINGS = 36;

  private static final int NEVER = -1_000;

  private final LedgerSettings settings;
  private transient Ledger ledger;
  private transient LedgerState store;
  private transient ValueState<Pending> pending;
  private transient List<Set<Stage>> wanted;
  private transient Set<String> askedFor;
  private transient Counter episodes;
  private transient Counter degraded;

  /** A ledger under these settings. */
  public RememberEvidence(LedgerSettings settings) {
    this.settings = settings;
  }

  /**
   * Implants that changed and were not judged yet.
   *
   * @param anchors their paths, sorted
   * @param since the event time of the first change
   */
  public record Pending(List<String> anchors, long since) {}

  @Override
  public void open(OpenContext context) {
    wanted = settings.chains().stream().map(Chain::stages).distinct().toList();
    askedFor = Chain.rulesAskedFor(settings.chains());
    boolean behaviour = wanted.stream().anyMatch(stages -> stages.contains(Stage.BEHAVIOUR));
    ledger = new Ledger(settings.options(), behaviour);
    Metrics metrics = new Metrics(getRuntimeContext().getMetricGroup());
    store = new LedgerState(getRuntimeContext(), settings.options().retention(), metrics);
    pending = getRuntimeContext().getState(new ValueStateDescriptor<>("pending", Pending.class));
    episodes = metrics.counter(Metric.EPISODES);
    degraded = metrics.counter(Metric.DEGRADED_HOSTS);
  }

  @Override
  public void processElement(Detection detection, Context context, Collector<EpisodeStep> out)
      throws Exception {
    store.at(context.timerService().currentProcessingTime());
    Pending waiting = store.waiting() ? pending.value() : null;
    long time = detection.evidence().get(0).eventTimeMillis();
    if (settings.pace() == Pace.EVENT_TIME && waiting != null && time > waiting.since()) {
      judge(waiting, context, out);
      waiting = null;
    }
    TreeSet<String> anchors = new TreeSet<>();
    for (Evidence evidence : detection.evidence()) {
      anchors.addAll(ledger.record(evidence, store));
    }
    if (store.wasFull() && store.warn(CoverageAlert.day(detection.evidence().get(0)))) {
      degraded.inc();
      context.output(DEGRADED, CoverageAlert.of(detection, settings.options().maxPathsPerHost()));
    }
    sweepLater(context);
    if (!anchors.isEmpty()) {
      await(anchors, waiting, time, context);
    }
    store.flush();
  }

  /** Adds implants that changed to those that wait for judgement. */
  private void await(
      SortedSet<String> anchors, @Nullable Pending waiting, long time, Context context)
      throws Exception {
    if (waiting == null) {
      schedule(context);
    } else if (!anchors.addAll(waiting.anchors()) && anchors.size() == waiting.anchors().size()) {
      return;
    }
    store.waiting(true);
    pending.update(new Pending(List.copyOf(anchors), waiting == null ? time : waiting.since()));
  }

  private void schedule(Context context) {
    context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
    if (settings.pace() == Pace.LIVE) {
      long now = context.timerService().currentProcessingTime();
      context.timerService().registerProcessingTimeTimer(now + settings.debounce().toMillis());
    }
  }

  /** A bounded run drops a host's state with its last record. */
  private void sweepLater(Context context) {
    if (settings.pace() == Pace.LIVE && store.sweepAt() == 0) {
      long due = store.now() + settings.options().retention().toMillis();
      context.timerService().registerProcessingTimeTimer(due);
      store.sweepAt(due);
    }
  }

  /** Once a retention the memory of what has expired is freed. */
  private void sweep(OnTimerContext context) throws Exception {
    if (!store.sweep()) {
      store.sweepAt(0);
      sweepLater(context);
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<EpisodeStep> out)
      throws Exception {
    store.at(context.timerService().currentProcessingTime());
    Pending waiting = store.waiting() ? pending.value() : null;
    if (waiting != null) {
      judge(waiting, context, out);
    }
    if (store.sweepAt() == timestamp) {
      sweep(context);
    }
    store.flush();
  }

  private void judge(Pending waiting, Context context, Collector<EpisodeStep> out)
      throws Exception {
    pending.clear();
    store.waiting(false);
    context.timerService().deleteEventTimeTimer(Long.MAX_VALUE);
    for (String anchor : waiting.anchors()) {
      for (Episode episode : ledger.episodes(anchor, store)) {
        int score = scoreWherePossible(episode);
        if (score >= settings.minimumScore() - SURROUNDINGS) {
          ledger.expectMore(episode, store);
        }
        if (score >= settings.minimumScore() && isWanted(episode.stages())) {
          emit(ledger.withCoverage(episode, store), out);
          episodes.inc();
        }
      }
    }
  }

  /** The most an episode could score, or {@link #NEVER} where no chain can ever match. */
  private int scoreWherePossible(Episode episode) {
    EnumSet<Stage> stages = EnumSet.of(Stage.BEHAVIOUR);
    stages.addAll(episode.stages());
    return isWanted(stages) ? Scoring.upperBound(episode.evidence()) : NEVER;
  }

  private boolean isWanted(Set<Stage> stages) {
    for (Set<Stage> needed : wanted) {
      if (stages.containsAll(needed)) {
        return true;
      }
    }
    return false;
  }

  private void emit(Episode episode, Collector<EpisodeStep> out) {
    List<Joined> steps = new ArrayList<>(episode.evidence().size());
    int stages = RouteRuns.bits(episode.stages());
    for (Joined joined : episode.evidence()) {
      if (joined.takesSteps()) {
        steps.add(joined);
      }
    }
    long stamp = StampClock.take(steps.size() + 1);
    long run = stamp + steps.size();
    String key = episode.hostKey() + '|' + episode.path() + '|' + run;
    out.collect(new EpisodeStep(run, stamp, key, episode, null, 0, "", List.of(), stages));
    for (Joined joined : steps) {
      Evidence each = joined.evidence();
      stamp++;
      out.collect(
          new EpisodeStep(
              run,
              stamp,
              key,
              null,
              each.stage(),
              each.eventTimeMillis(),
              each.evidenceId(),
              askedFor(each.rules()),
              stages));
    }
  }

  private List<String> askedFor(List<String> rules) {
    return askedFor.isEmpty() ? List.of() : rules.stream().filter(askedFor::contains).toList();
  }
}
