package dev.iischain.operator;

import dev.iischain.chain.CaseJudge;
import dev.iischain.chain.CaseRevisions;
import dev.iischain.chain.Chain;
import dev.iischain.chain.ChainMatch;
import dev.iischain.chain.Episode;
import dev.iischain.chain.Verdict;
import dev.iischain.event.Case;
import dev.iischain.event.Suppressed;
import dev.iischain.suppression.SuppressionBook;
import dev.iischain.suppression.SuppressionPreload;
import dev.iischain.suppression.SuppressionSet;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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

  private static final long serialVersionUID = 1L;

  private final List<Chain> chains;
  private final int minimumScore;
  private final Duration retention;
  private final Pace pace;
  private final SuppressionPreload preload;
  private transient CaseJudge judge;
  private transient Controls controls;
  private transient SuppressionCounters counters;
  private transient ValueState<Known> known;
  private transient MapState<Long, Run> runs;
  private transient ValueState<Long> forgetAt;

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

  /** How a case stands. */
  public enum Standing {
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
   */
  public record Known(
      long revision,
      String contentHash,
      List<String> chains,
      @Nullable Episode episode,
      @Nullable Standing standing) {

    boolean wasGivenOut() {
      return standing != Standing.MUTED;
    }
  }

  /** The matches of one run so far. */
  public record Run(Episode episode, List<String> chains) {}

  @Override
  public void open(OpenContext context) {
    judge = new CaseJudge(chains, minimumScore);
    controls = new Controls(preload);
    counters = new SuppressionCounters(getRuntimeContext(), "suppressedCases");
    known = getRuntimeContext().getState(knownCases());
    runs = getRuntimeContext().getMapState(new MapStateDescriptor<>("runs", Long.class, Run.class));
    forgetAt = getRuntimeContext().getState(new ValueStateDescriptor<>("forget-at", Long.class));
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
    runs.put(match.run(), new Run(match.episode(), List.copyOf(names)));
    context.timerService().registerEventTimeTimer(match.run());
  }

  @Override
  public void processBroadcastElement(Control control, Context context, Collector<Case> out)
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
          knownCases(), (key, each) -> judgeAgain(each.value(), now, context::output, out));
    }
  }

  private void judgeAgain(
      @Nullable Known last, SuppressionSet now, Aside aside, Collector<Case> out) throws Exception {
    if (last != null && last.episode() != null) {
      settle(last, last.episode(), new TreeSet<>(last.chains()), now, aside, out);
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Case> out)
      throws Exception {
    Run run = runs.get(timestamp);
    if (run != null) {
      runs.remove(timestamp);
      revise(run, context, out);
      return;
    }
    Long due = forgetAt.value();
    if (due != null && timestamp == due) {
      known.clear();
      forgetAt.clear();
    }
  }

  private void revise(Run run, OnTimerContext context, Collector<Case> out) throws Exception {
    Known last = known.value();
    TreeSet<String> names = new TreeSet<>(run.chains());
    if (last != null) {
      names.addAll(last.chains());
    }
    SuppressionSet now = controls.set(context.getBroadcastState(Controls.suppressions()));
    if (settle(last, run.episode(), names, now, context::output, out)) {
      remember(context);
    }
  }

  /** Gives out what changed; whether there was anything. */
  private boolean settle(
      @Nullable Known last,
      Episode episode,
      Set<String> names,
      SuppressionSet now,
      Aside aside,
      Collector<Case> out)
      throws Exception {
    if (!judge.knows(names)) {
      return false;
    }
    Verdict verdict = judge.judge(episode, names, now);
    boolean wasGivenOut = last != null && last.wasGivenOut();
    boolean muted = verdict.mutedBy() != null;
    if (!muted && !wasGivenOut && !verdict.reachesScore()) {
      return false;
    }
    Case snapshot = verdict.snapshot();
    Case revision =
        CaseRevisions.next(
            muted && wasGivenOut ? snapshot.withStatus(Case.RETRACTED) : snapshot,
            episode.events(),
            last == null ? 0 : last.revision(),
            last == null ? null : last.contentHash());
    if (revision == null) {
      return false;
    }
    Standing standing = muted ? (wasGivenOut ? Standing.RETRACTED : Standing.MUTED) : Standing.OPEN;
    known.update(
        new Known(
            revision.revision(), revision.contentHash(), List.copyOf(names), episode, standing));
    if (verdict.mutedBy() != null) {
      counters.muted(verdict.mutedBy().id());
      aside.put(
          SUPPRESSED, Suppressed.of(verdict.mutedBy().id(), verdict.mutedBy().reason(), revision));
    }
    boolean news =
        standing == Standing.OPEN
            || (standing == Standing.RETRACTED
                && last != null
                && last.standing() != Standing.RETRACTED);
    if (news) {
      out.collect(revision);
    }
    if (standing == Standing.OPEN) {
      for (String alertId : revision.alertIds()) {
        aside.put(LINKS, AlertInput.link(alertId, revision.caseId()));
      }
    }
    return true;
  }

  private void remember(OnTimerContext context) throws Exception {
    if (pace == Pace.LIVE) {
      Long old = forgetAt.value();
      if (old != null) {
        context.timerService().deleteProcessingTimeTimer(old);
      }
      long due = context.timerService().currentProcessingTime() + retention.toMillis();
      context.timerService().registerProcessingTimeTimer(due);
      forgetAt.update(due);
    }
  }
}
