package dev.iischain.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class OptionsTest {
  private static final Path PAGE = Path.of("..", "docs", "options.md");

  @Test
  void thePrintedFileIsValidAndGivesTheDefaults() {
    LoadedConfig loaded =
        new ConfigLoader(Map.of(), Purpose.REPLAY).load("printed.yaml", OptionsYaml.render());

    assertThat(loaded.problems()).isEmpty();
    assertThat(loaded.orThrow()).isEqualTo(JobConfig.defaults());
  }

  @Test
  void thePrintedFileHoldsEveryOptionOnce() {
    assertThat(Options.all()).hasSizeGreaterThan(30);
    for (Option<?> option : Options.all()) {
      assertThat(OptionsYaml.render().lines().map(String::strip))
          .contains(option.name() + ": " + option.defaultText());
    }
    assertThat(OptionsYaml.render().lines().filter(line -> line.matches(" *[a-z-]+: .+")))
        .hasSameSizeAs(Options.all());
  }

  @Test
  void keysAndVariablesAreUniqueAndWellFormed() {
    assertThat(Options.all()).extracting(Option::key).doesNotHaveDuplicates();
    assertThat(Options.all()).extracting(Option::variable).doesNotHaveDuplicates();
    assertThat(Options.all())
        .extracting(Option::name)
        .allMatch(name -> name.matches("[a-z]+(-[a-z]+)*"));
  }

  @Test
  void meaningsAreSentences() {
    assertThat(Options.all())
        .extracting(Option::meaning)
        .allMatch(meaning -> Pattern.matches("(?s)[A-Z].*\\.|committed.*\\.", meaning));
    assertThat(Options.all())
        .extracting(Option::since)
        .allMatch(v -> v.matches("\\d+\\.\\d+\\.\\d+"));
  }

  @Test
  void everyOptionCanBeSetToItsDefaultFromTheEnvironment() {
    for (Option<?> option : Options.all()) {
      if (option.equals(Options.BOOTSTRAP_SERVERS)) {
        continue; // its default, none, is judged by what the configuration is for
      }
      String text = option.defaultText().replaceAll("^'|'$", "");
      assertThat(Loading.problems("", Map.of(option.variable(), text)))
          .as(option.variable())
          .isEmpty();
      assertThat(Loading.valid(Map.of(option.variable(), text))).isEqualTo(JobConfig.defaults());
    }
  }

  @Test
  void thePageIsCurrent() throws IOException {
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, OptionsMarkdown.render());
    }
    assertThat(Files.readString(PAGE))
        .as("docs/options.md; run the test with -Dgolden.update=true to rewrite it")
        .isEqualTo(OptionsMarkdown.render());
  }
}
