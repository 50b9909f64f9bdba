package dev.iischain.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.iischain.DemoCases;
import dev.iischain.delivery.DeliveryException.Kind;
import dev.iischain.event.Case;
import dev.iischain.event.RecordJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The adapter against a real PostgreSQL. */
class PostgresTargetITCase {

  private static final String PASSWORD = "open-sesame";
  private static final String CASE = SampleCases.id(1);

  @TempDir private static Path folder;
  private static PostgresServer server;

  @BeforeAll
  static void start() throws Exception {
    Optional<Path> programs = PostgresServer.programs();
    if (programs.isEmpty()) {
      System.out.println("PostgresTargetITCase is skipped: no PostgreSQL server is installed.");
    }
    assumeTrue(programs.isPresent(), "no PostgreSQL server is installed");
    server = PostgresServer.start(programs.get(), PASSWORD);
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void oneRowShowsTheNewestRevisionInWhateverOrderTheyCome() throws Exception {
    PostgresTarget target = target("cases_in_order", PASSWORD);
    target.createTable();
    target.createTable();
    assertThat(target.preflight()).isEmpty();
    for (Case revision :
        List.of(
            SampleCases.partial(CASE, 1),
            SampleCases.of(CASE, 3),
            SampleCases.of(CASE, 3),
            SampleCases.partial(CASE, 2),
            SampleCases.of(SampleCases.id(2), 1))) {
      assertThat(target.deliver(delivery(revision))).isEqualTo(revision.caseId());
    }
    assertThat(query("SELECT case_id, revision, status FROM cases_in_order ORDER BY case_id"))
        .containsExactlyInAnyOrder(CASE + "|3|complete", SampleCases.id(2) + "|1|complete");
    String stored = query("SELECT document FROM cases_in_order WHERE revision = 3").get(0);
    assertThat(RecordJson.read(stored.getBytes(StandardCharsets.UTF_8), Case.class))
        .isEqualTo(SampleCases.of(CASE, 3));
  }

  @Test
  void textOfAnAttackerIsStoredAndNothingElseHappens() throws Exception {
    PostgresTarget target = target("hostile_cases", PASSWORD);
    target.createTable();
    String hostile = "'); DROP TABLE hostile_cases; --\u0000<script>$1 %s \ud83d\ude00";
    Case snapshot = SampleCases.titled(CASE, hostile);
    target.deliver(delivery(snapshot));
    assertThat(query("SELECT title FROM hostile_cases"))
        .containsExactly(hostile.replace('\u0000', '\ufffd'));
    String stored = query("SELECT document FROM hostile_cases").get(0);
    assertThat(RecordJson.read(stored.getBytes(StandardCharsets.UTF_8), Case.class))
        .isEqualTo(snapshot);
  }

  @Test
  void theDemosCaseIsOneRowAtItsLatestRevision() throws Exception {
    PostgresTarget target = target("demo_cases", PASSWORD);
    target.createTable();
    List<Case> revisions = DemoCases.revisions();
    assertThat(revisions).hasSizeGreaterThan(1);
    for (Case each : revisions) {
      target.deliver(delivery(each));
      target.deliver(delivery(each));
    }
    target.deliver(delivery(revisions.get(0))); // stale
    Case last = revisions.get(revisions.size() - 1);
    assertThat(query("SELECT case_id, revision, status FROM demo_cases"))
        .containsExactly(last.caseId() + "|" + last.revision() + "|complete");
  }

  @Test
  void aHostileCaseIsStoredByteForByteBesideOthersThatStayAsTheyAre() throws Exception {
    PostgresTarget target = target("cases_beside", PASSWORD);
    target.createTable();
    target.deliver(delivery(SampleCases.of(SampleCases.id(2), 1)));
    String before = query("SELECT document FROM cases_beside").get(0);
    Delivery hostile = HostileCase.delivery(CASE, 1, "complete");
    target.deliver(hostile);
    assertThat(query("SELECT document FROM cases_beside WHERE case_id = '" + CASE + "'"))
        .containsExactly(new String(hostile.json(), StandardCharsets.UTF_8));
    assertThat(query("SELECT document FROM cases_beside WHERE case_id <> '" + CASE + "'"))
        .containsExactly(before);
  }

  @Test
  void aMissingTableAndAWrongPasswordBlameNoCase() throws Exception {
    PostgresTarget missing = target("no_such_table", PASSWORD);
    assertThat(missing.preflight())
        .containsExactly("There is no table 'no_such_table'. Create it with deliver --create.");
    assertFails(missing, Kind.UNAUTHORISED);
    PostgresTarget wrong = target("cases_in_order", "guess");
    assertThat(wrong.preflight()).hasSize(1).first().asString().contains("28P01");
    assertFails(wrong, Kind.UNAUTHORISED);
  }

  @Test
  void whoeverIsNotThereIsAskedAgain() throws Exception {
    Path programs = PostgresServer.programs().orElseThrow();
    PostgresTarget target;
    try (PostgresServer other = PostgresServer.start(programs, PASSWORD)) {
      target = target(other.url(), "cases", PASSWORD);
      target.createTable();
      target.deliver(delivery(SampleCases.of(CASE, 1)));
      other.stop();
      assertFails(target, Kind.RETRY);
    }
  }

  @Test
  void theDriverStaysOffTheListOfTheMachine() throws Exception {
    target("cases_in_order", PASSWORD);
    assertThat(DriverManager.drivers())
        .noneMatch(driver -> driver.getClass().getName().startsWith("org.postgresql"));
  }

  private static void assertFails(PostgresTarget target, Kind kind) {
    assertThatThrownBy(() -> target.deliver(delivery(SampleCases.of(CASE, 1))))
        .hasMessageNotContaining(PASSWORD)
        .isInstanceOfSatisfying(DeliveryException.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }

  private static Delivery delivery(Case snapshot) {
    return new Delivery(snapshot, RecordJson.write(snapshot), null, 0);
  }

  private static PostgresTarget target(String table, String password) throws Exception {
    return target(server.url(), table, password);
  }

  private static PostgresTarget target(String url, String table, String password) throws Exception {
    Path secret = Files.writeString(folder.resolve("password-" + password), password);
    return new PostgresTarget(
        url,
        PostgresServer.USER,
        new Secret(secret.toString(), ""),
        table,
        Duration.ofSeconds(10),
        new PostgresTarget.Tls(false, ""));
  }

  private static List<String> query(String sql) {
    return server.query(sql);
  }
}
