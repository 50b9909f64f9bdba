package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import dev.iischain.config.ConfigLoader;
import dev.iischain.config.JobConfig;
import dev.iischain.config.Purpose;
import dev.iischain.delivery.WebhookDouble;
import dev.iischain.event.Alert;
import dev.iischain.event.RecordJson;
import dev.iischain.local.SharedBroker;
import dev.iischain.operator.Pace;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * How fast detection is alone, beside a delivery job whose system is down, and beside one whose
 * system takes every case: the same telemetry, one round after another, in one process.
 */
class DetectionRateITCase {

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .build());

  private static final int RECORDS = Integer.getInteger("delivery.records", 20_000);
  private static final int RECORDS_FOR_EACH_CASE = 200;
  private static final int ROUNDS = RECORDS < 100_000 ? 1 : 4;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
  private static final String DLL = "C:\\Windows\\System32\\inetsrv\\diag.dll";
  private static final String FIRST = "first.corp.example";
  private static final String LAST = "last.corp.example";

  /** What runs beside detection. */
  private enum Beside {
    NOTHING("alone"),
    DOWN("beside delivery to a system that is down"),
    UP("beside delivery to a system that is up");

    private final String words;

    Beside(String words) {
      this.words = words;
    }
  }

  /** What a round came to. */
  private record Round(double seconds, double processor, Set<String> alerts) {}

  @Test
  void detectionIsAsFastWhileACaseSystemIsDown() throws Exception {
    String telemetry = SharedBroker.uniqueName("telemetry");
    SharedBroker.createTopics(1, telemetry);
    int measured = fill(telemetry);
    run(telemetry, Beside.NOTHING); // warms up
    Map<Beside, List<Round>> rounds = new EnumMap<>(Beside.class);
    Set<Set<String>> alerts = new HashSet<>();
    for (int i = 0; i < 3 * ROUNDS; i++) {
      int third = i % 3;
      // There and back again, so that none always comes first.
      Beside beside = Beside.values()[i / 3 % 2 == 0 ? third : 2 - third];
      Round round = run(telemetry, beside);
      rounds.computeIfAbsent(beside, each -> new ArrayList<>()).add(round);
      alerts.add(round.alerts());
    }
    System.out.println(table(measured, rounds));
    double alone = rate(measured, rounds, Beside.NOTHING);
    for (Beside beside : Beside.values()) {
      // A queue that fills up would end detection; what a busy machine takes is less. One short
      // round measures little but the start.
      if (ROUNDS > 1) {
        assertThat(rate(measured, rounds, beside)).as(beside.words).isGreaterThan(alone / 2);
      }
    }
    assertThat(alerts).as("the alerts of every round").hasSize(1);
    assertThat(alerts.iterator().next()).hasSizeGreaterThan(RECORDS / RECORDS_FOR_EACH_CASE);
  }

  /** The fastest round of each, because other programs only ever slow one down. */
  private static String table(int measured, Map<Beside, List<Round>> rounds) {
    StringBuilder table = new StringBuilder("\nDetection, the fastest of ");
    table.append(ROUNDS).append(" interleaved rounds of ").append(measured).append(" records:\n");
    double alone = rate(measured, rounds, Beside.NOTHING);
    double aloneProcessor = 0;
    for (Beside beside : Beside.values()) {
      List<Round> all = rounds.getOrDefault(beside, List.of());
      double rate = rate(measured, rounds, beside);
      double processor = all.stream().mapToDouble(Round::processor).min().orElseThrow();
      aloneProcessor = beside == Beside.NOTHING ? processor : aloneProcessor;
      table.append(
          String.format(
              Locale.ROOT,
              "%-42s %,9.0f records/s (%.2f of it alone), %.1f s of processor time (%.2f)%n",
              beside.words,
              rate,
              rate / alone,
              processor,
              processor / aloneProcessor));
    }
    return table.toString();
  }

  /** Records a second in the fastest round of a kind. */
  private static double rate(int measured, Map<Beside, List<Round>> rounds, Beside beside) {
    List<Round> all = rounds.getOrDefault(beside, List.of());
    return measured / all.stream().mapToDouble(Round::seconds).min().orElseThrow();
  }

  /** Writes the telemetry; how many records there are between the two marks. */
  private static int fill(String topic) {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", SharedBroker.bootstrapServers(), "linger.ms", "20"),
            new StringSerializer(),
            new StringSerializer())) {
      for (int i = 0; i < RECORDS; i++) {
        Instant time = START.plusMillis(i);
        Telemetry.Sensor sensor = Telemetry.sysmon("app%02d.corp.example".formatted(i % 50));
        String image = "C:\\Windows\\System32\\svchost.exe";
        producer.send(new ProducerRecord<>(topic, sensor.start(time, image, image + " -k " + i)));
        if (i % RECORDS_FOR_EACH_CASE == 0) {
          implant(producer, topic, "web%05d.corp.example".formatted(i), time);
        }
        if (i == RECORDS / 10) {
          implant(producer, topic, FIRST, time);
        }
      }
      implant(producer, topic, LAST, START.plusMillis(RECORDS));
      producer.flush();
    }
    return RECORDS - RECORDS / 10;
  }

  private static void implant(
      KafkaProducer<String, String> producer, String topic, String host, Instant time) {
    Telemetry.Sensor sensor = Telemetry.sysmon(host);
    for (String record :
        List.of(
            sensor.write(time, DLL, null),
            sensor.register(time.plusSeconds(60), DLL),
            sensor.load(time.plusSeconds(120), DLL, null))) {
      producer.send(new ProducerRecord<>(topic, record));
    }
  }

  private static Round run(String telemetry, Beside beside) throws Exception {
    String suffix = SharedBroker.uniqueName("");
    SharedBroker.get()
        .createTopics(
            Map.of("alerts" + suffix, Map.of("message.timestamp.type", "LogAppendTime")), 1);
    SharedBroker.createTopics(
        1,
        List.of("cases", "unread", "suppressed", "suppressions", "near", "receipts", "refused")
            .stream()
            .map(name -> name + suffix)
            .toArray(String[]::new));
    SharedBroker.createTopics(1, "redeliver" + suffix);
    List<JobClient> jobs = new ArrayList<>();
    try (WebhookDouble webhook = new WebhookDouble()) {
      if (beside != Beside.UP) {
        webhook.answer(503, Map.of(), "down");
      }
      JobConfig config = config(telemetry, suffix, webhook.url());
      if (beside != Beside.NOTHING) {
        jobs.add(deliver(config));
      }
      jobs.add(detect(config));
      Round round = watch("alerts" + suffix);
      if (beside == Beside.DOWN) {
        webhook.await("the system is asked", () -> !webhook.keys().isEmpty());
        assertThat(webhook.taken()).isEmpty();
      } else if (beside == Beside.UP) {
        int cases = RECORDS / RECORDS_FOR_EACH_CASE;
        webhook.await("every case arrives", () -> webhook.taken().size() >= cases);
      }
      return round;
    } finally {
      for (JobClient job : jobs) {
        job.cancel().get();
      }
    }
  }

  private static JobClient deliver(JobConfig config) throws Exception {
    KafkaDelivery delivery = DeliveryJob.requireTopics(config);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(delivery.flink());
    env.setParallelism(1);
    delivery.topology().build(env);
    return env.executeAsync(delivery.jobName());
  }

  private static JobClient detect(JobConfig config) throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(new KafkaJob(config).flink());
    env.setParallelism(1);
    DetectionJob.build(
        config, new SettingsLoader(null, List.of(), List.of()).settings(config, Pace.LIVE), env);
    return env.executeAsync("detection");
  }

  /** Reads alerts up to those of the last host; the broker says when each mark was written. */
  private static Round watch(String topic) throws Exception {
    Set<String> alerts = new TreeSet<>();
    Map<String, Long> marks = new HashMap<>();
    Map<String, Long> processor = new HashMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                SharedBroker.bootstrapServers(),
                "group.id",
                topic,
                "auto.offset.reset",
                "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(topic));
      Instant end = Instant.now().plus(PATIENCE);
      while (!marks.containsKey(LAST) && Instant.now().isBefore(end)) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          Alert alert = RecordJson.read(record.value(), Alert.class);
          String host = alert.host().fqdn() == null ? alert.host().name() : alert.host().fqdn();
          if (marks.putIfAbsent(host, record.timestamp()) == null) {
            processor.put(host, processorNanos());
          }
          if (!host.equals(LAST)) {
            alerts.add(alert.alertId());
          }
        }
      }
    }
    assertThat(marks).containsKeys(FIRST, LAST);
    return new Round(
        (marks.get(LAST) - marks.get(FIRST)) / 1e3,
        (processor.get(LAST) - processor.get(FIRST)) / 1e9,
        alerts);
  }

  /** What this process has used so far, all of its jobs and the broker together. */
  private static long processorNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static JobConfig config(String telemetry, String suffix, String url) {
    String yaml =
        """
        kafka:
          bootstrap-servers: ["%1$s"]
          start-from: earliest
          group-id: group%3$s
        checkpointing: {interval: 1s}
        topics:
          telemetry: [%2$s]
          cases: cases%3$s
          alerts: alerts%3$s
          dead-letters: unread%3$s
          suppressed: suppressed%3$s
          suppressions: suppressions%3$s
          near-misses: near%3$s
        delivery:
          targets: [webhook]
          rate: 100
          group-id: delivery%3$s
          receipts: receipts%3$s
          dead-letters: refused%3$s
          redeliver: redeliver%3$s
        webhook:
          url: %4$s
        """
            .formatted(SharedBroker.bootstrapServers(), telemetry, suffix, url);
    return new ConfigLoader(Map.of(), Purpose.DELIVER).load("test", yaml).orThrow();
  }
}
