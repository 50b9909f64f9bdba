package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.SavepointFixture.Restoration;
import dev.iischain.config.ConfigLoader;
import dev.iischain.config.JobConfig;
import dev.iischain.config.Purpose;
import dev.iischain.delivery.SampleCases;
import dev.iischain.delivery.WebhookDouble;
import dev.iischain.event.RecordJson;
import dev.iischain.local.SharedBroker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The delivery job goes on from the savepoints of every release: what waits is delivered, and what
 * was delivered is not delivered again. {@code -Dsavepoint.fixture=VERSION} writes those of the
 * version at hand.
 */
class DeliverySavepointFixtureITCase {

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private static final String JOB = "delivery";
  private static final String DELIVERED = SampleCases.id(1);
  private static final String WAITING = SampleCases.id(2);
  private static final String LAST = SampleCases.id(3);

  @TempDir private Path folder;
  private final WebhookDouble webhook = new WebhookDouble();
  private final String name = SharedBroker.uniqueName("delivery-fixture");

  static Stream<Restoration> restorations() throws IOException {
    return SavepointFixture.restorations(JOB);
  }

  static Stream<String> backends() {
    return SavepointFixture.BACKENDS.stream();
  }

  @AfterEach
  void close() {
    webhook.close();
  }

  @Test
  void thereAreFixturesOfBothBackends() throws IOException {
    assertThat(restorations().map(each -> each.fixture().backend() + " to " + each.backend()))
        .contains("hashmap to hashmap", "hashmap to rocksdb")
        .contains("rocksdb to hashmap", "rocksdb to rocksdb");
  }

  @ParameterizedTest
  @MethodSource("restorations")
  void goesOnWithWhatAReleaseRemembered(Restoration restoration) throws Exception {
    SavepointFixture fixture = restoration.fixture();
    fixture.fill(
        "cases",
        null,
        revision(SampleCases.id(4), 1), // what lies before the savepoint is read by nobody
        List.of(revision(DELIVERED, 1), revision(DELIVERED, 2), revision(LAST, 1)));
    fixture.fill("redeliver", null, "", List.of());
    JobClient job = start(fixture, restoration.backend(), true);
    try {
      await(job, "what waited arrives", () -> webhook.keys().contains(WAITING + ":1"));
      await(job, "a later revision arrives", () -> webhook.keys().contains(DELIVERED + ":2"));
      await(job, "what is new arrives", () -> webhook.keys().contains(LAST + ":1"));
      SavepointFixture.stop(job, folder);
    } finally {
      SavepointFixture.end(job);
    }
    assertThat(webhook.keys())
        .containsExactlyInAnyOrder(WAITING + ":1", DELIVERED + ":2", LAST + ":1");
  }

  @ParameterizedTest
  @MethodSource("backends")
  @EnabledIfSystemProperty(named = SavepointFixture.WRITTEN, matches = "[0-9.]+")
  void writesTheFixtureOfThisVersion(String backend) throws Exception {
    SavepointFixture fixture = SavepointFixture.ofThisVersion(JOB, backend);
    fixture.write("redeliver", null, List.of());
    fixture.write("cases", null, List.of(revision(DELIVERED, 1)));
    Path savepoint;
    JobClient job = start(fixture, backend, false);
    try {
      await(job, "the case arrives", () -> webhook.taken().containsKey(DELIVERED + ":1"));
      webhook.answer(503, Map.of(), "down");
      fixture.write("cases", null, List.of(revision(WAITING, 1)));
      await(job, "the other is refused for now", () -> webhook.keys().contains(WAITING + ":1"));
      savepoint = SavepointFixture.stop(job, folder);
    } finally {
      SavepointFixture.end(job);
    }
    assertThat(webhook.taken()).containsOnlyKeys(DELIVERED + ":1");
    fixture.keep(savepoint, Map.of());
  }

  private void await(JobClient job, String what, BooleanSupplier holds)
      throws InterruptedException {
    webhook.await(what, () -> SavepointFixture.runs(job) && holds.getAsBoolean());
  }

  private static String revision(String caseId, long number) {
    byte[] json = RecordJson.write(SampleCases.of(caseId, number));
    return new String(json, StandardCharsets.UTF_8);
  }

  private JobClient start(SavepointFixture fixture, String backend, boolean restored)
      throws Exception {
    SharedBroker.createTopics(1, name + ".receipts", name + ".refused");
    KafkaDelivery delivery = DeliveryJob.requireTopics(config(fixture));
    Configuration flink = delivery.flink();
    SavepointFixture.keepTogether(flink, backend);
    if (restored) {
      fixture.restore(flink, folder);
    }
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
    env.setParallelism(restored ? 2 : 1);
    delivery.topology().build(env);
    return env.executeAsync(delivery.jobName());
  }

  private JobConfig config(SavepointFixture fixture) {
    return new ConfigLoader(Map.of(), Purpose.DELIVER)
        .load(
            "test",
            """
            kafka:
              bootstrap-servers: ["%1$s"]
            topics:
              cases: %2$s
            delivery:
              targets: [webhook]
              rate: 200
              retry-base: 50ms
              retry-cap: 500ms
              circuit-probe-interval: 200ms
              # As long as can be: the savepoints are read in later years.
              retention: 3650d
              group-id: %3$s
              receipts: %3$s.receipts
              dead-letters: %3$s.refused
              redeliver: %4$s
            webhook:
              url: %5$s
            """
                .formatted(
                    SharedBroker.bootstrapServers(),
                    fixture.topic("cases"),
                    name,
                    fixture.topic("redeliver"),
                    webhook.url()))
        .orThrow();
  }
}
