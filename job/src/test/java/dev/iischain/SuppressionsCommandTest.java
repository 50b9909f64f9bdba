package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuppressionsCommandTest {

  private static final String GOOD =
      """
      id: known
      path: 'c:\\program files\\example\\agent.dll'
      rules: w3wp_*
      reason: Known
      owner: soc@corp.example
      expiry: 2026-12-31
      """;

  @TempDir private Path folder;

  private record Ran(int status, String out, String err) {}

  private static Ran run(Object... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        Cli.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(Arrays.stream(words).map(String::valueOf).toArray(String[]::new));
    return new Ran(status, out.toString(), err.toString());
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void aGoodFilePasses() throws IOException {
    Ran ran = run("suppressions", "check", file("good.yml", GOOD));
    assertThat(ran.out()).isEqualTo("1 suppressions, 0 problems, 0 expired.\n");
    assertThat(ran.status()).isZero();
  }

  @Test
  void whatHasExpiredByATimeIsNamed() throws IOException {
    Path file = file("good.yml", GOOD);
    Ran ran = run("suppressions", "check", "--at", "2026-12-31T00:00:00Z", file);
    assertThat(ran.out()).contains("known expired at 2026-12-31T00:00:00Z;");
    assertThat(ran.status()).isEqualTo(1);
    assertThat(run("suppressions", "check", "--at", "2026-12-30T23:59:59Z", file).status())
        .isZero();
  }

  @Test
  void everyProblemOfEveryFileIsListed() throws IOException {
    Path wrong = file("wrong.yml", GOOD.replace("rules: w3wp_*", "rules: w3wp_nothing"));
    Path missing = folder.resolve("missing.yml");
    Path good = file("good.yml", GOOD);
    Path twin = file("twin.yml", GOOD);
    Ran ran = run("suppressions", "check", wrong, missing, good, twin);
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.out())
        .contains(wrong + ":3: rules: No rule 'w3wp_nothing' is loaded.")
        .contains(missing + ":1: The file cannot be read.")
        .contains(twin + ":1: id: There are two suppressions known, the other in " + good + ".")
        .contains("1 suppressions, 3 problems");
    assertThat(run("suppressions", "check", "--json", wrong).out())
        .contains("\"line\":3", "\"key\":\"rules\"");
    assertThat(run("suppressions").status()).isEqualTo(2);
  }
}
