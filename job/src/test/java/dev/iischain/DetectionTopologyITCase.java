package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.Scenarios.Scenario;
import dev.iischain.event.Alert;
import dev.iischain.event.Case;
import dev.iischain.event.DeadLetter;
import dev.iischain.operator.Pace;
import dev.iischain.source.TelemetryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole graph, from raw records to alerts and cases. */
class DetectionTopologyITCase {

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @TempDir private Path folder;
  private int files;

  /** The two ways in which the graph is run. */
  private enum Run {
    BOUNDED(RuntimeExecutionMode.BATCH, Pace.EVENT_TIME),
    LIVE(RuntimeExecutionMode.STREAMING, Pace.LIVE);

    private final RuntimeExecutionMode mode;
    private final Pace pace;

    Run(RuntimeExecutionMode mode, Pace pace) {
      this.mode = mode;
      this.pace = pace;
    }
  }

  @ParameterizedTest
  @EnumSource(Run.class)
  void everyHistoryGivesItsAlertsAndCasesAndNothingElse(Run run) throws Exception {
    List<Scenario> scenarios = Scenarios.all();
    List<String> garbage =
        List.of("no record at all", "{\"half\": ", "<Event><System>", "{\"of\":\"no format\"}");
    List<List<String>> arrivals = new ArrayList<>(List.of(garbage));
    Map<String, List<String>> expected = new TreeMap<>();
    for (Scenario scenario : scenarios) {
      arrivals.add(scenario.records());
      if (!scenario.outcome().isEmpty()) {
        expected.put(scenario.host(), scenario.outcome());
      }
    }
    Collected collected = detect(run, List.of(dealt(arrivals)));
    Map<String, List<String>> outcomes = Outcomes.byHost(collected.alerts(), collected.cases());
    assertThat(outcomes.keySet()).isEqualTo(expected.keySet());
    expected.forEach(
        (host, lines) ->
            assertThat(outcomes.get(host)).as(host).containsExactlyInAnyOrderElementsOf(lines));
    assertThat(collected.deadLetters())
        .extracting(DeadLetter::reason)
        .containsExactlyInAnyOrder(
            DeadLetter.Reason.UNKNOWN_FORMAT,
            DeadLetter.Reason.MALFORMED_JSON,
            DeadLetter.Reason.MALFORMED_XML,
            DeadLetter.Reason.UNKNOWN_FORMAT);
  }

  @ParameterizedTest
  @EnumSource(Run.class)
  void anyOrderAndAnyRepetitionOfTheInputGivesTheSameAlertsAndCases(Run run) throws Exception {
    List<List<String>> histories = Histories.ofHosts(40);
    Collected inOrder = detect(run, histories);
    Map<String, Alert> alerts = inOrder.alerts();
    Map<String, Case> cases = inOrder.cases();
    assertThat(alerts).hasSizeGreaterThan(40);
    assertThat(inOrder.nearMisses()).isNotEmpty();
    assertThat(cases.values()).extracting(Case::status).contains("partial", "complete");
    for (int seed = 1; seed <= 3; seed++) {
      Collected shuffled = detect(run, shuffled(histories, new Random(seed)));
      assertThat(shuffled.alerts()).as("alerts of seed %d", seed).isEqualTo(alerts);
      if (run == Run.BOUNDED) {
        assertThat(shuffled.nearMisses())
            .as("near misses of seed %d", seed)
            .containsExactlyInAnyOrderElementsOf(inOrder.nearMisses());
      }
      assertThat(withoutRevisions(shuffled.cases()))
          .as("cases of seed %d", seed)
          .isEqualTo(withoutRevisions(cases));
    }
  }

  /** One file in which the first record of every list comes before the second of any. */
  private static List<String> dealt(List<List<String>> lists) {
    List<String> dealt = new ArrayList<>();
    boolean more = true;
    for (int i = 0; more; i++) {
      more = false;
      for (List<String> list : lists) {
        if (i < list.size()) {
          dealt.add(list.get(i));
          more = true;
        }
      }
    }
    return dealt;
  }

  /** Three files in which every record lies somewhere, once to three times. */
  private static List<List<String>> shuffled(List<List<String>> histories, Random random) {
    List<String> all = new ArrayList<>();
    for (List<String> history : histories) {
      for (String each : history) {
        all.addAll(Collections.nCopies(1 + random.nextInt(3), each));
      }
    }
    Collections.shuffle(all, random);
    int third = all.size() / 3;
    return List.of(
        all.subList(0, third), all.subList(third, 2 * third), all.subList(2 * third, all.size()));
  }

  private static Map<String, String> withoutRevisions(Map<String, Case> cases) {
    Map<String, String> contents = new TreeMap<>();
    cases.forEach(
        (id, snapshot) ->
            contents.put(
                id,
                snapshot
                    .toString()
                    .replace("revision=" + snapshot.revision() + ",", "revision=any,")));
    return contents;
  }

  private Collected detect(Run run, List<List<String>> inputs) throws Exception {
    Path[] paths = new Path[inputs.size()];
    for (int i = 0; i < paths.length; i++) {
      paths[i] = write(inputs.get(i));
    }
    Configuration configuration = FlinkDefaults.graph();
    configuration.set(ExecutionOptions.RUNTIME_MODE, run.mode);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(2);
    Collected collected = new Collected();
    DetectionSettings settings = settings(run.pace);
    new DetectionTopology(
            TelemetryFiles.source(settings.normalise().maxRecordBytes(), paths),
            collected.sinks(),
            settings)
        .build(env);
    env.execute();
    return collected;
  }

  /** The defaults, with a ledger that never waits, so that a live run sees halves of histories. */
  private static DetectionSettings settings(Pace pace) {
    DetectionSettings defaults = new SettingsLoader(null, List.of(), List.of()).load(pace);
    return new DetectionSettings(
        defaults.normalise(),
        defaults.joins(),
        defaults.prefilter(),
        defaults.rules(),
        defaults.chains(),
        defaults.minimumAlertLevel(),
        defaults.minimumCaseScore(),
        defaults.ledgerOptions(),
        Duration.ZERO,
        Duration.ofMillis(1),
        defaults.caseRetention(),
        pace,
        defaults.range(),
        defaults.suppressions(),
        defaults.canary(),
        defaults.topics());
  }

  private Path write(List<String> lines) throws IOException {
    return Files.write(folder.resolve(files++ + ".log"), lines);
  }
}
