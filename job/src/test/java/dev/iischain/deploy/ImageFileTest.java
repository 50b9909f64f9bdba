package dev.iischain.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The Dockerfile, as far as it can be read without building it. */
class ImageFileTest {

  private static final String TEXT =
      Repository.text(Repository.DEPLOY.resolve("docker/Dockerfile"));

  @Test
  void baseIsTheFlinkOfTheJarOnJava17() {
    assertThat(ImageFile.of(TEXT).base())
        .isEqualTo("flink:" + Repository.flinkVersion() + "-scala_2.12-java17");
  }

  @Test
  void jarLiesWhereFlinkLooksForIt() {
    assertThat(ImageFile.of(TEXT).jar()).isEqualTo("/opt/flink/usrlib/iis-chain.jar");
  }

  @Test
  void nobodyIsRoot() {
    assertThat(ImageFile.of(TEXT).user()).isEqualTo("9999");
    assertThat(TEXT.lines().filter(line -> line.startsWith("USER"))).hasSize(1);
  }

  @Test
  void everythingCopiedIsLetIntoTheContextAndExists() {
    List<String> ignored =
        Repository.text(Repository.DEPLOY.resolve("docker/Dockerfile.dockerignore"))
            .lines()
            .toList();
    assertThat(ignored).contains("*");
    TEXT.lines()
        .filter(line -> line.startsWith("COPY "))
        .flatMap(line -> List.of(line.replaceAll(" --\\S+", "").split(" ")).stream().skip(1))
        .filter(word -> !word.startsWith("/"))
        .forEach(
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
