package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The commands of docs/deployment.md, run as they stand there. */
class DeploymentCommandsTest {

  @Test
  void configurationsThatThePageChecksCanBeUsed() throws IOException {
    MarkdownPage page = MarkdownPage.read(MarkdownPage.ROOT.resolve("docs/deployment.md"));
    List<List<String>> checks =
        page.commands().stream()
            .map(words -> words.subList(1, words.size()))
            .filter(words -> words.size() == 3 && words.get(0).equals("config"))
            .toList();
    assertThat(checks).hasSizeGreaterThanOrEqualTo(2);
    for (List<String> words : checks) {
      CommandRun run =
          CommandRun.of(words.get(0), words.get(1), MarkdownPage.ROOT.resolve(words.get(2)));
      assertThat(run.status()).as(run.toString()).isZero();
      assertThat(run.out()).contains("0 errors, 0 warnings.");
    }
  }

  @Test
  void configurationThatCannotBeUsedIsNoticed() {
    CommandRun run =
        CommandRun.of(
            "config", "check", MarkdownPage.ROOT.resolve("deploy/standalone/config.yaml"));
    assertThat(run.status()).isEqualTo(2);
  }
}
