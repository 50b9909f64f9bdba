package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.SavepointFixture.Restoration;
import dev.iischain.chain.LedgerOptions;
import dev.iischain.config.JobConfig;
import dev.iischain.config.Purpose;
import dev.iischain.event.Alert;
import dev.iischain.event.Case;
import dev.iischain.event.Suppressed;
import dev.iischain.local.SharedBroker;
import dev.iischain.operator.JoinSettings;
import dev.iischain.operator.Pace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The detection job goes on from the savepoints of every release with all that they remember.
 * {@code -Dsavepoint.fixture=VERSION} writes those of the version at hand.
 */
class SavepointFixtureITCase {

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private static final String JOB = "detection";

  /** Long enough for a savepoint to be read by a release of any later year. */
  private static final Duration FOR_EVER = Duration.ofDays(36_500);

  /** Long enough for a savepoint to be taken before the timers are due. */
  private static final Duration A_WHILE = Duration.ofSeconds(20);

  /** Who has something new to tell after the savepoint, in alerts. */
  private static final Set<String> ALERTING =
      Set.of("agent", "done", "pending", "script", "written", FixtureTelemetry.NAMELESS);

  @TempDir private Path folder;

  private final DetectionTopics topics = new DetectionTopics(SharedBroker.uniqueName("fixture"));

  static Stream<Restoration> restorations() throws IOException {
    return SavepointFixture.restorations(JOB);
  }

  static Stream<String> backends() {
    return SavepointFixture.BACKENDS.stream();
  }

  @AfterEach
  void close() {
    topics.close();
  }

  @Test
  void thereAreFixturesOfBothBackends() throws IOException {
    assertThat(restorations().map(each -> each.fixture().backend() + " to " + each.backend()))
        .contains("hashmap to hashmap", "hashmap to rocksdb")
        .contains("rocksdb to hashmap", "rocksdb to rocksdb");
  }

  @ParameterizedTest
  @MethodSource("restorations")
  void goesOnWithWhatAReleaseRemembered(Restoration restoration) throws Exception {
    SavepointFixture fixture = restoration.fixture();
    Map<String, String> known = fixture.known();
    fixture.fill("telemetry", null, FixtureTelemetry.passed(), FixtureTelemetry.later());
    fixture.fill(
        "suppressions", "done", "not even an entry", List.of(FixtureTelemetry.suppression("done")));
    Map<String, Case> cases = topics.cases();
    JobClient job = start(fixture, restoration.backend(), true);
    try {
      topics.await(job, () -> cases.size() == 6);
      topics.await(job, () -> topics.alerting().containsAll(ALERTING));
      topics.await(job, () -> topics.isComplete("written") && topics.isComplete("partial"));
      topics.await(job, () -> topics.isComplete("pending") && isQuietComplete());
      topics.await(job, () -> isLinked("written"));
      topics.await(
          job,
          () -> cases.get("done").status().equals(Case.RETRACTED) && topics.areRetracted("done"));
      SavepointFixture.stop(job, folder);
    } finally {
      SavepointFixture.end(job);
    }
    topics.readOn();
    assertThat(cases).containsOnlyKeys("agent", "done", "partial", "pending", "script", "written");
    assertThat(cases.get("agent").chain()).isEqualTo("iis_module_written_loaded");
    assertThat(cases.get("script").chain()).isEqualTo("iis_module_written_registered");
    assertThat(cases.get("written").caseId()).isEqualTo(write("written").caseId());
    // Muted since: only the memory of cases and alerts can tell what has to be taken back.
    Case done = cases.get("done");
    assertThat(done.caseId()).isEqualTo(known.get("done.caseId"));
    assertThat(done.revision()).isGreaterThan(Long.parseLong(known.get("done.revision")));
    Case partial = cases.get("partial");
    assertThat(partial.chain()).isEqualTo("iis_module_written_registered_loaded");
    assertThat(partial.caseId()).isEqualTo(known.get("partial.caseId"));
    assertThat(partial.revision()).isGreaterThan(Long.parseLong(known.get("partial.revision")));
    assertThat(write("written").count()).as("a copy of what was counted").isEqualTo(1);
    // What the savepoint's timers let go on, as nothing more came of it.
    assertThat(cases.get("pending").stages()).filteredOn(stage -> stage.count() > 0).hasSize(3);
    assertThat(topics.alerting())
        .as("nothing again of what was told, nothing of who is muted, and nothing of before")
        .isEqualTo(ALERTING);
    assertThat(topics.suppressed())
        .extracting(Suppressed::suppressionId)
        .containsOnly("quiet", "done");
    assertThat(topics.others()).as("dead letters and near misses").isZero();
  }

