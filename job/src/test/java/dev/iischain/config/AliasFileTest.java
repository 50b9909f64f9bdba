package dev.iischain.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AliasFileTest {

  @TempDir private Path folder;

  @Test
  void aliasesComeFromTheFileAndTheMappingHolds() throws IOException {
    Files.writeString(
        folder.resolve("hosts.csv"),
        """
        # names from before the move
        WEB01-OLD, Web01
        10.0.0.5,web02   # an address that has a name

        intranet.corp.example , web07.corp.example
        """);
    LoadedConfig loaded =
        load("normalise: {host-alias-file: hosts.csv, host-aliases: {web01-old: web03, x: y}}");

    assertThat(loaded.orThrow().normalise().hostAliases())
        .isEqualTo(
            Map.of(
                "web01-old",
                "web03",
                "x",
                "y",
                "10.0.0.5",
                "web02",
                "intranet.corp.example",
                "web07.corp.example"));
  }

  @Test
  void everyProblemOfTheFileIsToldAtOnceWithItsLine() throws IOException {
    Files.writeString(
        folder.resolve("hosts.csv"), "a,b\nonly\na,c\nd,d\nb,e\nf,g,h\n,i\nweb 1,j\n");

    List<ConfigProblem> problems = load("normalise: {host-alias-file: hosts.csv}").problems();

    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).toString())
        .contains("normalise.host-alias-file")
        .contains("line 2 is no alias", "line 6 is no alias", "line 7 is", "line 8 is")
        .contains("line 3 tells another name than line 1")
        .contains("line 4 lets a name stand for itself")
        .doesNotContain("line 1 is", "line 5 is");
  }

  @Test
  void anAliasOfAnAliasIsNone() throws IOException {
    Files.writeString(folder.resolve("hosts.csv"), "a,b\nb,c\n");
    assertThat(load("normalise: {host-alias-file: hosts.csv}").problems().toString())
        .contains("line 1 names what line 2 replaces");
  }

  @Test
  void aFileThatIsNotThereIsAProblemAndNoneIsNone() throws IOException {
    assertThat(load("normalise: {host-alias-file: missing.csv}").problems().toString())
        .contains("The file 'missing.csv' does not exist.");
    assertThat(load("normalise: {host-alias-file: ''}").orThrow().normalise().hostAliases())
        .isEmpty();
    assertThat(load("normalise: {host-alias-file: [a]}").problems().toString())
        .contains("where a path belongs");
  }

  private LoadedConfig load(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("iis-chain.yaml"), yaml);
    return new ConfigLoader(Map.of(), Purpose.REPLAY).load(file);
  }
}
