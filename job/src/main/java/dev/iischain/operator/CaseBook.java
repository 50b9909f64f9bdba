package dev.iischain.operator;

import dev.iischain.chain.CaseAssembler;
import dev.iischain.chain.CaseRevisions;
import dev.iischain.chain.Chain;
import dev.iischain.chain.ChainMatch;
import dev.iischain.chain.Episode;
import dev.iischain.event.Case;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Turns the matches of one implant into revisions of its case. All matches of a run are taken
 * together, once the watermark has passed the run's last stamp.
 *
 * <p>State per case: one small record, and the matches of runs still in flight; forgotten one
 * retention after the last revision.
 */
public final class CaseBook extends KeyedProcessFunction<String, ChainMatch, Case> {

  /** Which alerts belong to which case. */
  public static final OutputTag<CaseLink> LINKS =
      new OutputTag<>("case-links", TypeInformation.of(CaseLink.class));

  private static final long serialVersionUID = 1L;

  private final List<Chain> chains;
  private final int minimumScore;
  private final Duration retention;
  private final Pace pace;
  private transient CaseAssembler assembler;
  private transient ValueState<Known> known;
  private transient MapState<Long, Run> runs;
  private transient ValueState<Long> forgetAt;

  /** A case book for these chains; cases below the score are not opened. */
  public CaseBook(List<Chain> chains, int minimumScore, Duration retention, Pace pace) {
    this.chains = List.copyOf(chains);
    this.minimumScore = minimumScore;
    this.retention = retention;
    this.pace = pace;
  }

  /** What is known of a case: its last revision and every chain that ever matched. */
  public record Known(long revision, String contentHash, List<String> chains) {}

  /** The matches of one run so far. */
  public record Run(Episode episode, List<String> chains) {}

  @Override
  public void open(OpenContext context) {
    assembler = new CaseAssembler(chains);
    known = getRuntimeContext().getState(new ValueStateDescriptor<>("case", Known.class));
    runs = getRuntimeContext().getMapState(new MapStateDescriptor<>("runs", Long.class, Run.class));
    forgetAt = getRuntimeContext().getState(new ValueStateDescriptor<>("forget-at", Long.class));
  }

  @Override
  public void processElement(ChainMatch match, Context context, Collector<Case> out)
      throws Exception {
    Run run = runs.get(match.run());
    TreeSet<String> names = new TreeSet<>(run == null ? List.of() : run.chains());
    names.add(match.chain());
    runs.put(match.run(), new Run(match.episode(), List.copyOf(names)));
    context.timerService().registerEventTimeTimer(match.run());
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
    Case snapshot = assembler.assemble(run.episode(), names);
    if (last == null && snapshot.score() < minimumScore) {
      return;
    }
    Case revision =
        CaseRevisions.next(
            snapshot,
            run.episode().events(),
            last == null ? 0 : last.revision(),
            last == null ? null : last.contentHash());
    if (revision == null) {
      return;
    }
    known.update(new Known(revision.revision(), revision.contentHash(), List.copyOf(names)));
    remember(context);
    out.collect(revision);
    for (String alertId : revision.alertIds()) {
      context.output(LINKS, new CaseLink(alertId, revision.caseId()));
    }
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
