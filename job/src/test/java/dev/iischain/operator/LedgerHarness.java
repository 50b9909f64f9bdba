package dev.iischain.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.chain.ChainLibrary;
import dev.iischain.chain.Joined;
import dev.iischain.chain.LedgerOptions;
import dev.iischain.event.Detection;
import dev.iischain.event.Evidence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/** The ledger operator under test clocks. */
final class LedgerHarness implements AutoCloseable {

  static final Duration DEBOUNCE = Duration.ofSeconds(10);
  static final int MINIMUM_SCORE = 40;

  private final KeyedOneInputStreamOperatorTestHarness<String, Detection, EpisodeStep> harness;
  private int judged;

  /** A run of steps: what it is about, and the evidence in order. */
  record Run(String path, List<String> evidence) {}

  private LedgerHarness(Pace pace, LedgerOptions options, @Nullable OperatorSubtaskState restored)
      throws Exception {
    LedgerSettings settings =
        new LedgerSettings(options, ChainLibrary.load(List.of()), MINIMUM_SCORE, pace, DEBOUNCE);
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new RememberEvidence(settings)),
            StreamKeys::host,
            Types.STRING);
    WithoutKryo.forbidGenericTypes(harness);
    if (restored != null) {
      harness.initializeState(restored);
    }
    harness.open();
    clock(0);
  }

  static LedgerHarness paced(Pace pace) throws Exception {
    return new LedgerHarness(pace, LedgerOptions.defaults(), null);
  }

  static LedgerHarness live(LedgerOptions options) throws Exception {
    return new LedgerHarness(Pace.LIVE, options, null);
  }

  /** A live ledger that takes up what this one has in memory. */
  LedgerHarness restarted() throws Exception {
    return new LedgerHarness(Pace.LIVE, LedgerOptions.defaults(), harness.snapshot(1, 1));
  }

  LedgerHarness see(Evidence... evidence) throws Exception {
    for (Evidence each : evidence) {
      seeOn(each.host().name(), each);
    }
    return this;
  }

  void seeOn(String host, Evidence evidence) throws Exception {
    harness.processElement(Detections.onHost(host, evidence), evidence.eventTimeMillis());
  }

  /** Moves the wall clock. */
  void clock(long millis) throws Exception {
    harness.setStateTtlProcessingTime(millis);
    harness.setProcessingTime(millis);
  }

  void endInput() throws Exception {
    harness.processWatermark(Long.MAX_VALUE);
  }

  /** The alerts that the memory was full. */
  List<Detection> degraded() {
    var alerts = harness.getSideOutput(RememberEvidence.DEGRADED);
    return alerts == null ? List.of() : alerts.stream().map(StreamRecord::getValue).toList();
  }

  int stateEntries() {
    return harness.numKeyedStateEntries();
  }

  int timers() {
    return harness.numEventTimeTimers() + harness.numProcessingTimeTimers();
  }

  /** The runs that were sent since the last look; each is checked to be well-formed. */
  List<Run> runs() {
    List<EpisodeStep> steps = harness.extractOutputValues();
    List<Run> runs = new ArrayList<>();
    while (judged < steps.size()) {
      EpisodeStep head = steps.get(judged);
      assertThat(head.episode()).as("a run starts with its episode").isNotNull();
      List<Joined> evidence = head.episode().evidence();
      List<String> ids = new ArrayList<>();
      for (int i = 0; i < evidence.size(); i++) {
        EpisodeStep step = steps.get(judged + 1 + i);
        Evidence each = evidence.get(i).evidence();
        assertThat(step)
            .isEqualTo(
                new EpisodeStep(
                    head.run(),
                    head.stamp() + 1 + i,
                    head.key(),
                    null,
                    each.stage(),
                    each.eventTimeMillis(),
                    each.evidenceId(),
                    List.of(),
                    head.stages()));
        ids.add(each.evidenceId());
      }
      assertThat(head.run()).isEqualTo(head.stamp() + evidence.size());
      runs.add(new Run(head.episode().path(), ids));
      judged += 1 + evidence.size();
    }
    return runs;
  }

  @Override
  public void close() {
    try {
      harness.close();
    } catch (Exception e) {
      throw new IllegalStateException("the harness cannot be closed", e);
    }
  }
}
