package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.config.ConfigLoader;
import dev.iischain.config.JobConfig;
import dev.iischain.config.Purpose;
import dev.iischain.delivery.HostileCase;
import dev.iischain.delivery.SampleAlerts;
import dev.iischain.delivery.SampleCases;
import dev.iischain.delivery.UndeliverableCase;
import dev.iischain.delivery.WebhookDouble;
import dev.iischain.event.Alert;
import dev.iischain.event.RecordJson;
import dev.iischain.local.SharedBroker;
import dev.iischain.source.TopicContent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command deliver says and does, with a real broker and a webhook. */
class DeliverCommandITCase {

  private static final String CASE = SampleCases.id(1);
  private static final List<String> SYSTEMS =
      List.of("webhook", "elasticsearch", "postgresql", "request-tracker", "thehive", "iris");

  @TempDir private Path folder;
  private final WebhookDouble webhook = new WebhookDouble();
  private final String group = SharedBroker.uniqueName("group");
  private final String cases = SharedBroker.uniqueName("cases");
  private final String alerts = SharedBroker.uniqueName("alerts");
  private final String receipts = SharedBroker.uniqueName("receipts");
  private final String refused = SharedBroker.uniqueName("refused");
  private final String redeliver = SharedBroker.uniqueName("redeliver");
  private Path config;

  @BeforeEach
  void writeConfiguration() throws Exception {
    SharedBroker.createTopics(1, cases, alerts, receipts, refused, redeliver);
    config = configuration(webhook.url(), cases, "");
  }

  @AfterEach
  void stop() {
    webhook.close();
  }

  @Test
  void preflightIsReadyWhenEverythingIs() {
    CommandRun run = CommandRun.of("deliver", "--config", config, "--preflight");
    assertThat(run.status()).as(run.toString()).isZero();
    assertThat(run.out().lines()).containsExactly("kafka: ready", "webhook: ready");
    assertThat(webhook.posts()).as("nothing is sent").isEmpty();
  }

