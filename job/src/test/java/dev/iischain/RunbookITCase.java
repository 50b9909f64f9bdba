package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.Telemetry.Sensor;
import dev.iischain.event.Case;
import dev.iischain.event.RecordJson;
import dev.iischain.local.LocalCluster;
import dev.iischain.local.WantedPorts;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Upgrade, roll-back, restoration and another pass, by the very commands of the runbook. */
@EnabledIfSystemProperty(named = "runbook", matches = "true")
class RunbookITCase {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String DLL = "C:\\Windows\\System32\\inetsrv\\diag.dll";
  private static final Instant HAPPENED =
      Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(3));

  @TempDir private Path folder;

  private final Map<String, List<Case>> cases = new TreeMap<>();
  private LocalCluster.Address address;
  private KafkaProducer<String, String> producer;
  private KafkaConsumer<byte[], byte[]> consumer;

  @BeforeEach
  void start() throws Exception {
    Path code = Path.of(Cli.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    address = new LocalCluster(state(), line -> {}).up(code, WantedPorts.ANY);
    StringBuilder launcher = new StringBuilder("#!/bin/sh\nexec ");
    launcher.append(Path.of(System.getProperty("java.home"), "bin", "java"));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("--add-") || flag.startsWith("-Xmx"))
        .forEach(flag -> launcher.append(' ').append(flag));
    launcher
        .append(" -cp \"$RUNBOOK_CLASS_PATH\" ")
        .append(Cli.class.getName())
        .append(" \"$@\"\n");
    Files.writeString(folder.resolve("iis-chain"), launcher);
    assertThat(folder.resolve("iis-chain").toFile().setExecutable(true)).isTrue();
    Files.writeString(
        folder.resolve("iis-chain.yaml"),
        """
        kafka:
          bootstrap-servers: ["%s"]
          guarantee: exactly-once
        """
            .formatted(address.bootstrapServers()));
    Map<String, Object> kafka =
        Map.of(
            "bootstrap.servers", address.bootstrapServers(),
            "group.id", "runbook-test",
            "auto.offset.reset", "earliest",
            "isolation.level", "read_committed");
    producer = new KafkaProducer<>(kafka, new StringSerializer(), new StringSerializer());
    consumer = new KafkaConsumer<>(kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer.subscribe(List.of("iis-chain.cases"));
  }

  @AfterEach
  void leaveNothingRunning() {
    producer.close();
    consumer.close();
    new LocalCluster(state(), line -> {}).down(true);
  }

  @Test
  void everyProcedureKeepsWhatIsRememberedAndEveryId() throws Exception {
    shell("./iis-chain cluster submit");
    begin("upgraded");
    begin("rolled-back");
    begin("restored");
    Map<String, String> ids = new TreeMap<>();
    for (String host : List.of("upgraded", "rolled-back", "restored")) {
      ids.put(host, await(host, each -> each.status().equals("partial")).caseId());
    }

    procedure("Upgrade");
    goOn("upgraded");
    Case complete = await("upgraded", each -> each.status().equals("complete"));
    assertThat(complete.caseId()).isEqualTo(ids.get("upgraded"));

    procedure("Roll back");
    goOn("rolled-back");
    complete = await("rolled-back", each -> each.status().equals("complete"));
    assertThat(complete.caseId()).isEqualTo(ids.get("rolled-back"));

    procedure("Restore");
    goOn("restored");
    complete = await("restored", each -> each.status().equals("complete"));
    assertThat(complete.caseId()).isEqualTo(ids.get("restored"));

    int before = cases.values().stream().mapToInt(List::size).sum();
    procedure("Process a time again");
    begin("last");
    await("last", each -> true);
    assertThat(cases.values().stream().mapToInt(List::size).sum()).isGreaterThan(before + 1);
    assertThat(cases.keySet())
        .containsExactlyInAnyOrder("upgraded", "rolled-back", "restored", "last");
    cases.forEach(
        (host, revisions) -> {
          TreeSet<String> found = new TreeSet<>();
          revisions.forEach(each -> found.add(each.caseId()));
          assertThat(found).as("ids of the case on %s", host).hasSize(1);
        });
  }

  /** Runs the block of commands below a heading of the runbook. */
  private void procedure(String heading) throws Exception {
    String page = Files.readString(MarkdownPage.ROOT.resolve("docs/operations.md"));
    int start = page.indexOf("\n### " + heading + "\n");
    assertThat(start).as(heading).isPositive();
    String section = page.substring(start, page.indexOf("\n### ", start + 5));
    List<String> blocks = new MarkdownPage(folder, section).blocks("bash");
    assertThat(blocks).as(heading).hasSize(1);
    shell(blocks.get(0));
  }

  private void shell(String script) throws Exception {
    ProcessBuilder builder = new ProcessBuilder("bash", "-euc", script);
    builder.directory(folder.toFile());
    builder.environment().put("IIS_CHAIN_CLUSTER_DIR", state().toString());
    builder.environment().put("RUNBOOK_CLASS_PATH", System.getProperty("java.class.path"));
    Path said = folder.resolve("said");
    Process process = builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as(script).isTrue();
    assertThat(process.exitValue()).as("%s\n%s", script, Files.readString(said)).isZero();
  }

  private void begin(String host) {
    Sensor sensor = Telemetry.sysmon(host + ".corp.example");
    send(sensor.write(HAPPENED, DLL, null));
    send(sensor.register(HAPPENED.plusSeconds(60), DLL));
  }

  private void goOn(String host) {
    send(Telemetry.sysmon(host + ".corp.example").load(HAPPENED.plusSeconds(120), DLL, null));
  }

  private void send(String line) {
    producer.send(new ProducerRecord<>("iis-chain.telemetry.windows", line));
    producer.flush();
  }

  private Case await(String host, Predicate<Case> wanted) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      for (Case each : new ArrayList<>(cases.getOrDefault(host, List.of()))) {
        if (wanted.test(each)) {
          return each;
        }
      }
      assertThat(System.nanoTime()).as("the case of %s", host).isLessThan(deadline);
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
        Case each = RecordJson.read(record.value(), Case.class);
        cases.computeIfAbsent(each.host().name(), name -> new ArrayList<>()).add(each);
      }
    }
  }

  private Path state() {
    return folder.resolve("state");
  }
}
