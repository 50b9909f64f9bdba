package dev.iischain.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.iischain.ClusterCommand;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** One story, because starting four processes takes long. */
@DisabledOnOs(OS.WINDOWS)
class LocalClusterITCase {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir Path folder;

  private final List<String> progress = new ArrayList<>();

  @AfterEach
  void leaveNothingRunning() {
    cluster().down(false);
  }

  @Test
  void aJobSurvivesAKilledTaskManagerThatUpBringsBack() throws Exception {
    Path code =
        Path.of(ClusterCommand.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    JobSubmission.Request ticking =
        new JobSubmission.Request(
            null, TickingJob.jar(folder.resolve("ticking.jar")), null, null, false, List.of());

    assertThatThrownBy(() -> cluster().submit(code, ticking))
        .isInstanceOf(LocalClusterException.class)
        .hasMessageContaining("cluster up");

    LocalCluster.Address address =
        cluster().up(code, new WantedPorts(Ports.anyFree(), Ports.anyFree(), FreePorts.inARow(3)));
    assertThat(address.metrics()).hasSize(3);
    assertThat(cluster().status().isComplete()).isTrue();
    assertThat(Files.readString(folder.resolve("state/conf/job.yaml")))
        .contains(address.bootstrapServers());
    // All topics exist: creating them again needs only the broker to answer.
    BrokerTopics.create(address.bootstrapServers(), LocalTopics.all(), 2, PATIENCE);

    String id = cluster().submit(code, ticking);
    assertThat(cluster().submit(code, ticking)).isEqualTo(id);
    assertThat(awaitJob(job -> job.completed() >= 2).id()).isEqualTo(id);

    process(LocalCluster.TASK_MANAGERS.get(0)).running().orElseThrow().destroyForcibly();
    ClusterStatus.Job recovered =
        awaitJob(job -> job.restored() >= 1 && job.state().equals("RUNNING"));
    assertThat(recovered.id()).isEqualTo(id);
    assertThat(cluster().status().isComplete()).isFalse();

    progress.clear();
    cluster().up(code, WantedPorts.ANY);
    assertThat(progress).singleElement().asString().startsWith("started taskmanager-1");
    for (int port : address.metrics().values()) {
      assertThat(metrics(port)).contains("flink_");
    }
    assertThat(cluster().status().isComplete()).isTrue();

    progress.clear();
    cluster().down(false);
    assertThat(progress).hasSize(5).allMatch(line -> line.startsWith("stopped "));
    assertThat(cluster().status().processes()).allMatch(member -> member.pid() == null);
    assertThat(folder.resolve("state/broker")).isNotEmptyDirectory();

    cluster().down(true);
    assertThat(folder.resolve("state")).doesNotExist();
  }

  private ClusterStatus.Job awaitJob(Predicate<ClusterStatus.Job> wanted) {
    assertThat(Patience.until(() -> cluster().status().jobs().stream().anyMatch(wanted), PATIENCE))
        .as("within %s", PATIENCE)
        .isTrue();
    return cluster().status().jobs().get(0);
  }

  private static String metrics(int port) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/metrics")).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private LocalCluster cluster() {
    return new LocalCluster(folder.resolve("state"), progress::add);
  }

  private ManagedProcess process(String name) {
    return new ManagedProcess(name, new ClusterFolder(folder.resolve("state")));
  }
}
