package dev.iischain.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.iischain.config.DeliveryConfig;
import dev.iischain.config.TargetSystem;
import dev.iischain.config.TopicsConfig;
import dev.iischain.local.ClusterStatus;
import dev.iischain.local.FreePorts;
import dev.iischain.local.JobSubmission;
import dev.iischain.local.LocalCluster;
import dev.iischain.local.WantedPorts;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The delivery job on a cluster of processes, with every system as its target. Again and again its
 * TaskManagers are killed when each system has taken requests and before any checkpoint knows;
 * every other time before the answer, at another step of what each system is told of a case.
 */
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class KilledTaskManagerITCase {

  private static final int TIMES = Integer.getInteger("delivery.crashes", 2);
  private static final String JOB = "dev.iischain.DeliveryJob";

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, Long> newest = new TreeMap<>();
  private final KillTable table = new KillTable();
  private LocalCluster cluster;
  private LocalCluster.Address address;
  private Path code;
  private String job;

  @BeforeEach
  void startCluster() throws Exception {
    cluster = new LocalCluster(folder.resolve("state"), line -> {});
    code = Path.of(LocalCluster.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    address = cluster.up(code, new WantedPorts(FreePorts.any(), FreePorts.any(), 0));
  }

  @AfterEach
  void leaveNothingRunning() {
    cluster.down(true);
  }

  @Test
  void oneRecordForEachCaseWhateverIsKilledBetweenRequestAndCheckpoint() throws Exception {
    DeliveryConfig names = DeliveryConfig.defaults();
    LiveDelivery.Topics topics =
        new LiveDelivery.Topics(
            address.bootstrapServers(),
            TopicsConfig.defaults().cases(),
            names.receipts(),
            names.deadLetters(),
            names.redeliver());
    // None by itself: the test says when there is one.
    String checkpoints = "checkpointing: {interval: 10h}\n";
    try (LiveDelivery delivery = new LiveDelivery(topics, folder, checkpoints)) {
      job = cluster.submit(code, new JobSubmission.Request(delivery.config(), null, JOB, null));
      Set<String> targets = new TreeSet<>(delivery.systems().keySet());
      targets.add("postgresql"); // missing only where it is not installed, which is told
      assertThat(targets).isEqualTo(everySystem());
      try {
        for (int time = 1; time <= TIMES; time++) {
          killBeforeTheCheckpoint(delivery, time);
        }
        // Whatever a last repetition might still do comes before this.
        send(delivery, LiveDelivery.GROWING, TIMES + 1);
        delivery.awaitReceipts(LiveDelivery.GROWING, TIMES + 1, 1);
      } finally {
        System.out.println(table.text(delivery.systems(), newest));
      }
      delivery.assertOneRecordEach(newest);
      for (String name : delivery.systems().keySet()) {
        assertThat(table.kills(name)).as("kills that hit requests to %s", name).isEqualTo(TIMES);
        assertThat(table.unanswered(name)).as("before %s answered", name).isEqualTo(TIMES / 2);
      }
    }
  }

  private void killBeforeTheCheckpoint(LiveDelivery delivery, int time) throws Exception {
    long checkpoints = checkpoint();
    Set<String> victims = senders();
    Map<String, Integer> written = delivery.of(FaultySystem::written);
    Map<String, Integer> held = delivery.of(FaultySystem::held);
    boolean beforeTheAnswer = time % 2 == 0;
    if (beforeTheAnswer) {
      delivery.holdAnswers(time / 2);
    }
    String fresh = SampleCases.id(10 + time);
    send(delivery, LiveDelivery.GROWING, time);
    send(delivery, fresh, 1);
    if (beforeTheAnswer) {
      delivery.awaitHeldAnswers(held);
    } else {
      delivery.awaitReceipts(LiveDelivery.GROWING, time, 1);
      delivery.awaitReceipts(fresh, 1, 1);
    }
    assertThat(checkpoints()).as("complete checkpoints").isEqualTo(checkpoints);
    kill(victims);
    delivery.catchUp();
    Map<String, Integer> requests = delivery.of(FaultySystem::requests);
    delivery
        .systems()
        .forEach(
            (name, system) -> {
              boolean receipted =
                  delivery.receipts(name, LiveDelivery.GROWING, time) > 0
                      && delivery.receipts(name, fresh, 1) > 0;
              table.atTheKill(name, system.written() - written.getOrDefault(name, 0), !receipted);
            });
    delivery.recover();
    cluster.up(code, WantedPorts.ANY);
    // What was receipted is forgotten and receipted again.
    int receipts = beforeTheAnswer ? 1 : 2;
    delivery.awaitReceipts(LiveDelivery.GROWING, time, receipts);
    delivery.awaitReceipts(fresh, 1, receipts);
    delivery
        .systems()
        .forEach(
            (name, system) ->
                table.afterTheKill(name, system.requests() - requests.getOrDefault(name, 0)));
    delivery.assertOneRecordEach(newest);
  }

  private static Set<String> everySystem() {
    return Stream.of(TargetSystem.values())
        .map(TargetSystem::label)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void send(LiveDelivery delivery, String caseId, long revision) {
    delivery.write(caseId, revision);
    newest.put(caseId, revision);
  }

  private void kill(Set<String> names) {
    int killed = 0;
    for (ClusterStatus.Member member : cluster.status().processes()) {
      if (names.contains(member.name()) && member.pid() != null) {
        ProcessHandle process = ProcessHandle.of(member.pid()).orElseThrow();
        assertThat(process.destroyForcibly()).isTrue();
        process.onExit().join();
        killed++;
      }
    }
    assertThat(killed).as("killed TaskManagers").isEqualTo(names.size());
    table.killed(killed);
  }

  /** The TaskManagers that deliver; each has the name of its process. */
  private Set<String> senders() throws Exception {
    Set<String> names = new TreeSet<>();
    for (JsonNode vertex : get("/jobs/" + job).path("vertices")) {
      if (vertex.path("name").asText().contains("Deliver to ")) {
        JsonNode tasks = get("/jobs/" + job + "/vertices/" + vertex.path("id").asText());
        tasks.path("subtasks").forEach(task -> names.add(task.path("taskmanager-id").asText()));
      }
    }
    assertThat(names).isNotEmpty().allMatch(name -> name.startsWith("taskmanager-"));
    return names;
  }

  /** Makes a checkpoint and waits until it is complete; how many are by then. */
  private long checkpoint() throws Exception {
    HttpRequest trigger =
        HttpRequest.newBuilder(URI.create(address.webUi() + "/jobs/" + job + "/checkpoints"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"checkpointType\": \"FULL\"}"))
            .build();
    String id = json(trigger).path("request-id").asText();
    JsonNode result;
    do {
      Thread.sleep(100);
      result = get("/jobs/" + job + "/checkpoints/" + id);
    } while (!result.path("status").path("id").asText().equals("COMPLETED"));
    assertThat(result.path("operation").path("checkpointId").asLong())
        .as(result.toString())
        .isPositive();
    return checkpoints();
  }

  /** How many checkpoints of the job are complete. */
  private long checkpoints() throws Exception {
    return get("/jobs/" + job + "/checkpoints").path("counts").path("completed").asLong();
  }

  private JsonNode get(String path) throws Exception {
    return json(HttpRequest.newBuilder(URI.create(address.webUi() + path)).build());
  }

  private JsonNode json(HttpRequest request) throws Exception {
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    return HttpDouble.JSON.readTree(answer.body());
  }
}
