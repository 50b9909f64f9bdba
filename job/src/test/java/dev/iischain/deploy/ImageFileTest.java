package dev.iischain.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The Dockerfile, as far as it can be read without building it. */
class ImageFileTest {

  private static final String TEXT =
      Repository.text(Repository.DEPLOY.resolve("docker/Dockerfile"));

  @Test
  void baseIsTheFlinkOfTheJarOnJava17() {
    String base = "flink:" + Repository.flinkVersion() + "-scala_2.12-java17";
    assertThat(ImageFile.of(TEXT).base()).isEqualTo(base);
    assertThat(TEXT.lines().filter(line -> line.startsWith("FROM ")))
        .containsExactly("FROM " + base + " AS jar", "FROM " + base);
  }

  @Test
  void jarLiesWhereFlinkLooksForIt() {
    assertThat(ImageFile.of(TEXT).jar()).isEqualTo("/opt/flink/usrlib/iis-chain.jar");
  }

  @Test
  void whoBuildsIsRootAndWhoRunsIsNot() {
    assertThat(ImageFile.of(TEXT).user()).isEqualTo("9999");
    assertThat(TEXT.lines().filter(line -> line.startsWith("USER")))
        .containsExactly("USER root", "USER root", "USER 9999:9999");
    assertThat(TEXT.lines().reduce((one, next) -> next)).contains("USER 9999:9999");
  }

  @Test
  void everythingCopiedIsLetIntoTheContextAndExists() {
    List<String> ignored =
        Repository.text(Repository.DEPLOY.resolve("docker/Dockerfile.dockerignore"))
            .lines()
            .toList();
    assertThat(ignored).contains("*");
    List<String> copied =
        TEXT.lines()
            .filter(line -> line.startsWith("COPY ") && !line.contains(" --from="))
            .map(line -> line.replaceAll(" --\\S+", "").split(" "))
            .flatMap(words -> Arrays.stream(words, 1, words.length - 1))
            .toList();
    assertThat(copied).containsExactly("job/target/iis-chain-*.jar", "LICENSE", "SECURITY.md");
    copied.forEach(
        source -> {
          assertThat(ignored).contains("!" + source);
          if (!source.startsWith("job/target/")) {
            assertThat(Repository.ROOT.resolve(source)).exists();
          }
        });
  }

  @Test
  void anotherPluginIsNoticed() {
    assertThat(ImageFile.of(TEXT).fileSystems()).containsExactly("s3");
    assertThat(ImageFile.of(TEXT.replace("s3-fs-hadoop", "gs-fs-hadoop")).fileSystems()).isEmpty();
  }
}
