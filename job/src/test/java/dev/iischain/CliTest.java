package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

class CliTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** The words that lead to each command, the program itself left out. */
  static Stream<List<String>> commands() {
    List<List<String>> found = new ArrayList<>();
    collect(Cli.commandLine(), List.of(), found);
    assertThat(found).hasSizeGreaterThan(12);
    return found.stream();
  }

  private static void collect(CommandLine cli, List<String> words, List<List<String>> found) {
    found.add(words);
    cli.getSubcommands()
        .forEach(
            (name, command) -> {
              List<String> longer = new ArrayList<>(words);
              longer.add(name);
              collect(command, longer, found);
            });
  }

  @Test
  void theCommandsArePublicApi() {
    assertThat(commands().filter(words -> words.size() == 1).map(words -> words.get(0)))
        .contains("demo", "replay", "run", "explain", "rules", "cases", "config", "cluster");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void helpIsShownOnStandardOutput(List<String> words) {
    assertThat(run(words, "--help")).isZero();
    assertThat(out.toString())
        .startsWith("Usage: " + String.join(" ", words(words)))
        .contains("-h, --help");
    assertThat(err.toString()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void anUnknownOptionIsWrongUsage(List<String> words) {
    assertThat(run(words, "--no-such-option")).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString().lines().findFirst().orElseThrow())
        .containsAnyOf("--no-such-option", "Missing required");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandOptionAndParameterIsDescribed(List<String> words) {
    CommandLine cli = Cli.commandLine();
    for (String word : words) {
      cli = cli.getSubcommands().get(word);
    }
    CommandSpec command = cli.getCommandSpec();
    assertThat(String.join("", command.usageMessage().description())).isNotBlank();
    assertThat(command.mixinStandardHelpOptions()).isTrue();
    for (ArgSpec argument : command.args()) {
      assertThat(String.join("", argument.description())).as(argument.toString()).isNotBlank();
    }
  }

  @Test
  void withoutACommandTheUsageIsShownAsWrongUsage() {
    assertThat(run(List.of())).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).startsWith("Usage: iis-chain").contains("replay");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void anUnknownCommandIsWrongUsage() {
    assertThat(run(List.of("reply"))).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).contains("'reply'", "replay");
  }

  @Test
  void theVersionIsShown() {
    assertThat(run(List.of(), "--version")).isZero();
    assertThat(out.toString()).startsWith("iis-chain ");
  }

  private int run(List<String> words, String... more) {
    List<String> arguments = new ArrayList<>(words);
    arguments.addAll(List.of(more));
    return Cli.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments.toArray(String[]::new));
  }

  private static List<String> words(List<String> command) {
    List<String> words = new ArrayList<>(List.of("iis-chain"));
    words.addAll(command);
    return words;
  }
}
