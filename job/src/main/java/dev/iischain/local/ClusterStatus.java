package dev.iischain.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of the local cluster runs.
 *
 * @param webUi null when the cluster was never up
 * @param bootstrapServers likewise
 * @param taskManagers how many the JobManager knows
 */
public record ClusterStatus(
    @Nullable String webUi,
    @Nullable String bootstrapServers,
    List<Member> processes,
    int taskManagers,
    List<Job> jobs) {

  /** A process that should run; the id is null when it does not. */
  public record Member(String name, @Nullable Long pid) {}

  /** A job, with how many checkpoints were taken, failed and restored from. */
  public record Job(
      String id, String name, String state, long completed, long failed, long restored) {}

  /** Whether every process runs and both TaskManagers are registered. */
  public boolean isComplete() {
    return processes.stream().allMatch(process -> process.pid() != null)
        && taskManagers == LocalCluster.TASK_MANAGERS.size();
  }

  static ClusterStatus of(ClusterFolder folder) {
    List<String> names =
        new ArrayList<>(
            List.of(LocalCluster.BROKER, LocalCluster.ZOO_KEEPER, LocalCluster.JOB_MANAGER));
    names.addAll(LocalCluster.TASK_MANAGERS);
    List<Member> processes =
        names.stream()
            .map(name -> new Member(name, pidOf(new ManagedProcess(name, folder))))
            .toList();
    if (!Files.exists(folder.ports())) {
      return new ClusterStatus(null, null, processes, 0, List.of());
    }
    ClusterPorts ports = ClusterPorts.read(folder.ports());
    FlinkRest rest = new FlinkRest(ports.webUi());
    boolean up = new ManagedProcess(LocalCluster.JOB_MANAGER, folder).running().isPresent();
    return new ClusterStatus(
        ports.webUi(),
        ports.bootstrapServers(),
        processes,
        up ? rest.taskManagers().size() : 0,
        up ? rest.jobs().stream().map(job -> job(rest, job)).toList() : List.of());
  }

  private static @Nullable Long pidOf(ManagedProcess process) {
    return process.running().map(ProcessHandle::pid).orElse(null);
  }

  private static Job job(FlinkRest rest, FlinkRest.Job job) {
    JsonNode counts =
        rest.checkpoints(job.id())
            .map(answer -> answer.path("counts"))
            .orElse(MissingNode.getInstance());
    return new Job(
        job.id(),
        job.name(),
        job.state(),
        counts.path("completed").asLong(),
        counts.path("failed").asLong(),
        counts.path("restored").asLong());
  }
}
