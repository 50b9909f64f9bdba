package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.RecordJson;
import dev.iischain.event.SampleRecords;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CasesCommandTest {

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writeFolder() throws IOException {
    Files.writeString(
        folder.resolve("cases.ndjson"),
        json(SampleRecords.completeCase()) + "\n" + json(SampleRecords.partialCase()) + "\n");
    Files.writeString(
        folder.resolve("alerts.ndjson"),
        json(SampleRecords.writeAlert()) + "\n" + json(SampleRecords.loneAlert()) + "\n");
  }

  @Test
  void listPrintsOneLineForEachCase() {
    assertThat(run("list", folder.toString())).isZero();
    assertThat(out.toString().lines()).hasSize(2).allMatch(line -> line.contains("  ch-"));
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void listAsJsonPrintsTheRecords() {
    assertThat(run("list", "--json", folder.toString())).isZero();
    assertThat(out.toString().lines())
        .containsExactly(json(SampleRecords.completeCase()), json(SampleRecords.partialCase()));
  }

  @Test
  void showPrintsTheCaseAndItsAlertsOnly() throws IOException {
    Files.createDirectories(folder.resolve("cases"));
    Path page = folder.resolve("cases").resolve(SampleRecords.CASE_ID + ".html");
    Files.writeString(page, "");
    assertThat(run("show", "ch-k7xq", folder.toString())).isZero();
    assertThat(out.toString())
        .contains(SampleRecords.completeCase().title())
        .contains(SampleRecords.writeAlert().title())
        .contains(page.toString())
        .doesNotContain(SampleRecords.loneAlert().title());
  }

  @Test
  void showAsJsonPrintsTheRecord() {
    assertThat(run("show", SampleRecords.CASE_ID, folder.toString(), "--json")).isZero();
    assertThat(out.toString().strip()).isEqualTo(json(SampleRecords.completeCase()));
  }

  @Test
  void caseThatIsNotThereOrNotAloneIsStatusOne() {
    assertThat(run("show", "ch-zz\u001b[2J", folder.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("No case has the id 'ch-zz<U+001B>[2J'");
    assertThat(run("show", "ch-", folder.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("2 case ids start with 'ch-'");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void wrongFolderAndWrongUsageAreStatusTwo() {
    assertThat(run("list", folder.resolve("absent").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("There is no folder");
    assertThat(run("show", "ch-")).isEqualTo(2);
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("list or show");
    assertThat(out.toString()).isEmpty();
  }

  private int run(String... arguments) {
    return new CommandLine(new CasesCommand())
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private static String json(Object value) {
    return new String(RecordJson.write(value), StandardCharsets.UTF_8);
  }
}
