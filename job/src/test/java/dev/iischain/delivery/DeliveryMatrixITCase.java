package dev.iischain.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.delivery.HttpDouble.Fault;
import dev.iischain.delivery.HttpDouble.Request;
import dev.iischain.event.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** Every fault at every system behind HTTP, under a compressed clock; prints one table. */
class DeliveryMatrixITCase {

  private static final String CASE = SampleCases.id(1);
  private static final String OTHER = SampleCases.id(2);
  private static final long MINUTE = 60_000;
  private static final long STEP = 500;

  /** A system as it is in the table. */
  private record Adapter(
      String name,
      Supplier<HttpDouble> system,
      Function<HttpDouble, Function<HttpSettings, CaseTarget>> target) {}

  private static final List<Adapter> ADAPTERS =
      List.of(
          new Adapter("webhook", DocumentStoreDouble.Webhook::new, system -> WebhookTarget::new),
          new Adapter(
              "elasticsearch",
              DocumentStoreDouble::new,
              system -> settings -> new ElasticsearchTarget(settings, "cases", "alerts")),
          new Adapter(
              "request-tracker",
              RequestTrackerDouble::new,
              system ->
                  settings ->
                      new RequestTrackerTarget(
                          settings, RequestTrackerDouble.QUEUE, TicketFields.defaults())),
          new Adapter(
              "thehive",
              TheHiveDouble::new,
              system -> settings -> new TheHiveTarget(settings, "iis-chain", "")),
          new Adapter(
              "iris",
              IrisDouble::new,
              system -> settings -> new IrisTarget(settings, IrisDouble.CUSTOMER)));

  /** A row of the table: what happens to a system while its job delivers. */
  private interface Scenario {
    void run(HttpDouble system, Target target) throws Exception;
  }

  private static Map<String, Scenario> scenarios() {
    Predicate<Request> any = request -> true;
    Map<String, Scenario> rows = new LinkedHashMap<>();
    rows.put("503 for 10 minutes", outage(Fault.UNAVAILABLE, any));
    rows.put("429, Retry-After 120", DeliveryMatrixITCase::busy);
    rows.put("reset after commit", once(Fault.RESET_AFTER_COMMIT));
    rows.put("hang after commit", once(Fault.HANG_AFTER_COMMIT));
    rows.put("401 for 10 minutes", outage(Fault.UNAUTHORISED, any));
    rows.put("malformed 200", once(Fault.MALFORMED));
    rows.put("malformed 200, committed", once(Fault.MALFORMED_AFTER_COMMIT));
    rows.put("20 crashes, no checkpoint", DeliveryMatrixITCase::crashes);
    rows.put("stale after newer", DeliveryMatrixITCase::stale);
    rows.put("two jobs", DeliveryMatrixITCase::twoJobs);
    return rows;
  }

