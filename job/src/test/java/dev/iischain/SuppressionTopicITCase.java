package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.config.ConfigLoader;
import dev.iischain.config.JobConfig;
import dev.iischain.config.Purpose;
import dev.iischain.event.Alert;
import dev.iischain.event.Case;
import dev.iischain.event.DeadLetter;
import dev.iischain.event.RecordJson;
import dev.iischain.event.Suppressed;
import dev.iischain.local.LocalBroker;
import dev.iischain.local.LocalTopics;
import dev.iischain.operator.Pace;
import dev.iischain.source.SuppressionTopic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Suppressions of a topic, in a running job between real topics. */
class SuppressionTopicITCase {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String TELEMETRY = LocalTopics.TELEMETRY_PREFIX + "windows";

  private record Read(String topic, byte[] value) {}

  private JobClient job;
  private final List<Read> read = new ArrayList<>();

  @Test
  void theRunningJobFollowsTheTopic() throws Exception {
    try (LocalBroker broker = LocalBroker.startTemporary()) {
      broker.createTopics(LocalTopics.all(), 1);
      Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
      try (KafkaProducer<String, String> producer =
              new KafkaProducer<>(client, new StringSerializer(), new StringSerializer());
          KafkaConsumer<String, byte[]> consumer = consumer(broker)) {
        suppress(producer, "before", entry("before", "host: quiet"));
        suppress(producer, "removed", entry("removed", "host: loud"));
        suppress(producer, "removed", null);
        suppress(producer, "wrong", "host: loud");
        play(producer, "quiet");
        play(producer, "loud");
        job = start(broker);
        try {
          Case loud = caseOf(consumer, "loud", "complete");
          assertThat(muted(consumer, "quiet", "complete").suppressionId()).isEqualTo("before");
          DeadLetter letter =
              await(consumer, "iis-chain.dead-letters", DeadLetter.class, any -> true);
          assertThat(letter.reason()).isEqualTo(DeadLetter.Reason.BAD_SUPPRESSION);
          assertThat(letter.detail()).contains("expiry: A suppression needs an end.");

          suppress(producer, "live", entry("live", "host: loud"));
          Case retracted = caseOf(consumer, "loud", "retracted");
          assertThat(retracted.caseId()).isEqualTo(loud.caseId());
          assertThat(retracted.revision()).isGreaterThan(loud.revision());
          await(
              consumer,
              "iis-chain.alerts",
              Alert.class,
              one -> one.host().name().equals("loud") && one.status().equals("retracted"));

          suppress(producer, "live", "not even an entry");
          suppress(producer, "live", null);
          Case back =
              await(
                  consumer,
                  "iis-chain.cases",
                  Case.class,
                  one -> one.revision() > retracted.revision());
          assertThat(back.status()).isEqualTo("complete");
          assertThat(back.caseId()).isEqualTo(loud.caseId());
          assertThat(values("iis-chain.cases", Case.class))
              .as("never opened")
              .noneMatch(one -> one.host().name().equals("quiet"));
        } finally {
          job.cancel().get(60, TimeUnit.SECONDS);
        }
      }
    }
  }

  private static JobClient start(LocalBroker broker) throws Exception {
    JobConfig config =
        new ConfigLoader(
                Map.of("IIS_CHAIN__KAFKA__BOOTSTRAP_SERVERS", broker.bootstrapServers()),
                Purpose.RUN)
            .load("test", "kafka:\n  start-from: earliest\n")
            .orThrow();
    DetectionJob.requireKafka(config);
    DetectionSettings settings =
        new SettingsLoader(null, List.of(), List.of()).settings(config, Pace.LIVE);
    SuppressionTopic.Content content = SuppressionTopic.content(config, settings.ruleNames());
    assertThat(content.updates()).extracting("id").containsExactly("before");
    return LocalJob.start(config, settings.knowing(content), LocalJob.LocalPorts.ANY);
  }

  private static void play(KafkaProducer<String, String> producer, String host) throws Exception {
    for (String record : Scenarios.completeOn(host)) {
      producer.send(new ProducerRecord<>(TELEMETRY, host, record)).get();
    }
  }

  private static void suppress(
      KafkaProducer<String, String> producer, String id, @Nullable String entry) throws Exception {
    producer.send(new ProducerRecord<>("iis-chain.suppressions", id, entry)).get();
  }

  private static String entry(String id, String criterion) {
    return "id: " + id + "\n" + criterion + "\nreason: test\nowner: soc\nexpiry: 2036-01-01";
  }

  private static KafkaConsumer<String, byte[]> consumer(LocalBroker broker) {
    KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", broker.bootstrapServers(),
                "group.id", "test",
                "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    consumer.subscribe(
        List.of(
            "iis-chain.alerts",
            "iis-chain.cases",
            "iis-chain.suppressed",
            "iis-chain.dead-letters"));
    return consumer;
  }

  private Case caseOf(KafkaConsumer<String, byte[]> consumer, String host, String status)
      throws Exception {
    return await(
        consumer,
        "iis-chain.cases",
        Case.class,
        one -> one.host().name().equals(host) && one.status().equals(status));
  }

  private Suppressed muted(KafkaConsumer<String, byte[]> consumer, String host, String status)
      throws Exception {
    return await(
        consumer,
        "iis-chain.suppressed",
        Suppressed.class,
        one ->
            one.snapshot() != null
                && one.snapshot().host().name().equals(host)
                && one.snapshot().status().equals(status));
  }

  private <T> T await(
      KafkaConsumer<String, byte[]> consumer, String topic, Class<T> type, Predicate<T> wanted)
      throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end)) {
      for (T value : values(topic, type)) {
        if (wanted.test(value)) {
          return value;
        }
      }
      for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
        read.add(new Read(record.topic(), record.value()));
      }
    }
    throw new AssertionError(
        job.getJobStatus().get()
            + " "
            + read.stream().map(Read::topic).toList()
            + topic
            + " had only "
            + read.stream()
                .filter(one -> one.topic().equals(topic))
                .map(one -> new String(one.value(), StandardCharsets.UTF_8))
                .toList());
  }

  private <T> List<T> values(String topic, Class<T> type) throws Exception {
    List<T> values = new ArrayList<>();
    for (Read each : read) {
      if (each.topic().equals(topic)) {
        values.add(RecordJson.read(each.value(), type));
      }
    }
    return values;
  }
}
