package dev.iischain.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.iischain.event.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {
  @TempDir Path folder = Path.of("");

  @Test
  void everyProblemIsReportedAtOnceInTheOrderOfTheFile() {
    assertThat(
            Loading.problems(
                """
                nmae: soc
                kafka:
                  bootstrapServers: one.example.com:9092
                  guarantee: exactly_once
                  group-id: [a, b]
                  group-id: c
                alerts:
                  min-level: urgent
                cases:
                  min-score: 101
                ledger:
                  retention: 42
                  debounce:
                checkpointing: 10s
                colour: blue
                """))
        .containsExactly(
            "test.yaml:1: error: nmae: There is no such option. Did you mean name?",
            "test.yaml:3: error: kafka.bootstrapServers: There is no such option."
                + " Did you mean kafka.bootstrap-servers?",
            "test.yaml:4: error: kafka.guarantee: 'exactly_once' is not one of at-least-once,"
                + " exactly-once. Did you mean exactly-once?",
            "test.yaml:5: error: kafka.group-id: Here stands a list where one value belongs."
                + " Write it on one line, such as iis-chain.",
            "test.yaml:6: error: kafka.group-id: The key is written twice, first in line 5."
                + " Remove one of them.",
            "test.yaml:8: error: alerts.min-level: 'urgent' is not one of informational, low,"
                + " medium, high, critical. Write one of these words.",
            "test.yaml:10: error: cases.min-score: '101' is out of range. Allowed is 0 to 100.",
            "test.yaml:12: error: ledger.retention: '42' has no unit of time."
                + " Write a whole number with ms, s, m, h or d, such as 42s.",
            "test.yaml:13: error: ledger.debounce: The key has no value."
                + " Write a value or remove the key.",
            "test.yaml:14: error: checkpointing: Here stands a value where the options of the"
                + " section belong. Indent them below checkpointing: by two spaces.",
            "test.yaml:15: error: colour: There is no such option."
                + " See iis-chain config print for every option.");
  }

  @Test
  void anOptionInTheWrongPlaceIsToldWhereItBelongs() {
    assertThat(Loading.problems("group-id: a\nkafka.guarantee: b\ncases: {min-level: high}"))
        .containsExactly(
            "test.yaml:1: error: group-id: There is no such option."
                + " Did you mean kafka.group-id?",
            "test.yaml:2: error: kafka.guarantee: There is no such option."
                + " Did you mean kafka: with guarantee: indented below it?",
            "test.yaml:3: error: cases.min-level: There is no such option."
                + " Did you mean alerts.min-level?");
  }

  @Test
  void aSectionWithEverythingCommentedOutIsEmpty() {
    assertThat(Loading.valid("kafka:\n  # group-id: a\n")).isEqualTo(JobConfig.defaults());
  }

  @Test
  void runningNeedsABrokerAndReplayingDoesNot() {
    LoadedConfig run = new ConfigLoader(Map.of(), Purpose.RUN).load("test.yaml", "");

    assertThat(run.config()).isNull();
    assertThat(run.problems())
        .extracting(ConfigProblem::toString)
        .containsExactly(
            "test.yaml: error: kafka.bootstrap-servers: The streaming job needs a Kafka cluster,"
                + " and none is named. Set it, such as [kafka-1.example.com:9092], or set"
                + " IIS_CHAIN__KAFKA__BOOTSTRAP_SERVERS.");
    assertThat(Loading.problems("")).isEmpty();
  }

  @Test
  void addressesOfBrokersNeedAPort() {
    assertThat(Loading.problems("kafka: {bootstrap-servers: 'one:9092,two'}"))
        .containsExactly(
            "test.yaml:1: error: kafka.bootstrap-servers: 'two' is not host:port."
                + " Write for example kafka-1.example.com:9092.");
    assertThat(Loading.problems("kafka: {bootstrap-servers: '${env:KAFKA}'}"))
        .containsExactly(
            "test.yaml:1: error: kafka.bootstrap-servers: '${env:KAFKA}' is a reference, and those"
                + " are resolved in kafka.properties only."
                + " Set IIS_CHAIN__KAFKA__BOOTSTRAP_SERVERS in the environment instead.");
  }

  @Test
  void theEnvironmentOverridesTheFile() {
    JobConfig config =
        new ConfigLoader(
                Map.of(
                    "IIS_CHAIN__KAFKA__BOOTSTRAP_SERVERS", "one:9092, two:9092",
                    "IIS_CHAIN__KAFKA__PROPERTIES__SASL_MECHANISM", "PLAIN",
                    "IIS_CHAIN__ALERTS__MIN_LEVEL", "low",
                    "IIS_CHAIN__RULES__ENABLED_PACKS", "[core, maxpatrol]",
                    "IIS_CHAIN__NORMALISE__HOST_ALIASES", "{old: new}",
                    "IIS_CHAIN_SERVICE_HOST", "10.0.0.1"),
                Purpose.RUN)
            .load(
                "test.yaml",
                """
                alerts: {min-level: high}
                cases: {min-score: 50}
                kafka: {properties: {security.protocol: SASL_SSL, sasl.mechanism: GSSAPI}}
                """)
            .orThrow();

    assertThat(config.alerts().minLevel()).isEqualTo(Level.LOW);
    assertThat(config.cases().minScore()).isEqualTo(50);
    assertThat(config.kafka().bootstrapServers()).containsExactly("one:9092", "two:9092");
    assertThat(config.kafka().properties())
        .isEqualTo(Map.of("security.protocol", "SASL_SSL", "sasl.mechanism", "PLAIN"));
    assertThat(config.rules().enabledPacks()).containsExactly("core", "maxpatrol");
    assertThat(config.normalise().hostAliases()).isEqualTo(Map.of("old", "new"));
  }

  @Test
  void problemsOfTheEnvironmentNameTheVariable() {
    assertThat(
            Loading.problems(
                "cases: {min-score: 5}",
                Map.of(
                    "IIS_CHAIN__CASES__MIN_SCORE", "many",
                    "IIS_CHAIN__KAFKA__BOOTSTRAPSERVERS", "one:9092",
                    "IIS_CHAIN__RULES__PATHS", "[a",
                    "IIS_CHAIN__", "x")))
        .containsExactly(
            "IIS_CHAIN__: error: There is no option of this name."
                + " See docs/options.md for every variable.",
            "IIS_CHAIN__KAFKA__BOOTSTRAPSERVERS: error: kafka.bootstrapservers: There is no option"
                + " of this name. Did you mean IIS_CHAIN__KAFKA__BOOTSTRAP_SERVERS?",
            "IIS_CHAIN__RULES__PATHS: error: rules.paths: This is not YAML: expected ',' or ']',"
                + " but got <stream end>.",
            "IIS_CHAIN__CASES__MIN_SCORE: error: cases.min-score: 'many' is not a whole number."
                + " Write digits only, from 0 to 100.");
  }

  @Test
  void whatIsNotYamlIsReportedWithItsLineAndNothingElse() {
    LoadedConfig loaded =
        new ConfigLoader(Map.of(), Purpose.RUN)
            .load("test.yaml", "name: soc\nkafka:\n  properties: {a: b\n");

    assertThat(loaded.config()).isNull();
    assertThat(loaded.problems()).hasSize(1);
    assertThat(loaded.problems().get(0).line()).isEqualTo(4);
    assertThat(loaded.problems().get(0).message()).startsWith("This is not YAML: ");
  }

  @Test
  void aFileThatIsNoMappingIsReported() {
    assertThat(Loading.problems("- one\n- two\n"))
        .containsExactly(
            "test.yaml:1: error: The file is no mapping of keys to values."
                + " See iis-chain config print for every key.");
    assertThat(Loading.problems("name: a\n---\nname: b\n")).hasSize(1);
  }

  @Test
  void aRelativePathStartsFromTheFolderOfTheFile() throws IOException {
    Path file = folder.resolve("job.yaml");
    Files.writeString(file, "\uFEFFrules: {paths: [../rules, /etc/rules]}");

    assertThat(new ConfigLoader(Map.of(), Purpose.REPLAY).load(file).orThrow().rules().paths())
        .containsExactly(folder.resolveSibling("rules"), Path.of("/etc/rules"));
    assertThat(
            new ConfigLoader(Map.of("IIS_CHAIN__RULES__PATHS", "rules"), Purpose.REPLAY)
                .load(file)
                .orThrow()
                .rules()
                .paths())
        .containsExactly(Path.of("rules"));
  }

  @Test
  void aFileThatCannotBeReadIsAProblem() throws IOException {
    Path missing = folder.resolve("missing.yaml");
    Path binary = Files.write(folder.resolve("binary.yaml"), new byte[] {'a', (byte) 0xC3, '('});
    ConfigLoader loader = new ConfigLoader(Map.of(), Purpose.RUN);

    assertThat(loader.load(missing).problems())
        .extracting(ConfigProblem::toString)
        .containsExactly(missing + ": error: The file does not exist. Check the path.");
    assertThat(loader.load(binary).problems())
        .extracting(ConfigProblem::message)
        .containsExactly("The file is not text in UTF-8.");
  }

  @Test
  void theExceptionListsEveryProblem() {
    LoadedConfig loaded =
        new ConfigLoader(Map.of(), Purpose.REPLAY).load("test.yaml", "one: 1\ntwo: 2");

    assertThatThrownBy(loaded::orThrow)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("test.yaml:1: error: one: ")
        .hasMessageContaining("\ntest.yaml:2: error: two: ");
  }

  @Test
  void warningsDoNotStopTheJob() {
    LoadedConfig loaded =
        new ConfigLoader(Map.of(), Purpose.REPLAY)
            .load("test.yaml", "kafka: {properties: {ssl.key.password: abc}}");

    assertThat(loaded.problems()).extracting(ConfigProblem::isError).isEqualTo(List.of(false));
    assertThat(loaded.orThrow().kafka().properties()).containsKey("ssl.key.password");
  }
}