  @Test
  void everyFaultAtEverySystemEndsWithOneRecordForEachCaseAtItsNewestRevision() throws Exception {
    StringBuilder table = new StringBuilder("\n");
    table.append(String.format(Locale.ROOT, "%-27s", "fault"));
    ADAPTERS.forEach(each -> table.append(String.format(Locale.ROOT, "| %-21s", each.name())));
    table.append('\n').append("-".repeat(27 + 23 * ADAPTERS.size())).append('\n');
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, Scenario> row : scenarios().entrySet()) {
      table.append(String.format(Locale.ROOT, "%-27s", row.getKey()));
      for (Adapter adapter : ADAPTERS) {
        String cell = cell(adapter, row.getValue());
        table.append(String.format(Locale.ROOT, "| %-21s", cell));
        if (!cell.startsWith("ok")) {
          wrong.add(adapter.name() + ", " + row.getKey() + ": " + cell);
        }
      }
      table.append('\n');
    }
    table.append("ok: one record for each of two cases, at its last revision; nothing refused,");
    table.append(" nothing left waiting. Then the requests that it took.\n");
    System.out.println(table);
    assertThat(wrong).isEmpty();
    assertThat(scenarios()).hasSize(10);
  }

  private static String cell(Adapter adapter, Scenario scenario) {
    try (HttpDouble system = adapter.system().get()) {
      Target target = new Target(() -> adapter.target().apply(system).apply(slow(system)));
      scenario.run(system, target);
      if (system instanceof RequestTrackerDouble tracker) {
        for (int id = 1; id <= tracker.count(); id++) {
          assertThat(tracker.row(id).comments.stream().map(each -> each.path("Subject")))
              .as("comments")
              .doesNotHaveDuplicates();
        }
      }
      return "ok, " + system.requests().size() + " requests";
    } catch (AssertionError | Exception e) {
      String message = String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " ");
      return "FAILED " + message.substring(0, Math.min(200, message.length()));
    }
  }

  private static HttpSettings slow(HttpDouble system) {
    return system.settings(Duration.ofMillis(700));
  }

  private static Scenario outage(Fault fault, Predicate<Request> which) {
    return (system, target) -> {
      try (DeliveryHarness job = new DeliveryHarness(target)) {
        job.see(partial(CASE, 1), partial(OTHER, 1)).pass(MINUTE, STEP);
        system.fail(fault, Integer.MAX_VALUE, which);
        job.see(record(CASE, 2), record(OTHER, 2)).pass(5 * MINUTE, STEP);
        job.see(record(CASE, 3), record(OTHER, 3)).pass(5 * MINUTE, STEP);
        assertThat(system.shown().get(CASE)).isEqualTo(List.of(1L));
        system.recover();
        job.pass(20 * MINUTE, STEP);
        expect(system, job, 3);
      }
    };
  }

  private static void busy(HttpDouble system, Target target) throws Exception {
    try (DeliveryHarness job = new DeliveryHarness(target)) {
      system.fail(Fault.TOO_MANY_REQUESTS, 2, request -> true);
      job.see(record(CASE, 3), record(OTHER, 3)).pass(119_000, STEP);
      assertThat(system.requests().size()).as("requests before it wants any").isEqualTo(2);
      job.pass(10 * MINUTE, STEP);
      expect(system, job, 3);
    }
  }

  /** At the first thing that is written for a case, and again later. */
  private static Scenario once(Fault fault) {
    return (system, target) -> {
      try (DeliveryHarness job = new DeliveryHarness(target)) {
        system.fail(fault, 1, Request::writes);
        job.see(partial(CASE, 1), partial(OTHER, 1)).pass(5 * MINUTE, STEP);
        for (int later = 0; later < 5; later++) {
          int skip = later;
          AtomicInteger seen = new AtomicInteger();
          system.fail(fault, 1, request -> request.writes() && seen.getAndIncrement() >= skip);
          job.see(record(CASE, 2 + later), record(OTHER, 2 + later)).pass(5 * MINUTE, STEP);
        }
        system.recover();
        job.pass(10 * MINUTE, STEP);
        expect(system, job, 6);
      }
    };
  }

  private static void crashes(HttpDouble system, Target target) throws Exception {
    DeliveryHarness job = new DeliveryHarness(target);
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

  private static void stale(HttpDouble system, Target target) throws Exception {
    try (DeliveryHarness job = new DeliveryHarness(target)) {
      job.see(record(CASE, 3), record(OTHER, 3)).pass(MINUTE, STEP);
    }
    // Without state, as after a start from nothing, only the system can tell.
    try (DeliveryHarness job = new DeliveryHarness(target)) {
      job.see(partial(CASE, 2), partial(OTHER, 2)).pass(MINUTE, STEP);
      expect(system, job, 3);
    }
  }

  private static void twoJobs(HttpDouble system, Target target) throws Exception {
    Turn.holder = 1;
    try (DeliveryHarness first = new DeliveryHarness(target, name -> new Turn(1), null, 0);
        DeliveryHarness second = new DeliveryHarness(target, name -> new Turn(2), null, 0)) {
      for (DeliveryHarness job : List.of(first, second)) {
        job.see(partial(CASE, 1), partial(OTHER, 1));
      }
      second.pass(2 * MINUTE, STEP);
      assertThat(system.requests()).as("requests by who has no lease").isEmpty();
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

  private static void expect(HttpDouble system, DeliveryHarness job, long revision) {
    assertThat(system.shown()).isEqualTo(Map.of(CASE, List.of(revision), OTHER, List.of(revision)));
    assertThat(job.refused()).as("dead letters").isEmpty();
    assertThat(job.timers()).as("timers").isZero();
  }

  private static CaseRecord record(String caseId, long revision) {
    return SampleCases.record(caseId, revision);
  }

  private static CaseRecord partial(String caseId, long revision) {
    return CaseRecord.of(
        SampleCases.partial(caseId, revision),
        dev.iischain.event.RecordJson.write(SampleCases.partial(caseId, revision)),
        new Target(() -> null).policy());
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
      return new DeliveryPolicy(
          Level.INFORMATIONAL, false, dev.iischain.config.DeliveryConfig.Alerts.OFF);
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
