package dev.iischain.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.iischain.JobFlinkSettings;
import dev.iischain.config.ConfigLoader;
import dev.iischain.config.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.entrypoint.EntrypointClusterConfigurationParserFactory;
import org.apache.flink.runtime.entrypoint.parser.CommandLineParser;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files for machines without Kubernetes. */
class StandaloneTest {

  private static final Path FOLDER = Repository.DEPLOY.resolve("standalone");
  private static final Pattern MAIN = Pattern.compile("--job-classname (\\S+)");

  private static Map<String, String> flink() {
    // Flink's own reader of the file, so that also its form is right.
    return new LinkedHashMap<>(GlobalConfiguration.loadConfiguration(FOLDER.toString()).toMap());
  }

  static List<Path> units() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".service")).sorted().toList();
    }
  }

  private static List<String> problems(Map<String, String> flink) {
    FlinkOptionTable table = new FlinkOptionTable();
    return flink.entrySet().stream()
        .map(entry -> table.problem(entry.getKey(), entry.getValue(), flink))
        .filter(problem -> problem != null)
        .toList();
  }

  @Test
  void flinkKnowsEveryOptionAndTheMemoryAddsUp() {
    Map<String, String> flink = flink();
    assertThat(flink).hasSizeGreaterThan(20);
    assertThat(problems(flink)).isEmpty();
    Configuration configuration = Configuration.fromMap(flink);
    assertThatCode(() -> TaskExecutorProcessUtils.processSpecFromConfig(configuration))
        .doesNotThrowAnyException();
    assertThatCode(() -> JobManagerProcessUtils.processSpecFromConfig(configuration))
        .doesNotThrowAnyException();
  }

  @Test
  void wrongOptionAndWrongReporterAreNoticed() {
    Map<String, String> flink = flink();
    flink.put("execution.checkpointing.directory", "s3://bucket");
    flink.put("metrics.reporter.prom.factory.class", "org.example.Reporter");

    assertThat(problems(flink))
        .containsExactlyInAnyOrder(
            "Flink has no option 'execution.checkpointing.directory'.",
            "There is no reporter 'org.example.Reporter'.");
  }

  @Test
  void memoryThatDoesNotAddUpIsNoticed() {
    Map<String, String> flink = flink();
    flink.put("taskmanager.memory.process.size", "512m");
    Configuration configuration = Configuration.fromMap(flink);

    assertThatThrownBy(() -> TaskExecutorProcessUtils.processSpecFromConfig(configuration))
        .hasMessageContaining("exceed configured Total Flink Memory");
  }

  @Test
  void jobOverrulesNothingOfIt() {
    assertThat(flink().keySet())
        .doesNotContainAnyElementsOf(
            JobFlinkSettings.keys(
                new ConfigLoader(Map.of(), Purpose.RUN)
                    .load("standalone", "kafka: {bootstrap-servers: [kafka-1.corp.example:9092]}")
                    .orThrow()));
  }

  @ParameterizedTest
  @MethodSource("units")
  void unitStartsWhatThereIs(Path unit) throws ReflectiveOperationException {
    String text = Repository.text(unit);
    assertThat(text)
        .contains("\nUser=flink\n", "\nNoNewPrivileges=true\n", "\nProtectSystem=strict\n")
        .containsPattern("\nExecStart=/opt/flink/bin/\\S+ start-foreground");
    Matcher main = MAIN.matcher(text);
    if (main.find()) {
      assertThat(Class.forName(main.group(1)).getMethod("main", String[].class)).isNotNull();
      assertThat(text).containsPattern("ExecStart=.* --config /etc/iis-chain/iis-chain.yaml\n");
    }
  }

  /** What the program is given of a command line, by Flink's own reader of it. */
  private static List<String> programArguments(String commandLine) throws Exception {
    List<String> words = new ArrayList<>(List.of("--configDir", "/etc/flink"));
    words.addAll(List.of(commandLine.split(" ")));
    // An option of the script's own program, which is in no jar that the tests have.
    int main = words.indexOf("--job-classname");
    words.subList(main, main + 2).clear();
    words.replaceAll(word -> word.equals("$RESTORE") ? "-Dsome=option" : word);
    return List.of(
        new CommandLineParser<>(new EntrypointClusterConfigurationParserFactory())
            .parse(words.toArray(new String[0]))
            .getArgs());
  }

  @Test
  void flinkGivesTheProgramItsConfiguration() throws Exception {
    Matcher start =
        Pattern.compile("ExecStart=\\S+ start-foreground (.*)")
            .matcher(Repository.text(FOLDER.resolve("iis-chain-jobmanager.service")));
    assertThat(start.find()).isTrue();
    assertThat(programArguments(start.group(1)))
        .containsExactly("--config", "/etc/iis-chain/iis-chain.yaml");
    assertThat(programArguments(start.group(1).replace(" -- ", " ")))
        .as("without the two dashes Flink keeps it for itself")
        .isEmpty();
  }

  @Test
  void thereIsAUnitForEachKindOfProcess() throws IOException {
    assertThat(units()).hasSize(2).anyMatch(unit -> MAIN.matcher(Repository.text(unit)).find());
  }
}
