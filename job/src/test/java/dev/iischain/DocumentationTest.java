package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.chain.ChainLibrary;
import dev.iischain.config.ConfigLoader;
import dev.iischain.config.ConfigProblem;
import dev.iischain.config.Option;
import dev.iischain.config.Options;
import dev.iischain.config.Purpose;
import dev.iischain.config.TargetSystem;
import dev.iischain.event.RuleReading;
import dev.iischain.event.TelemetryFormat;
import dev.iischain.operator.Pace;
import dev.iischain.rule.RuleLibrary;
import dev.iischain.sink.Sinks;
import dev.iischain.sink.SpoolSink;
import dev.iischain.source.TelemetryFiles;
import dev.iischain.suppression.SuppressionText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What the documents say, held to the code. */
class DocumentationTest {

  static List<MarkdownPage> pages() throws IOException {
    List<MarkdownPage> pages = new ArrayList<>();
    for (String name : List.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")) {
      pages.add(MarkdownPage.read(MarkdownPage.ROOT.resolve(name)));
    }
    try (Stream<Path> files = Files.walk(MarkdownPage.ROOT.resolve("docs"))) {
      for (Path file : files.filter(file -> file.toString().endsWith(".md")).sorted().toList()) {
        pages.add(MarkdownPage.read(file));
      }
    }
    return pages;
  }

