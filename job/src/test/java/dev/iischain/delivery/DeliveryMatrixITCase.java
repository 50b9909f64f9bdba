package dev.iischain.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.delivery.FaultScenarios.Scenario;
import dev.iischain.delivery.HttpDouble.Fault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every fault at every system, under a compressed clock; prints one table. */
class DeliveryMatrixITCase {

  private static final String MISSING = "not installed";
  private static PostgresServer server;

  private final StringBuilder table = new StringBuilder("\n");
  private final List<String> wrong = new ArrayList<>();
  private int fine;

  @BeforeAll
  static void startDatabase() throws Exception {
    Optional<Path> programs = PostgresServer.programs();
    if (programs.isPresent()) {
      server = PostgresServer.start(programs.get(), "of-the-owner");
    } else {
      System.out.println("The column postgresql is skipped: no PostgreSQL server is installed.");
    }
  }

  @AfterAll
  static void stopDatabase() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  private static Map<String, Scenario<FaultySystem>> faults() {
    Map<String, Scenario<FaultySystem>> rows = new LinkedHashMap<>();
    rows.put("503 for 10 minutes", outage(Fault.UNAVAILABLE));
    rows.put("429, Retry-After 120", FaultScenarios::busy);
    rows.put("reset after commit", once(Fault.RESET_AFTER_COMMIT));
    rows.put("hang after commit", once(Fault.HANG_AFTER_COMMIT));
    rows.put("401 for 10 minutes", outage(Fault.UNAUTHORISED));
    rows.put("malformed 200", once(Fault.MALFORMED));
    rows.put("malformed 200, committed", once(Fault.MALFORMED_AFTER_COMMIT));
    rows.put("20 crashes, no checkpoint", FaultScenarios::crashes);
    rows.put("stale after newer", FaultScenarios::stale);
    rows.put("two jobs", FaultScenarios::twoJobs);
    return rows;
  }

  /** What only a database does. */
  private static Map<String, Scenario<PostgresColumn>> faultsOfDatabases() {
    Map<String, Scenario<PostgresColumn>> rows = new LinkedHashMap<>();
    rows.put("57P03, 10 min starting up", FaultScenarios.outage(PostgresColumn::startUp));
    rows.put("25006, 10 min read-only", FaultScenarios.outage(PostgresColumn::becomeReadOnly));
    rows.put("40001, serialisation", FaultScenarios.once(PostgresColumn::failToSerialise));
    rows.put("57P01, killed mid-way", FaultScenarios.once(PostgresColumn::killSession));
    return rows;
  }

  private static Scenario<FaultySystem> outage(Fault fault) {
    return FaultScenarios.outage(system -> system.failNext(fault, Integer.MAX_VALUE));
  }

  private static Scenario<FaultySystem> once(Fault fault) {
    return FaultScenarios.once((system, after) -> system.failWrite(fault, after));
  }

  @Test
  void everyFaultAtEverySystemEndsWithOneRecordForEachCaseAtItsNewestRevision() {
    table.append(String.format(Locale.ROOT, "%-27s", "fault"));
    HttpColumn.all().keySet().forEach(this::column);
    column("postgresql");
    table.append('\n').append("-".repeat(27 + 19 * (HttpColumn.all().size() + 1))).append('\n');
    faults()
        .forEach(
            (fault, scenario) -> {
              table.append(String.format(Locale.ROOT, "%-27s", fault));
              HttpColumn.all().forEach((name, open) -> cell(name + ", " + fault, open, scenario));
              cell(
                  "postgresql, " + fault,
                  DeliveryMatrixITCase::database,
                  fault.startsWith("429") ? outage(Fault.TOO_MANY_REQUESTS) : scenario);
              table.append('\n');
            });
    faultsOfDatabases()
        .forEach(
            (fault, scenario) -> {
              table.append(String.format(Locale.ROOT, "%-27s", fault));
              HttpColumn.all().keySet().forEach(name -> column("-"));
              cell("postgresql, " + fault, DeliveryMatrixITCase::database, scenario);
              table.append('\n');
            });
    table.append(
        """
        ok: one record for each of two cases, at its last revision; nothing refused, nothing left
        waiting. Then the requests, or connections, that it took. PostgreSQL is a real one: 503 is
        nobody who listens, 429 is 53300 (too many connections) for 10 minutes, 401 is 28P01 (wrong
        password), malformed is a page of HTML. The others are doubles.
        """);
    System.out.println(table);
    assertThat(wrong).isEmpty();
    int columns = HttpColumn.all().size() + (server == null ? 0 : 1);
    int more = server == null ? 0 : faultsOfDatabases().size();
    assertThat(fine).isEqualTo(10 * columns + more);
  }

  private void column(String text) {
    table.append(String.format(Locale.ROOT, "| %-17s", text));
  }

  private static PostgresColumn database() {
    return new PostgresColumn(server);
  }

  private <S extends FaultySystem> void cell(
      String where, Supplier<S> open, Scenario<? super S> scenario) {
    if (where.startsWith("postgresql") && server == null) {
      column(MISSING);
      return;
    }
    String cell;
    try (S system = open.get()) {
      scenario.run(system);
      cell = "ok, " + system.requests();
      fine++;
    } catch (AssertionError | Exception e) {
      String message = String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " ");
      cell = "FAILED";
      wrong.add(where + ": " + message.substring(0, Math.min(200, message.length())));
    }
    column(cell);
  }
}
