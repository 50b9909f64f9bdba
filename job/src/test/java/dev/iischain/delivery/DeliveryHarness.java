package dev.iischain.delivery;

import dev.iischain.operator.WithoutKryo;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/** Delivery to one system under a clock that only tests move. */
final class DeliveryHarness implements AutoCloseable {

  private static final long STEP = 20;

  private final TargetSettings system;
  private final KeyedOneInputStreamOperatorTestHarness<String, CaseRecord, Receipt> harness;
  private long now;

  DeliveryHarness(TargetSettings system) throws Exception {
    this(system, LeaseSettings.ALONE, null, 0);
  }

  DeliveryHarness(
      TargetSettings system,
      LeaseSettings lease,
      @Nullable OperatorSubtaskState restored,
      long start)
      throws Exception {
    this.system = system;
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new DeliverCases(system, lease, count -> new SameThread())),
            CaseRecord::id,
            Types.STRING);
    WithoutKryo.forbidGenericTypes(harness);
    if (restored != null) {
      harness.initializeState(restored);
    }
    harness.open();
    now = start;
    tell();
  }

  /** The same system, delivered to by a job that took up this one's checkpoint. */
  DeliveryHarness restored(OperatorSubtaskState checkpoint) throws Exception {
    return new DeliveryHarness(system, LeaseSettings.ALONE, checkpoint, now);
  }

  OperatorSubtaskState checkpoint() throws Exception {
    return harness.snapshot(1, now);
  }

  DeliveryHarness see(CaseRecord... records) throws Exception {
    for (CaseRecord record : records) {
      harness.processElement(record, 0);
    }
    return this;
  }

  /** Lets time pass in small steps. */
  void pass(long millis) throws Exception {
    pass(millis, STEP);
  }

  /** Lets time pass in steps of a size. */
  void pass(long millis, long step) throws Exception {
    long end = now + millis;
    while (now < end) {
      now = Math.min(end, now + step);
      tell();
    }
  }

  private void tell() throws Exception {
    harness.setStateTtlProcessingTime(now);
    harness.setProcessingTime(now);
  }

  List<Receipt> receipts() {
    List<Receipt> receipts = new ArrayList<>();
    for (Object each : harness.getOutput()) {
      receipts.add((Receipt) ((StreamRecord<?>) each).getValue());
    }
    return receipts;
  }

  List<UndeliverableCase> refused() {
    var refused = harness.getSideOutput(DeliverCases.REFUSED);
    return refused == null
        ? List.of()
        : refused.stream().map(each -> Objects.requireNonNull(each.getValue())).toList();
  }

  /** Timers and remembered cases. */
  int remembered() {
    return harness.numProcessingTimeTimers() + harness.numKeyedStateEntries();
  }

  int timers() {
    return harness.numProcessingTimeTimers();
  }

  @Override
  public void close() {
    try {
      harness.close();
    } catch (Exception e) {
      throw new AssertionError("the operator did not close", e);
    }
  }
}