  @ParameterizedTest
  @MethodSource("pages")
  void relativeLinksLeadSomewhere(MarkdownPage page) {
    assertThat(page.relativeLinks()).allSatisfy(link -> assertThat(page.leadsTo(link)).isTrue());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void commandsAreUnderstood(MarkdownPage page) {
    assertThat(page.commands())
        .allSatisfy(
            command ->
                Cli.commandLine()
                    .parseArgs(command.subList(1, command.size()).toArray(String[]::new)));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void yamlIsAccepted(MarkdownPage page, @TempDir Path folder) throws IOException {
    for (String block : page.blocks("yaml")) {
      Path pack = Files.createDirectories(folder.resolve(value("pack", block)));
      Path file = pack.resolve(value("name", block) + ".yml");
      Files.writeString(file, block);
      if (block.contains("\ncorrelation:")) {
        assertThat(
                ChainLibrary.load(List.of(file), RuleLibrary.builtIn(RuleReading.INTENDED).rules()))
            .isNotEmpty();
      } else if (block.contains("\nexpiry:")) {
        SuppressionText.Read read = new SuppressionText(Set.of()).read("document", block, false);
        assertThat(read.problems()).isEmpty();
        assertThat(read.entries()).hasSize(1);
      } else if (block.contains("\ndetection:")) {
        CommandRun tested = CommandRun.of("rules", "test", file);
        assertThat(tested.status()).as(tested.toString()).isZero();
      } else {
        List<ConfigProblem> problems =
            new ConfigLoader(Map.of(), Purpose.RUN).load("document", block).problems();
        assertThat(problems).filteredOn(ConfigProblem::isError).isEmpty();
      }
    }
  }

  private static String value(String key, String block) {
    return block
        .lines()
        .filter(line -> line.startsWith(key + ": "))
        .map(line -> line.substring(key.length() + 2))
        .findFirst()
        .orElse("document");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void namedOptionsExist(MarkdownPage page) {
    Set<String> known = new TreeSet<>(Options.all().stream().map(Option::key).toList());
    assertThat(known).containsAll(page.optionNames());
  }

  @Test
  void pagesHoldSomethingToCheck() throws IOException {
    List<MarkdownPage> pages = pages();
    assertThat(pages).hasSizeGreaterThan(15);
    assertThat(pages.stream().mapToInt(page -> page.relativeLinks().size()).sum())
        .isGreaterThan(20);
    assertThat(pages.stream().mapToInt(page -> page.commands().size()).sum()).isGreaterThan(20);
    assertThat(pages.stream().mapToInt(page -> page.blocks("yaml").size()).sum()).isGreaterThan(3);
    assertThat(pages.stream().mapToInt(page -> page.optionNames().size()).sum()).isGreaterThan(20);
  }

  @Test
  void wrongCommandIsNoticed() {
    CommandLine cli = Cli.commandLine();
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> cli.parseArgs("replay", "--of", "x"))
        .isInstanceOf(CommandLine.ParameterException.class);
  }

  @Test
  void brokenLinksAreNoticed() {
    MarkdownPage page =
        new MarkdownPage(
            MarkdownPage.ROOT.resolve("docs/any.md"),
            "# A title\n[a](no-such-file.md) [b](architecture.md#no-such-heading) [c](#a-title)\n");
    assertThat(page.relativeLinks()).filteredOn(page::leadsTo).containsExactly("#a-title");
  }

  @Test
  void uidsAreThoseOfTheGraph(@TempDir Path folder) throws IOException {
    MarkdownPage page = MarkdownPage.read(MarkdownPage.ROOT.resolve("docs/architecture.md"));
    assertThat(page.firstColumn("uid")).containsExactlyInAnyOrderElementsOf(uids(folder));
  }

  @Test
  void uidsOfDeliveryAreThoseOfItsGraph() throws IOException {
    MarkdownPage page = MarkdownPage.read(MarkdownPage.ROOT.resolve("docs/delivery.md"));
    assertThat(page.firstColumn("uid"))
        .containsExactlyInAnyOrderElementsOf(DeliveryTopologyTest.uids());
  }

  @Test
  void systemsOfDeliveryAreThoseOfTheConfiguration() throws IOException {
    MarkdownPage page = MarkdownPage.read(MarkdownPage.ROOT.resolve("docs/delivery.md"));
    assertThat(page.firstColumn("system"))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(TargetSystem.values()).map(TargetSystem::label).toList());
  }

  private static Set<String> uids(Path folder) {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment();
    DetectionSettings settings =
        new SettingsLoader(null, List.of(), List.of()).load(Pace.EVENT_TIME);
    new DetectionTopology(
            TelemetryFiles.source(1024, folder),
            DetectionTopologyTest.suppressions(),
            new Sinks(
                new SpoolSink<>(folder),
                new SpoolSink<>(folder),
                new SpoolSink<>(folder),
                new SpoolSink<>(folder),
                new SpoolSink<>(folder)),
            settings)
        .build(env);
    Set<String> uids = new TreeSet<>();
    Deque<Transformation<?>> waiting = new ArrayDeque<>(env.getTransformations());
    while (!waiting.isEmpty()) {
      Transformation<?> next = waiting.pop();
      if (next.getUid() != null) {
        uids.add(next.getUid());
      }
      waiting.addAll(next.getInputs());
    }
    return uids;
  }

  @Test
  void chainsAreThoseOfTheJar() throws IOException {
    MarkdownPage page = MarkdownPage.read(MarkdownPage.ROOT.resolve("docs/chains.md"));
    assertThat(page.firstColumn("chain"))
        .containsExactlyInAnyOrderElementsOf(
            ChainLibrary.load(List.of()).stream().map(chain -> chain.name()).toList());
  }

  @Test
  void formatsAreThoseThatHaveExamples() throws IOException {
    String readme = MarkdownPage.read(MarkdownPage.ROOT.resolve("README.md")).text();
    int table = readme.indexOf("| source | formats");
    int coming = readme.indexOf("Not there yet: ");
    assertThat(table).isPositive();
    assertThat(coming).isGreaterThan(table);
    Set<String> read = new TreeSet<>();
    Set<String> unread = new TreeSet<>();
    for (TelemetryFormat format : TelemetryFormat.values()) {
      Path examples = Path.of("src", "test", "resources", "telemetry", format.label());
      (Files.exists(examples) ? read : unread).add(format.label());
    }
    assertThat(unread).isEmpty();
    assertThat(labels(readme.substring(table, coming))).isEqualTo(read);
    assertThat(labels(readme.substring(coming))).isEqualTo(unread);
  }

  private static Set<String> labels(String text) {
    Set<String> labels = new TreeSet<>();
    for (TelemetryFormat format : TelemetryFormat.values()) {
      if (text.contains("`" + format.label() + "`")) {
        labels.add(format.label());
      }
    }
    return labels;
  }
}
