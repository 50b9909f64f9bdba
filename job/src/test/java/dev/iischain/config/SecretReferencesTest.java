package dev.iischain.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretReferencesTest {
  @TempDir Path folder = Path.of("");

  private static Properties client(Map<String, String> properties) {
    KafkaConfig d = KafkaConfig.defaults();
    return new KafkaConfig(
            java.util.List.of("one:9092", "two:9092"),
            properties,
            d.guarantee(),
            d.transactionalIdPrefix(),
            d.transactionTimeout(),
            d.groupId(),
            d.startFrom(),
            d.partitionDiscoveryInterval())
        .clientProperties();
  }

  @Test
  void referencesStayAsWrittenUntilKafkaResolvesThem() throws IOException {
    Files.writeString(folder.resolve("whole"), "from-folder");
    Files.writeString(folder.resolve("some.properties"), "entry=from-file\n");
    Map<String, String> written =
        Map.of(
            "a", "x password=\"${dir:" + folder + ":whole}\";",
            "b", "${file:" + folder.resolve("some.properties") + ":entry}",
            "c", "${env:PATH}");
    Properties client = client(written);

    assertThat(client).containsAllEntriesOf(written);

    Map<String, Object> resolved = new AbstractConfig(new ConfigDef(), client, false).originals();
    assertThat(resolved.get("a")).isEqualTo("x password=\"from-folder\";");
    assertThat(resolved.get("b")).isEqualTo("from-file");
    assertThat(resolved.get("c")).isEqualTo(System.getenv("PATH"));
  }

  @Test
  void onlyTheProvidersInUseAreConfigured() {
    assertThat(client(Map.of("a", "${env:A}")))
        .isEqualTo(
            properties(
                "a", "${env:A}",
                "bootstrap.servers", "one:9092,two:9092",
                "config.providers", "env",
                "config.providers.env.class",
                    "org.apache.kafka.common.config.provider.EnvVarConfigProvider"));
    assertThat(client(Map.of("a", "b")))
        .isEqualTo(properties("a", "b", "bootstrap.servers", "one:9092,two:9092"));
  }

  @Test
  void providersThatTheUserConfiguresAreLeftAlone() {
    assertThat(client(Map.of("config.providers", "vault", "a", "${env:A}")))
        .doesNotContainKey("config.providers.env.class")
        .containsEntry("config.providers", "vault");
  }

  private static Properties properties(String... keysAndValues) {
    Properties properties = new Properties();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      properties.setProperty(keysAndValues[i], keysAndValues[i + 1]);
    }
    return properties;
  }
}