  @Test
  void preflightListsEveryProblemOfTopicsAndSystems() throws Exception {
    webhook.answer(401, Map.of(), "");
    Path wrong = configuration(webhook.url(), "no-such-cases", "  token-file: none\n");
    CommandRun run = CommandRun.of("deliver", "--config", wrong, "--preflight");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("topics.cases: there is no topic no-such-cases"),
            line -> assertThat(line).contains("webhook: The secret file").contains("none"));
    CommandRun refusedUs = CommandRun.of("deliver", "--config", config, "--preflight");
    assertThat(refusedUs.status()).isEqualTo(1);
    assertThat(refusedUs.out()).contains("webhook: The system does not accept our credential");
  }

  @Test
  void aDryRunPrintsTheNewestRevisionsOfTheTopicAndSendsNothing() throws Exception {
    write(cases, CASE, RecordJson.write(SampleCases.partial(CASE, 1)));
    write(cases, CASE, RecordJson.write(SampleCases.of(CASE, 2)));
    write(cases, "broken", "{".getBytes(StandardCharsets.UTF_8));
    CommandRun run = CommandRun.of("deliver", "--config", config, "--dry-run");
    assertThat(run.status()).as(run.toString()).isZero();
    assertThat(run.out())
        .contains("--- webhook " + CASE + ":2", "Idempotency-Key: " + CASE + ":2")
        .contains("webhook: 1 of 1 cases.", "record 2: this is no case.")
        .doesNotContain(CASE + ":1");
    assertThat(webhook.requests()).isEmpty();
  }

  @Test
  void aDryRunOfAReplaysFolderNeedsNoBroker() throws Exception {
    Path file = folder.resolve("cases.ndjson");
    Files.write(
        file,
        List.of(new String(RecordJson.write(SampleCases.of(CASE, 4)), StandardCharsets.UTF_8)));
    Path offline = folder.resolve("offline.yaml");
    Files.writeString(
        offline,
        "delivery: {targets: [webhook]}\nwebhook: {url: 'https://soar.example', min-level: high}");
    CommandRun run = CommandRun.of("deliver", "--config", offline, "--dry-run", "--cases", file);
    assertThat(run.status()).as(run.toString()).isZero();
    assertThat(run.out()).contains("POST https://soar.example", CASE + ":4");
    CommandRun missing =
        CommandRun.of("deliver", "--config", offline, "--dry-run", "--cases", folder.resolve("no"));
    assertThat(missing.status()).isEqualTo(2);
  }

  @Test
  void aDryRunOfAHostileCaseDoesNothingToTheTerminal() throws Exception {
    Path file = folder.resolve("hostile.ndjson");
    Files.write(file, RecordJson.write(HostileCase.of(CASE, 1, "complete")));
    StringBuilder yaml = new StringBuilder("delivery: {targets: [");
    yaml.append(String.join(", ", SYSTEMS)).append("]}\n");
    for (String system : SYSTEMS) {
      String url =
          system.equals("postgresql") ? "jdbc:postgresql://db.example/soc" : "https://x.example";
      yaml.append(system).append(": {url: '").append(url).append("'}\n");
    }
    Path offline = Files.writeString(folder.resolve("all.yaml"), yaml);
    CommandRun run = CommandRun.of("deliver", "--config", offline, "--dry-run", "--cases", file);
    assertThat(run.status()).as(run.toString()).isZero();
    for (String system : SYSTEMS) {
      assertThat(run.out()).contains("--- " + system + " " + CASE + ":1");
    }
    assertThat(HostileCase.hides(run.out())).isFalse();
  }

  @Test
  void wrongUsageIsToldAsSuch() {
    assertThat(CommandRun.of("deliver").status()).isEqualTo(2);
    assertThat(CommandRun.of("deliver", "--preflight").err()).contains("--config");
    assertThat(CommandRun.of("deliver", "--config", config, "--cases", "x").status()).isEqualTo(2);
    assertThat(CommandRun.of("deliver", "--config", config, "--preflight", "--dry-run").status())
        .isEqualTo(2);
    CommandRun create = CommandRun.of("deliver", "--config", config, "--create");
    assertThat(create.status()).isEqualTo(2);
    assertThat(create.err()).contains("postgresql");
  }

  @Test
  void whatWasRefusedIsDeliveredOnceItsCauseIsGone() throws Exception {
    webhook.answer(422, Map.of(), "title too long");
    JobConfig job = new ConfigLoader(Map.of(), Purpose.DELIVER).load(config).orThrow();
    JobClient running = LocalJob.start(new KafkaDelivery(job), LocalJob.LocalPorts.ANY);
    try {
      byte[] json = RecordJson.write(SampleCases.of(CASE, 1));
      write(cases, CASE, json);
      webhook.await("the case is refused", () -> content(job, refused).size() == 1);
      UndeliverableCase letter =
          RecordJson.read(content(job, refused).get(0), UndeliverableCase.class);
      assertThat(letter.status()).isEqualTo(422);
      assertThat(letter.answer()).isEqualTo("title too long");
      assertThat(letter.value()).isEqualTo(json);
      webhook.answer(200, Map.of(), "");

      assertThat(replay("--target", "postgresql")).contains("0 copied", "1 left out");
      assertThat(replay()).contains("1 copied to " + redeliver, "0 left out");
      webhook.await("the case is taken", () -> webhook.taken().containsKey(CASE + ":1"));
      assertThat(replay()).contains("0 copied");
      assertThat(replay("--all")).contains("1 copied");
      write(cases, CASE, RecordJson.write(SampleCases.of(CASE, 2)));
      webhook.await("the next is taken", () -> webhook.taken().containsKey(CASE + ":2"));
      assertThat(webhook.keys()).containsExactly(CASE + ":1", CASE + ":1", CASE + ":2");
    } finally {
      running.cancel().get();
    }
  }

  @Test
  void aCaseTooLargeForItsDeadLetterIsReplayedFromTheTopicOfCases() throws Exception {
    webhook.answer(413, Map.of(), "too large");
    JobConfig job = new ConfigLoader(Map.of(), Purpose.DELIVER).load(config).orThrow();
    JobClient running = LocalJob.start(new KafkaDelivery(job), LocalJob.LocalPorts.ANY);
    try {
      byte[] json = RecordJson.write(SampleCases.titled(CASE, "x".repeat(900_000)));
      write(cases, CASE, json);
      webhook.await("the case is refused", () -> content(job, refused).size() == 1);
      UndeliverableCase letter =
          RecordJson.read(content(job, refused).get(0), UndeliverableCase.class);
      assertThat(letter.holdsValue()).isFalse();
      assertThat(letter.reason()).contains(json.length + " bytes are too many");
      webhook.answer(200, Map.of(), "");

      assertThat(replay()).contains("1 copied to " + redeliver, "0 left out");
      webhook.await("the case is taken", () -> webhook.taken().containsKey(CASE + ":1"));
      assertThat(webhook.taken().get(CASE + ":1"))
          .isEqualTo(new String(json, StandardCharsets.UTF_8));
    } finally {
      running.cancel().get();
    }
  }

  @Test
  void attachedAlertsAreDeliveredBesideTheirCase() throws Exception {
    Path file = configuration(webhook.url(), cases, "", "attached");
    JobConfig job = new ConfigLoader(Map.of(), Purpose.DELIVER).load(file).orThrow();
    JobClient running = LocalJob.start(new KafkaDelivery(job), LocalJob.LocalPorts.ANY);
    try {
      Alert lone = SampleAlerts.of(1);
      Alert attached = SampleAlerts.attached(1);
      write(alerts, lone.alertId(), RecordJson.write(lone));
      write(alerts, attached.alertId(), RecordJson.write(attached));
      write(cases, CASE, RecordJson.write(SampleCases.of(CASE, 1)));
      webhook.await("both arrive", () -> webhook.keys().size() >= 2);
      assertThat(webhook.posts())
          .extracting(request -> request.header("X-iis-chain-schema"))
          .containsExactlyInAnyOrder(Alert.SCHEMA, "iis-chain/case/1");
      assertThat(webhook.posts())
          .filteredOn(request -> Alert.SCHEMA.equals(request.header("X-iis-chain-schema")))
          .extracting(WebhookDouble.Request::body)
          .containsExactly(new String(RecordJson.write(attached), StandardCharsets.UTF_8));
      assertThat(content(job, refused)).isEmpty();
    } finally {
      running.cancel().get();
    }
  }

  private String replay(String... more) {
    List<Object> arguments =
        new ArrayList<>(List.of("deliver", "replay-dead-letters", "--config", config));
    arguments.addAll(List.of(more));
    CommandRun run = CommandRun.of(arguments.toArray());
    assertThat(run.status()).as(run.toString()).isZero();
    return run.out();
  }

  private Path configuration(String url, String topic, String more) throws Exception {
    return configuration(url, topic, more, "off");
  }

  private Path configuration(String url, String topic, String more, String policy)
      throws Exception {
    return Files.writeString(
        folder.resolve(SharedBroker.uniqueName("config") + ".yaml"),
        """
        kafka:
          bootstrap-servers: ["%s"]
        checkpointing:
          interval: 200ms
        topics:
          cases: %s
          alerts: %s
        delivery:
          targets: [webhook]
          alerts: %s
          rate: 100
          group-id: %s
          receipts: %s
          dead-letters: %s
          redeliver: %s
        webhook:
          url: %s
        %s\
        """
            .formatted(
                SharedBroker.bootstrapServers(),
                topic,
                alerts,
                policy,
                group,
                receipts,
                refused,
                redeliver,
                url,
                more));
  }

  private static List<byte[]> content(JobConfig config, String topic) {
    List<byte[]> values = new ArrayList<>();
    try (TopicContent content = new TopicContent(config, topic, "")) {
      content.forEach(record -> values.add(record.value()));
    }
    return values;
  }

  private static void write(String topic, String key, byte[] value) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", SharedBroker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value)).get();
    }
  }
}
