package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.Case;
import dev.iischain.report.OutputFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the documents show as output, held to what comes out. */
class DocumentationITCase {

  private static final Path EXAMPLE =
      MarkdownPage.ROOT.resolve("docs/examples/module-implant.jsonl");
  private static final Pattern SUM = Pattern.compile("= (\\d+), (\\w+) \\|");

  @TempDir private Path folder;

  private static String run(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        Cli.commandLine()
            .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(words);
    assertThat(status).as(err.toString()).isZero();
    return out.toString();
  }

  @Test
  void readmeShowsWhatTheExampleGives() throws IOException {
    String out = folder.resolve("out").toString();
    run("replay", "--out", out, EXAMPLE.toString());
    List<String> lines = run("cases", "show", "ch-ddo2", out).lines().toList();

    MarkdownPage readme = MarkdownPage.read(MarkdownPage.ROOT.resolve("README.md"));
    List<String> shown =
        readme.blocks("text").stream()
            .filter(block -> block.contains("CRITICAL"))
            .flatMap(String::lines)
            .toList();
    assertThat(shown).hasSizeGreaterThan(10);
    assertThat(shown)
        .allSatisfy(line -> assertThat(lines).anyMatch(real -> isShortened(line, real)));
  }

  private static boolean isShortened(String line, String real) {
    return line.endsWith("...")
        ? real.startsWith(line.substring(0, line.length() - 3))
        : real.equals(line);
  }

  @Test
  void workedExampleAddsUp() throws IOException {
    MarkdownPage chains = MarkdownPage.read(MarkdownPage.ROOT.resolve("docs/chains.md"));
    List<String> documented =
        SUM.matcher(chains.text())
            .results()
            .map((MatchResult sum) -> sum.group(1) + " " + sum.group(2))
            .toList();
    assertThat(documented).hasSize(3);

    List<String> lines = Files.readAllLines(EXAMPLE);
    List<String> real = new ArrayList<>();
    for (int left = 0; left < lines.size(); left++) {
      List<String> rest = new ArrayList<>(lines);
      rest.remove(left);
      Path input = Files.write(folder.resolve("without-" + left + ".jsonl"), rest);
      Path out = folder.resolve("out-" + left);
      run("replay", "--out", out.toString(), input.toString());
      for (Case partial : OutputFolder.open(out).cases()) {
        assertThat(partial.status()).isEqualTo("partial");
        real.add(partial.score() + " " + partial.level());
      }
    }
    assertThat(real).isEqualTo(documented);
  }
}
