package dev.iischain.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.config.ConfigLoader;
import dev.iischain.config.JobConfig;
import dev.iischain.config.LoadedConfig;
import dev.iischain.config.Purpose;
import dev.iischain.config.TargetSystem;
import dev.iischain.event.TelemetryFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The example configurations: usable as they are, and between them every format and system. */
class ExampleConfigurationsTest {

  static List<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(Repository.DEPLOY.resolve("examples"))) {
      return files.sorted().toList();
    }
  }

  private static LoadedConfig load(Path file) {
    boolean delivery = file.getFileName().toString().startsWith("delivery");
    return new ConfigLoader(Map.of(), delivery ? Purpose.DELIVER : Purpose.RUN).load(file);
  }

  private static List<String> formats(Path file) {
    String line =
        Repository.text(file)
            .lines()
            .filter(it -> it.startsWith("# Formats: "))
            .findFirst()
            .orElseThrow();
    return List.of(line.substring("# Formats: ".length()).split(", "));
  }

  @Test
  void thereIsOneForEachFeed() throws IOException {
    assertThat(examples()).hasSizeGreaterThanOrEqualTo(10);
    Set<String> named = new TreeSet<>();
    for (Path file : examples()) {
      named.addAll(formats(file));
    }
    named.remove("none");
    assertThat(named)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(TelemetryFormat.values()).map(TelemetryFormat::label).toList());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void nothingIsWrongWithIt(Path file) {
    assertThat(load(file).problems()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void kafkaKnowsEveryPropertyAndTakesItsValue(Path file) {
    JobConfig config = load(file).orThrow();
    Set<String> known = new TreeSet<>(ConsumerConfig.configNames());
    known.addAll(ProducerConfig.configNames());
    known.addAll(AdminClientConfig.configNames());
    assertThat(known).containsAll(config.kafka().properties().keySet());

    Map<String, Object> client = new HashMap<>(config.kafka().properties());
    client.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, config.kafka().bootstrapServers());
    client.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    client.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    assertThat(new ConsumerConfig(client).originals()).hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  void deliveryShowsEverySystem() {
    assertThat(
            load(Repository.DEPLOY.resolve("examples/delivery.yaml"))
                .orThrow()
                .delivery()
                .systems())
        .extracting(system -> system.system())
        .containsExactlyInAnyOrder(TargetSystem.values());
  }

  @Test
  void everyExampleIsInTheDocumentation() throws IOException {
    String page = Repository.text(Repository.ROOT.resolve("docs/deployment.md"));
    for (Path file : examples()) {
      assertThat(page).contains("(../deploy/examples/" + file.getFileName() + ")");
    }
  }
}
