package dev.iischain;

import dev.iischain.config.ConfigLoader;
import dev.iischain.config.JobConfig;
import dev.iischain.config.Purpose;
import dev.iischain.event.Alert;
import dev.iischain.event.Case;
import dev.iischain.event.RecordJson;
import dev.iischain.local.DemoRecord;
import dev.iischain.local.DemoTelemetry;
import dev.iischain.local.LocalBroker;
import dev.iischain.local.LocalTopics;
import dev.iischain.operator.Pace;
import dev.iischain.report.TerminalText;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code demo}: a real broker and a real Flink in this process, and an attack to watch. */
@Command(
    name = "demo",
    description =
        "Start Kafka and Flink in this process, play a sample attack that three vendors saw hidden"
            + " in benign traffic, and show the alerts and the case as they arrive.")
final class DemoCommand implements Callable<Integer> {

  private static final Duration GRACE = Duration.ofSeconds(90);
  private static final Duration QUIET = Duration.ofSeconds(3);

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Option(names = "--no-wait", description = "End once the case is complete, also on a terminal.")
  private boolean noWait;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "iis-chain-demo",
      description = "Where the report goes (default: ${DEFAULT-VALUE}).")
  private Path out = Path.of("iis-chain-demo");

  private final Map<String, Alert> alerts = new LinkedHashMap<>();
  private final Map<String, Case> cases = new LinkedHashMap<>();

  @Override
  public Integer call() throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    Progress progress = new Progress(err);
    progress.say("Starting Kafka");
    try (LocalBroker broker = LocalBroker.startTemporary()) {
      broker.createTopics(topics(), 1);
      progress.say("Starting Flink");
      JobConfig config = config(broker);
      SettingsLoader loader = new SettingsLoader(null, List.of(), List.of());
      int webPort = freePort();
      JobClient job =
          LocalJob.start(
              config,
              loader.settings(config, Pace.LIVE),
              new LocalJob.LocalPorts(Integer.toString(webPort), LocalJob.LocalPorts.NO_METRICS));
      try {
        progress.say("Flink's web UI is at http://127.0.0.1:" + webPort);
        progress.say("Playing an attack on " + DemoTelemetry.ATTACKED_HOST);
        boolean complete = watch(broker, new TerminalText(Terminal.attached()));
        report();
        if (complete && !noWait && Terminal.attached()) {
          progress.say(
              "The job goes on, Kafka is at "
                  + broker.bootstrapServers()
                  + "; end it with Ctrl-C.");
          job.getJobExecutionResult().get();
        }
        return complete ? 0 : 1;
      } finally {
        job.cancel().get();
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static Map<String, Map<String, String>> topics() {
    Map<String, Map<String, String>> topics = new LinkedHashMap<>(LocalTopics.all());
    for (DemoRecord record : DemoTelemetry.records(Instant.EPOCH)) {
      topics.putIfAbsent(LocalTopics.TELEMETRY_PREFIX + record.topicSuffix(), Map.of());
    }
    return topics;
  }

  private static JobConfig config(LocalBroker broker) {
    return new ConfigLoader(
            Map.of("IIS_CHAIN__KAFKA__BOOTSTRAP_SERVERS", broker.bootstrapServers()), Purpose.RUN)
        .load("demo", "name: iis-chain demo\nkafka:\n  start-from: earliest\n")
        .orThrow();
  }

  /** Plays the telemetry and prints what comes out; true once the case is complete. */
  private boolean watch(LocalBroker broker, TerminalText text) throws InterruptedException {
    Map<String, Object> consumer =
        Map.of(
            "bootstrap.servers", broker.bootstrapServers(),
            "group.id", "iis-chain-demo-watcher",
            "auto.offset.reset", "earliest");
    Thread player = new Thread(() -> play(broker), "demo-player");
    player.setDaemon(true);
    player.start();
    Instant giveUp = Instant.now().plus(DemoTelemetry.PLAY_TIME).plus(GRACE);
    Instant quietSince = Instant.now();
    try (KafkaConsumer<byte[], byte[]> records =
        new KafkaConsumer<>(consumer, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      records.subscribe(List.of("iis-chain.alerts", "iis-chain.cases"));
      while (Instant.now().isBefore(giveUp)) {
        for (ConsumerRecord<byte[], byte[]> record : records.poll(Duration.ofMillis(200))) {
          show(record, text);
          quietSince = Instant.now();
        }
        boolean quiet = Instant.now().isAfter(quietSince.plus(QUIET));
        if (quiet && !player.isAlive() && hasCompleteCase()) {
          return true;
        }
      }
    }
    spec.commandLine().getErr().println("The case was not complete in time.");
    return false;
  }

  private boolean hasCompleteCase() {
    return cases.values().stream().anyMatch(each -> each.status().equals("complete"));
  }

  private void show(ConsumerRecord<byte[], byte[]> record, TerminalText text) {
    PrintWriter writer = spec.commandLine().getOut();
    try {
      if (record.topic().equals("iis-chain.alerts")) {
        Alert alert = RecordJson.read(record.value(), Alert.class);
        if (alerts.put(alert.alertId(), alert) == null) {
          writer.println(text.alertLine(alert));
        }
      } else {
        Case snapshot = RecordJson.read(record.value(), Case.class);
        cases.put(snapshot.caseId(), snapshot);
        writer.println(text.caseLine(snapshot));
      }
      writer.flush();
    } catch (IOException e) {
      throw new IllegalStateException("the job wrote a record that cannot be read", e);
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // flush waits for all of them
  private static void play(LocalBroker broker) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", broker.bootstrapServers(), "linger.ms", "0");
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (DemoRecord record : DemoTelemetry.records(Instant.now().minus(DemoTelemetry.SPAN))) {
        Thread.sleep(record.delay().toMillis());
        producer.send(
            new ProducerRecord<>(
                LocalTopics.TELEMETRY_PREFIX + record.topicSuffix(), record.value()));
      }
      producer.flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void report() throws IOException {
    new DemoReport(List.copyOf(alerts.values()), List.copyOf(cases.values())).write(out);
    PrintWriter writer = spec.commandLine().getOut();
    writer.println(
        alerts.size() + " alerts, " + cases.size() + (cases.size() == 1 ? " case" : " cases"));
    writer.println("Report: " + out.resolve("index.html").toAbsolutePath());
    writer.flush();
  }
}
