package dev.iischain.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.config.DeliveryConfig.Alerts;
import dev.iischain.delivery.HttpDouble.Fault;
import dev.iischain.event.Case;
import dev.iischain.event.Level;
import dev.iischain.event.RecordJson;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;

/** What can happen to a system while two cases are delivered to it, under a compressed clock. */
final class FaultScenarios {

  private static final String CASE = SampleCases.id(1);
  private static final String OTHER = SampleCases.id(2);
  private static final long MINUTE = 60_000;
  private static final long STEP = 500;

  private FaultScenarios() {}

  /** A row of the table; fails unless all ends well. */
  interface Scenario<S extends FaultySystem> {
    void run(S system) throws Exception;
  }

  /** Ten minutes in which nothing works. */
  static <S extends FaultySystem> Scenario<S> outage(Consumer<S> begin) {
    return system -> {
      try (DeliveryHarness job = new DeliveryHarness(target(system))) {
        job.see(partial(CASE, 1), partial(OTHER, 1)).pass(MINUTE, STEP);
        begin.accept(system);
        job.see(record(CASE, 2), record(OTHER, 2)).pass(5 * MINUTE, STEP);
        job.see(record(CASE, 3), record(OTHER, 3)).pass(5 * MINUTE, STEP);
        assertThat(system.shown().get(CASE)).isEqualTo(List.of(1L));
        system.recover();
        job.pass(20 * MINUTE, STEP);
        expect(system, job, 3);
      }
    };
  }

  /** The first two requests are asked to come back in two minutes. */
  static void busy(FaultySystem system) throws Exception {
    try (DeliveryHarness job = new DeliveryHarness(target(system))) {
      system.failNext(Fault.TOO_MANY_REQUESTS, 2);
      job.see(record(CASE, 3), record(OTHER, 3)).pass(119_000, STEP);
      assertThat(system.requests()).as("requests before it wants any").isEqualTo(2);
      job.pass(10 * MINUTE, STEP);
      expect(system, job, 3);
    }
  }

  /** At the first thing that is written for a case, and again later. */
  static <S extends FaultySystem> Scenario<S> once(ObjIntConsumer<S> failAfter) {
    return system -> {
      try (DeliveryHarness job = new DeliveryHarness(target(system))) {
        failAfter.accept(system, 0);
        job.see(partial(CASE, 1), partial(OTHER, 1)).pass(5 * MINUTE, STEP);
        for (int later = 0; later < 5; later++) {
          failAfter.accept(system, later);
          job.see(record(CASE, 2 + later), record(OTHER, 2 + later)).pass(5 * MINUTE, STEP);
        }
        system.recover();
        job.pass(10 * MINUTE, STEP);
        expect(system, job, 6);
      }
    };
  }

  /** Twenty times the job forgets that it delivered. */
  static void crashes(FaultySystem system) throws Exception {
    DeliveryHarness job = new DeliveryHarness(target(system));
    for (int revision = 1; revision <= 20; revision++) {
      job.see(record(CASE, revision), record(OTHER, revision));
      OperatorSubtaskState before = job.checkpoint();
      job.pass(MINUTE, STEP); // delivered, and then forgotten with the process
      DeliveryHarness next = job.restored(before);
      job.close();
      next.pass(MINUTE, STEP);
      job = next;
    }
    try (DeliveryHarness last = job) {
      expect(system, last, 20);
    }
  }

  /** Without state, as after a start from nothing, only the system can tell what is old. */
  static void stale(FaultySystem system) throws Exception {
    Target target = target(system);
    try (DeliveryHarness job = new DeliveryHarness(target)) {
      job.see(record(CASE, 3), record(OTHER, 3)).pass(MINUTE, STEP);
    }
    try (DeliveryHarness job = new DeliveryHarness(target)) {
      job.see(partial(CASE, 2), partial(OTHER, 2)).pass(MINUTE, STEP);
      expect(system, job, 3);
    }
  }

  /** One job has the lease, then the other. */
  static void twoJobs(FaultySystem system) throws Exception {
    Target target = target(system);
    Turn.holder = 1;
    try (DeliveryHarness first = new DeliveryHarness(target, name -> new Turn(1), null, 0);
        DeliveryHarness second = new DeliveryHarness(target, name -> new Turn(2), null, 0)) {
      for (DeliveryHarness job : List.of(first, second)) {
        job.see(partial(CASE, 1), partial(OTHER, 1));
      }
      second.pass(2 * MINUTE, STEP);
      assertThat(system.requests()).as("requests by who has no lease").isZero();
      first.pass(2 * MINUTE, STEP);
      Turn.holder = 2;
      for (DeliveryHarness job : List.of(first, second)) {
        job.see(record(CASE, 3), record(OTHER, 3));
      }
      first.pass(2 * MINUTE, STEP);
      second.pass(5 * MINUTE, STEP);
      expect(system, second, 3);
    }
  }

  private static void expect(FaultySystem system, DeliveryHarness job, long revision) {
    assertThat(system.shown()).isEqualTo(Map.of(CASE, List.of(revision), OTHER, List.of(revision)));
    assertThat(job.refused()).as("dead letters").isEmpty();
    assertThat(job.timers()).as("timers").isZero();
    system.checkRecords();
  }

  private static CaseRecord record(String caseId, long revision) {
    return SampleCases.record(caseId, revision);
  }

  private static CaseRecord partial(String caseId, long revision) {
    Case snapshot = SampleCases.partial(caseId, revision);
    return new CaseRecord(caseId, revision, true, RecordJson.write(snapshot));
  }

  private static Target target(FaultySystem system) {
    return new Target(system::adapter);
  }

  /** A lease that the test hands from one job to the other. */
  private record Turn(int number) implements Lease {

    private static int holder;

    @Override
    public boolean isHeld() {
      return holder == number;
    }

    @Override
    public void close() {}
  }

  /** An adapter as the job opens it. */
  private static final class Target implements TargetSettings {

    private static final long serialVersionUID = 1L;
    private static final Map<Integer, Supplier<CaseTarget>> ALL = new ConcurrentHashMap<>();
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final int number = NUMBER.incrementAndGet();

    Target(Supplier<CaseTarget> opened) {
      ALL.put(number, opened);
    }

    @Override
    public String name() {
      return "target";
    }

    @Override
    public DeliveryPolicy policy() {
      return new DeliveryPolicy(Level.INFORMATIONAL, false, Alerts.OFF);
    }

    @Override
    public DeliveryLimits limits() {
      return DeliveryLimits.defaults();
    }

    @Override
    public CaseTarget open() {
      return ALL.get(number).get();
    }
  }
}
