package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.config.ConfigLoader;
import dev.iischain.config.JobConfig;
import dev.iischain.config.Purpose;
import dev.iischain.delivery.Receipt;
import dev.iischain.delivery.SampleCases;
import dev.iischain.delivery.UndeliverableCase;
import dev.iischain.delivery.WebhookDouble;
import dev.iischain.event.Case;
import dev.iischain.event.RecordJson;
import dev.iischain.event.RecordSchemas;
import dev.iischain.local.SharedBroker;
import dev.iischain.operator.Pace;
import dev.iischain.source.SuppressionTopic;
import dev.iischain.source.TopicContent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The delivery job between a real broker and a webhook. */
class DeliveryJobITCase {

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .build());

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String CASE = SampleCases.id(1);
  private static final String LAST = SampleCases.id(2);

  @TempDir private Path folder;
  private final WebhookDouble webhook = new WebhookDouble();
  private final List<JobClient> jobs = new ArrayList<>();
  private final Map<String, String> topics =
      Map.of(
          "cases", SharedBroker.uniqueName("cases"),
          "alerts", SharedBroker.uniqueName("alerts"),
          "telemetry", SharedBroker.uniqueName("telemetry"),
          "dead-letters", SharedBroker.uniqueName("unread"),
          "suppressed", SharedBroker.uniqueName("suppressed"),
          "suppressions", SharedBroker.uniqueName("suppressions"),
          "receipts", SharedBroker.uniqueName("receipts"),
          "refused", SharedBroker.uniqueName("refused"),
          "redeliver", SharedBroker.uniqueName("redeliver"));

  @BeforeEach
  void createTopics() {
    SharedBroker.createTopics(1, topics.values().toArray(String[]::new));
  }

  @AfterEach
  void leaveNothingRunning() throws Exception {
    for (JobClient job : jobs) {
      if (!job.getJobStatus().get().isGloballyTerminalState()) {
        job.cancel().get();
      }
    }
    webhook.close();
  }

  @Test
  void everyNewestRevisionArrivesOnceAndWhatIsUnreadableIsKept() throws Exception {
    deliver("");
    byte[] unreadable = "{\"caseId\": 7".getBytes(StandardCharsets.UTF_8);
    write(SampleCases.partial(CASE, 1));
    webhook.await("the partial case arrives", () -> webhook.keys().contains(CASE + ":1"));
    write(SampleCases.of(CASE, 2));
    webhook.await("the complete case arrives", () -> webhook.keys().contains(CASE + ":2"));
    write(topics.get("cases"), "broken", unreadable);
    write(topics.get("cases"), CASE, null);
    write(SampleCases.partial(CASE, 1));
    write(SampleCases.of(CASE, 2));
    write(SampleCases.of(LAST, 1));
    webhook.await("what comes last arrives", () -> webhook.keys().contains(LAST + ":1"));

    assertThat(webhook.keys()).containsExactly(CASE + ":1", CASE + ":2", LAST + ":1");
    assertThat(RecordJson.read(bytes(webhook.taken().get(CASE + ":2")), Case.class).status())
        .isEqualTo("complete");
    List<byte[]> receipts = read("receipts", 3);
    for (byte[] receipt : receipts) {
      assertThat(RecordSchemas.violations("receipt", receipt)).isEmpty();
    }
    assertThat(RecordJson.read(receipts.get(1), Receipt.class))
        .extracting(Receipt::target, Receipt::recordId, Receipt::revision)
        .containsExactly("webhook", CASE, 2L);
    List<byte[]> refused = read("refused", 1);
    assertThat(refused).hasSize(1);
    assertThat(RecordSchemas.violations("delivery-dead-letter", refused.get(0))).isEmpty();
    assertThat(RecordJson.read(refused.get(0), UndeliverableCase.class).value())
        .isEqualTo(unreadable);
  }

  @Test
  void aTaskManagerThatDiesAfterTheRequestRepeatsItAndNothingElse(
      @InjectMiniCluster MiniCluster cluster) throws Exception {
    deliver("checkpointing: {interval: 1h}\n");
    write(SampleCases.of(CASE, 1));
    webhook.await("the case arrives", () -> webhook.keys().contains(CASE + ":1"));
    // No checkpoint was made: the job does not remember that it delivered.
    cluster.terminateTaskManager(0).get();
    cluster.startTaskManager();
    write(SampleCases.of(LAST, 1));
    webhook.await("the other case arrives", () -> webhook.keys().contains(LAST + ":1"));
    webhook.await("the case is repeated", () -> webhook.keys().size() >= 3);

    assertThat(webhook.taken()).containsOnlyKeys(CASE + ":1", LAST + ":1");
    assertThat(webhook.keys()).containsExactlyInAnyOrder(CASE + ":1", CASE + ":1", LAST + ":1");
    assertThat(topic("refused")).isEmpty();
  }

  @Test
  void aRestoredJobRemembersWhatIsThereAndWhatWaits() throws Exception {
    JobClient first = deliver("");
    write(SampleCases.of(CASE, 1));
    read("receipts", 1);
    webhook.answer(503, Map.of(), "");
    write(SampleCases.of(LAST, 1));
    webhook.await("the other case is refused for now", () -> webhook.keys().size() > 1);
    String savepoint =
        first
            .stopWithSavepoint(
                false,
                folder.resolve("savepoint").toUri().toString(),
                SavepointFormatType.CANONICAL)
            .get();
    webhook.answer(200, Map.of(), "{}");
    Configuration restore = new Configuration();
    restore.setString("execution.state-recovery.path", savepoint);
    deliver("", restore);
    webhook.await("what waited arrives", () -> webhook.taken().containsKey(LAST + ":1"));

    assertThat(webhook.keys().stream().filter((CASE + ":1")::equals)).hasSize(1);
  }

  @Test
  void ofTwoJobsOneDeliversAndTheOtherTakesOver() throws Exception {
    JobClient first = deliver("");
    write(SampleCases.of(CASE, 1));
    webhook.await("the first job delivers", () -> webhook.keys().contains(CASE + ":1"));
    deliver("");
    List<String> expected = new ArrayList<>(List.of(CASE + ":1"));
    for (int i = 10; i < 30; i++) {
      write(SampleCases.of(SampleCases.id(i), 1));
      expected.add(SampleCases.id(i) + ":1");
    }
    webhook.await("all cases arrive", () -> webhook.keys().size() >= expected.size());
    write(SampleCases.of(LAST, 1));
    expected.add(LAST + ":1");
    webhook.await("what comes last arrives", () -> webhook.keys().contains(LAST + ":1"));
    assertThat(webhook.keys()).containsExactlyInAnyOrderElementsOf(expected);

    first.cancel().get();
    write(SampleCases.of(CASE, 2));
    webhook.await("the other takes over", () -> webhook.keys().contains(CASE + ":2"));
    expected.add(CASE + ":2");
    assertThat(webhook.taken().keySet()).isSubsetOf(expected);
    assertThat(webhook.taken()).containsKeys(CASE + ":2", LAST + ":1");
  }

  @Test
  void detectionGoesOnWhileTheSystemIsDownAndItsCaseArrivesAfter() throws Exception {
    webhook.answer(503, Map.of("Retry-After", "1"), "down");
    JobConfig config = config("");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(new KafkaJob(config).flink());
    env.setParallelism(1);
    DetectionSettings settings =
        new SettingsLoader(null, List.of(), List.of()).settings(config, Pace.LIVE);
    settings = settings.knowing(SuppressionTopic.content(config, settings.ruleNames()));
    DetectionJob.build(config, settings, env);
    JobClient detection = env.executeAsync("detection");
    jobs.add(detection);
    deliver("");
    List<String> example =
        Files.readAllLines(MarkdownPage.ROOT.resolve("docs/examples/module-implant.jsonl"));
    for (String record : example) {
      write(topics.get("telemetry"), "", bytes(record));
    }
    List<byte[]> cases = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer("cases")) {
      Instant end = Instant.now().plus(PATIENCE);
      while (Instant.now().isBefore(end) && !isComplete(cases)) {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> cases.add(record.value()));
      }
    }
    assertThat(isComplete(cases)).as("the case is detected while the system is down").isTrue();
    webhook.await("the system is asked", () -> !webhook.keys().isEmpty());
    assertThat(webhook.taken()).isEmpty();
    webhook.answer(200, Map.of(), "{}");
    webhook.await("the case arrives", () -> !webhook.taken().isEmpty());

    assertThat(detection.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
    Case newest = RecordJson.read(cases.get(cases.size() - 1), Case.class);
    webhook.await(
        "its newest revision arrives",
        () -> webhook.taken().containsKey(newest.caseId() + ":" + newest.revision()));
    assertThat(topic("refused")).isEmpty();
  }

  private static boolean isComplete(List<byte[]> cases) throws Exception {
    return !cases.isEmpty()
        && RecordJson.read(cases.get(cases.size() - 1), Case.class).status().equals("complete");
  }

  private JobClient deliver(String more) throws Exception {
    return deliver(more, new Configuration());
  }

  private JobClient deliver(String more, Configuration restore) throws Exception {
    KafkaDelivery delivery = DeliveryJob.requireTopics(config(more));
    Configuration flink = delivery.flink();
    flink.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    flink.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 20);
    flink.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(200));
    flink.addAll(restore);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
    env.setParallelism(1);
    delivery.topology().build(env);
    JobClient job = env.executeAsync(delivery.jobName());
    jobs.add(job);
    return job;
  }

  private JobConfig config(String more) {
    String checkpointing = more.contains("checkpointing") ? "" : "checkpointing: {interval: 200ms}";
    String yaml =
        """
        kafka:
          bootstrap-servers: ["%s"]
          start-from: earliest
        topics:
          telemetry: [%s]
          cases: %s
          alerts: %s
          dead-letters: %s
          suppressed: %s
          suppressions: %s
        delivery:
          targets: [webhook]
          rate: 200
          retry-base: 50ms
          retry-cap: 500ms
          timeout: 2s
          circuit-probe-interval: 200ms
          group-id: %s
          receipts: %s
          dead-letters: %s
          redeliver: %s
        webhook:
          url: %s
        """
            .formatted(
                SharedBroker.bootstrapServers(),
                topics.get("telemetry"),
                topics.get("cases"),
                topics.get("alerts"),
                topics.get("dead-letters"),
                topics.get("suppressed"),
                topics.get("suppressions"),
                topics.get("cases"),
                topics.get("receipts"),
                topics.get("refused"),
                topics.get("redeliver"),
                webhook.url());
    return new ConfigLoader(Map.of(), Purpose.DELIVER)
        .load("test", yaml + checkpointing + more)
        .orThrow();
  }

  private void write(Case snapshot) throws Exception {
    write(topics.get("cases"), snapshot.caseId(), RecordJson.write(snapshot));
  }

  private static void write(String topic, String key, byte[] value) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", SharedBroker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, bytes(key), value)).get();
    }
  }

  /** The first records of a topic, once there are so many. */
  private List<byte[]> read(String topic, int count) {
    List<byte[]> values = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(topic)) {
      Instant end = Instant.now().plus(PATIENCE);
      while (values.size() < count && Instant.now().isBefore(end)) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          values.add(record.value());
        }
      }
    }
    assertThat(values).as(topic).hasSizeGreaterThanOrEqualTo(count);
    return values;
  }

  /** What a topic holds now. */
  private List<byte[]> topic(String topic) {
    List<byte[]> values = new ArrayList<>();
    try (TopicContent content = new TopicContent(config(""), topics.get(topic), "")) {
      content.forEach(record -> values.add(record.value()));
    }
    return values;
  }

  private KafkaConsumer<byte[], byte[]> consumer(String topic) {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                SharedBroker.bootstrapServers(),
                "group.id",
                SharedBroker.uniqueName("reader"),
                "auto.offset.reset",
                "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.subscribe(List.of(topics.get(topic)));
    return consumer;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
