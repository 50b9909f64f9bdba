package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The job jar as a cluster gets it. */
class JobJarITCase {
  private static JarFile jar;
  private static List<String> names;

  @BeforeAll
  static void openJar() throws IOException {
    String path = System.getProperty("iischain.jar");
    assertThat(path).as("system property iischain.jar, which the build sets").isNotNull();
    jar = new JarFile(new File(path));
    names = jar.stream().map(JarEntry::getName).toList();
  }

  @AfterAll
  static void closeJar() throws IOException {
    if (jar != null) {
      jar.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org/apache/flink/api/",
        "org/apache/flink/cep/",
        "org/apache/flink/client/",
        "org/apache/flink/connector/base/",
        "org/apache/flink/connector/file/",
        "org/apache/flink/core/",
        "org/apache/flink/runtime/",
        "org/apache/flink/state/",
        "org/apache/flink/util/",
        "org/apache/kafka/controller/",
        "org/apache/kafka/raft/",
        "org/apache/kafka/storage/",
        "org/apache/logging/",
        "org/apache/log4j/",
        "org/rocksdb/",
        "org/slf4j/",
        "kafka/",
        "scala/",
        "javax/annotation/",
      })
  void clusterOrBrokerClassesStayOut(String prefix) {
    assertThat(names).noneMatch(name -> name.startsWith(prefix) && name.endsWith(".class"));
  }

  @Test
  void streamingClassesAreOnlyTheConnectorsOwn() {
    assertThat(names)
        .filteredOn(name -> name.startsWith("org/apache/flink/") && name.endsWith(".class"))
        .isNotEmpty()
        .allMatch(
            name ->
                name.startsWith("org/apache/flink/connector/kafka/")
                    || name.startsWith("org/apache/flink/streaming/connectors/kafka/")
                    || name.endsWith("/JSONKeyValueDeserializationSchema.class"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dev/iischain/DetectionJob.class",
        "dev/iischain/Cli.class",
        "org/apache/flink/connector/kafka/source/KafkaSource.class",
        "org/apache/kafka/clients/consumer/KafkaConsumer.class",
        "com/fasterxml/jackson/databind/ObjectMapper.class",
        "com/ctc/wstx/stax/WstxInputFactory.class",
        "com/google/re2j/Pattern.class",
        "org/snakeyaml/engine/v2/api/Load.class",
        "picocli/CommandLine.class",
        "dev/iischain/DeliveryJob.class",
        "org/postgresql/Driver.class",
      })
  void jobBringsItsOwnLibraries(String name) {
    assertThat(names).contains(name);
  }

  @Test
  void loggingOfTheClusterIsNotOverridden() {
    assertThat(names).noneMatch(name -> name.matches("(log4j2?|logback)[^/]*\\.(properties|xml)"));
  }

  @Test
  void noSignatureOrModuleDescriptorSurvives() {
    assertThat(names)
        .noneMatch(name -> name.matches("META-INF/[^/]+\\.(SF|DSA|RSA)"))
        .noneMatch(name -> name.endsWith("module-info.class"));
  }

  @Test
  void licenceIsThere() {
    assertThat(names).contains("META-INF/LICENSE", "META-INF/NOTICE");
    // Its licence asks to be passed on, and every LICENSE of a library gives way to ours.
    assertThat(lines("META-INF/licenses/org.postgresql/LICENSE"))
        .anyMatch(line -> line.contains("PostgreSQL Global Development Group"));
  }

  @Test
  void noEntryIsThereTwice() {
    assertThat(names).doesNotHaveDuplicates();
  }

  @Test
  void manifestNamesTheMainClassAndTheVersion() throws IOException {
    Attributes manifest = jar.getManifest().getMainAttributes();
    assertThat(manifest.getValue("Main-Class")).isEqualTo("dev.iischain.DetectionJob");
    assertThat(manifest.getValue("Implementation-Version")).isNotBlank();
  }

  @Test
  void servicesOfSeveralLibrariesAreMerged() {
    assertThat(lines("META-INF/services/org.apache.kafka.common.config.provider.ConfigProvider"))
        .contains("org.apache.kafka.common.config.provider.EnvVarConfigProvider");
    assertThat(lines("META-INF/services/com.fasterxml.jackson.core.JsonFactory"))
        .containsExactly("com.fasterxml.jackson.core.JsonFactory");
    assertThat(lines("META-INF/services/com.fasterxml.jackson.databind.Module"))
        .contains(
            "com.fasterxml.jackson.datatype.jdk8.Jdk8Module",
            "com.fasterxml.jackson.datatype.jsr310.JavaTimeModule");
  }

  @Test
  void everyServiceOfJacksonExists() {
    assertThat(names)
        .filteredOn(name -> name.startsWith("META-INF/services/com.fasterxml.jackson."))
        .isNotEmpty()
        .allSatisfy(
            name ->
                assertThat(lines(name))
                    .allSatisfy(
                        type -> assertThat(names).contains(type.replace('.', '/') + ".class")));
  }

  private static List<String> lines(String name) {
    JarEntry entry = jar.getJarEntry(name);
    assertThat(entry).as(name).isNotNull();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(jar.getInputStream(entry), StandardCharsets.UTF_8))) {
      return reader.lines().map(String::trim).filter(line -> !line.isEmpty()).toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
