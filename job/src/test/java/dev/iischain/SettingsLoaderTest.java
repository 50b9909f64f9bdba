package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.RuleReading;
import dev.iischain.operator.Pace;
import dev.iischain.rule.Rule;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsLoaderTest {

  private static final String RULE = "sigma_iis_module_installed_appcmd";

  @TempDir private Path folder;

  @Test
  void rulesAreReadAsMeantUnlessTheConfigurationOrTheCommandSaysOtherwise() throws IOException {
    Path config = folder.resolve("config.yml");
    Files.writeString(config, "rules: {reading: as-published}");
    assertThat(version(null, null)).isEqualTo(1);
    assertThat(version(config, null)).isEqualTo(2);
    assertThat(version(null, RuleReading.AS_PUBLISHED)).isEqualTo(2);
    assertThat(version(config, RuleReading.INTENDED)).isEqualTo(1);
  }

  @Test
  void rulesShowSaysWhatAReadingSays() {
    assertThat(run("rules", "show", RULE)).contains("selection_verb").doesNotContain("letter");
    assertThat(run("rules", "show", RULE, "--reading", "as-published"))
        .contains("as-published/" + RULE + ".yml")
        .doesNotContain("selection_verb");
  }

  @Test
  void aReadingThatThereIsNotIsWrongUsage() {
    StringWriter err = new StringWriter();
    int status =
        Cli.commandLine()
            .setErr(new PrintWriter(err, true))
            .execute("rules", "list", "--reading", "literal");
    assertThat(status).isEqualTo(2);
    assertThat(err.toString())
        .contains("'literal' is no reading of rules; write intended or as-published");
  }

  private static int version(@Nullable Path config, @Nullable RuleReading reading) {
    Rule rule =
        new SettingsLoader(config, List.of(), List.of())
            .reading(reading)
            .load(Pace.EVENT_TIME)
            .rules()
            .named(RULE);
    assertThat(rule).isNotNull();
    return rule == null ? 0 : rule.reference().version();
  }

  private static String run(String... words) {
    StringWriter out = new StringWriter();
    int status = Cli.commandLine().setOut(new PrintWriter(out, true)).execute(words);
    assertThat(status).isZero();
    return out.toString();
  }
}