  @ParameterizedTest
  @MethodSource("backends")
  @EnabledIfSystemProperty(named = SavepointFixture.WRITTEN, matches = "[0-9.]+")
  void writesTheFixtureOfThisVersion(String backend) throws Exception {
    SavepointFixture fixture = SavepointFixture.ofThisVersion(JOB, backend);
    fixture.write("suppressions", "quiet", List.of(FixtureTelemetry.suppression("quiet")));
    fixture.write("telemetry", null, FixtureTelemetry.judged());
    Map<String, Case> cases = topics.cases();
    Path savepoint;
    JobClient job = start(fixture, backend, false);
    try {
      topics.await(job, () -> topics.isComplete("done") && cases.containsKey("partial"));
      topics.await(
          job, () -> topics.alerts("done").stream().allMatch(each -> each.caseId() != null));
      fixture.write("telemetry", null, FixtureTelemetry.waiting());
      topics.await(job, () -> topics.alerts("pending").size() == topics.alerts("done").size());
      topics.await(job, () -> topics.suppressed().size() == topics.alerts("partial").size());
      savepoint = SavepointFixture.stop(job, folder);
    } finally {
      SavepointFixture.end(job);
    }
    topics.readOn();
    assertThat(cases).as("judged before the savepoint").containsOnlyKeys("done", "partial");
    assertThat(topics.alerting())
        .containsExactly("agent", "done", "partial", "pending", "script", "written");
    Case partial = cases.get("partial");
    fixture.keep(
        savepoint,
        Map.of(
            "done.caseId", cases.get("done").caseId(),
            "done.revision", Long.toString(cases.get("done").revision()),
            "partial.caseId", partial.caseId(),
            "partial.revision", Long.toString(partial.revision())));
  }

  /** The alert of a host's write. */
  private Alert write(String host) {
    return topics.alerts(host).stream()
        .filter(each -> "write".equals(each.stage()))
        .findFirst()
        .orElseThrow();
  }

  private boolean isLinked(String host) {
    return topics.alerts(host).stream()
        .anyMatch(each -> "write".equals(each.stage()) && each.caseId() != null);
  }

  private boolean isQuietComplete() {
    return topics.suppressed().stream()
        .filter(each -> each.suppressionId().equals("quiet"))
        .anyMatch(each -> each.snapshot() != null && each.snapshot().status().equals("complete"));
  }

  private JobClient start(SavepointFixture fixture, String backend, boolean restored)
      throws Exception {
    Path options =
        Files.writeString(
            folder.resolve("options.yml"),
            topics.configuration()
                + """
                  telemetry: [%1$s]
                  suppressions: %2$s
                kafka:
                  bootstrap-servers: ["%3$s"]
                  start-from: earliest
                  group-id: %4$s
                """
                    .formatted(
                        fixture.topic("telemetry"),
                        fixture.topic("suppressions"),
                        SharedBroker.bootstrapServers(),
                        topics.name()));
    SettingsLoader loader = new SettingsLoader(options, List.of(), List.of());
    JobConfig config = loader.config(Purpose.RUN);
    DetectionSettings settings = loader.settings(config, Pace.LIVE);
    Configuration flink = new KafkaJob(config).flink();
    SavepointFixture.keepTogether(flink, backend);
    if (restored) {
      fixture.restore(flink, folder);
    }
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
    env.setParallelism(restored ? 2 : 1);
    Duration wait = restored ? settings.debounce() : A_WHILE;
    DetectionJob.build(config, remembering(settings, wait), env);
    return env.executeAsync(topics.name());
  }

  /** These settings, where the clock lets nothing be forgotten or given up, but after a wait. */
  private static DetectionSettings remembering(DetectionSettings settings, Duration wait) {
    LedgerOptions ledger = settings.ledgerOptions();
    JoinSettings joins = settings.joins();
    return new DetectionSettings(
        settings.normalise(),
        new JoinSettings(
            joins.normalise(), wait, FOR_EVER, joins.maxProcesses(), FOR_EVER, joins.pace()),
        settings.prefilter(),
        settings.rules(),
        settings.chains(),
        settings.minimumAlertLevel(),
        settings.minimumCaseScore(),
        new LedgerOptions(
            FOR_EVER,
            ledger.maxPathsPerHost(),
            ledger.maxStageDaysPerPath(),
            ledger.maxHashes(),
            ledger.maxPathsPerHash(),
            ledger.generationGap()),
        wait,
        settings.alertRefresh(),
        FOR_EVER,
        settings.pace(),
        settings.range(),
        settings.suppressions(),
        settings.canary(),
        settings.topics());
  }
}
