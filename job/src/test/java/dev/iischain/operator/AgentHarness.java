package dev.iischain.operator;

import dev.iischain.event.DeadLetter;
import dev.iischain.event.EndpointEvent;
import dev.iischain.event.RawRecord;
import dev.iischain.event.TelemetryFormat;
import dev.iischain.event.Vendor;
import dev.iischain.normalise.AgentJoin;
import dev.iischain.normalise.AgentNames;
import dev.iischain.normalise.AgentProcess;
import dev.iischain.normalise.NormaliseOptions;
import dev.iischain.normalise.TelemetryDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/** The join of agents under test clocks, fed with raw records. */
final class AgentHarness implements AutoCloseable {

  static final Duration WAIT = Duration.ofSeconds(60);
  static final Duration RETENTION = Duration.ofDays(14);

  private final KeyedOneInputStreamOperatorTestHarness<String, AgentRecord, EndpointEvent> harness;
  private final JoinSettings settings;
  private int looked;

  private AgentHarness(JoinSettings settings, @Nullable OperatorSubtaskState restored)
      throws Exception {
    this.settings = settings;
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new JoinAgents(settings)), AgentRecord::key, Types.STRING);
    WithoutKryo.forbidGenericTypes(harness);
    if (restored != null) {
      harness.initializeState(restored);
    }
    harness.open();
    clock(0);
  }

  static AgentHarness paced(Pace pace) throws Exception {
    return with(WAIT, 100, pace);
  }

  static AgentHarness with(Duration wait, int maxProcesses, Pace pace) throws Exception {
    return new AgentHarness(
        new JoinSettings(
            NormaliseOptions.defaults(),
            wait,
            RETENTION,
            maxProcesses,
            Duration.ofMinutes(10),
            pace),
        null);
  }

  /** A join that takes up what this one has in memory. */
  AgentHarness restarted() throws Exception {
    return new AgentHarness(settings, harness.snapshot(1, 1));
  }

  /** What the route behind the decoder does with the events of a record. */
  AgentHarness see(String record) throws Exception {
    for (EndpointEvent event : decode(record)) {
      String key = event.tenant() + '|' + AgentJoin.agent(event);
      AgentNames.Name name = AgentJoin.name(event);
      if (name != null) {
        send(AgentRecord.of(key, name));
      }
      AgentProcess process = AgentJoin.process(event);
      if (process != null) {
        send(AgentRecord.of(key, process));
      }
      if (!event.kind().isJoined()) {
        send(AgentRecord.of(key, event));
      }
    }
    return this;
  }

  private void send(AgentRecord record) throws Exception {
    harness.processElement(record, record.timeMillis());
  }

  /** Moves the wall clock. */
  void clock(long millis) throws Exception {
    harness.setStateTtlProcessingTime(millis);
    harness.setProcessingTime(millis);
  }

  void endInput() throws Exception {
    harness.processWatermark(Long.MAX_VALUE);
  }

  int stateEntries() {
    return harness.numKeyedStateEntries();
  }

  /** Whether an event waits; each does until the end of the input at most. */
  boolean holdsBack() {
    return harness.numEventTimeTimers() > 0;
  }

  int timers() {
    return harness.numEventTimeTimers() + harness.numProcessingTimeTimers();
  }

  /** The events that went on since the last look. */
  List<EndpointEvent> events() {
    List<EndpointEvent> all = harness.extractOutputValues();
    List<EndpointEvent> fresh = List.copyOf(all.subList(looked, all.size()));
    looked = all.size();
    return fresh;
  }

  /** The host keys of the events that went on since the last look. */
  List<String> hosts() {
    return events().stream().map(event -> event.host().key()).toList();
  }

  /** The events in a record. */
  static List<EndpointEvent> decode(String record) {
    List<EndpointEvent> events = new ArrayList<>();
    new TelemetryDecoder(NormaliseOptions.defaults())
        .decode(
            new RawRecord(record.getBytes(StandardCharsets.UTF_8), "test", 0, 1, RawRecord.NO_TIME),
            new TelemetryDecoder.Output() {
              @Override
              public void event(EndpointEvent event) {
                events.add(event);
              }

              @Override
              public void irrelevant(TelemetryFormat format, Vendor vendor) {
                throw new AssertionError("the record is irrelevant: " + record);
              }

              @Override
              public void deadLetter(DeadLetter letter) {
                throw new AssertionError(letter.detail() + " " + record);
              }
            });
    return events;
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
