package dev.iischain.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * A Flink standalone cluster and a Kafka broker as processes of this machine: one JobManager, two
 * TaskManagers, and a ZooKeeper that remembers the jobs for the next JobManager. Every operation
 * may be repeated; {@link #up} starts only what is missing, so it is also how a killed process
 * comes back.
 */
public final class LocalCluster {
  static final String BROKER = "broker";
  static final String ZOO_KEEPER = "zookeeper";
  static final String JOB_MANAGER = "jobmanager";
  static final List<String> TASK_MANAGERS = List.of("taskmanager-1", "taskmanager-2");

  private final ClusterFolder folder;
  private final Consumer<String> progress;

  /** The cluster in this folder; progress is told line by line. */
  public LocalCluster(Path folder, Consumer<String> progress) {
    this.folder = new ClusterFolder(folder.toAbsolutePath().normalize());
    this.progress = progress;
  }

  /**
   * Where a cluster lives and listens.
   *
   * @param metrics the ports where its processes answer Prometheus, by their names
   */
  public record Address(
      String webUi, String bootstrapServers, Map<String, Integer> metrics, Path folder) {}

  /**
   * Starts what does not run and waits until two TaskManagers are registered and the topics exist.
   *
   * @param ownCode the job jar, or the folder of compiled classes beside it
   * @param wanted any is the customary one, or any free one, or what it was before
   */
  public Address up(Path ownCode, WantedPorts wanted) {
    ClusterJars jars = ClusterJars.find(ownCode);
    folder.create();
    try (FileChannel channel =
            FileChannel.open(
                folder.root().resolve("lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        throw LocalClusterException.usage(
            "Another command is starting this cluster; wait for it. Its folder is "
                + folder.root()
                + ".");
      }
      ClusterPorts ports = ports(wanted);
      ports.write(folder.ports());
      ClusterConfiguration.write(folder, ports);
      new ClusterStart(folder, jars, ports, progress).run();
      return address(ports);
    } catch (IOException e) {
      throw LocalClusterException.failure("Cannot lock the folder " + folder.root() + ".", e);
    }
  }

  /** Ends the processes, TaskManagers first; the broker's data stays unless it is to be deleted. */
  public void down(boolean delete) {
    List<String> names = new ArrayList<>(TASK_MANAGERS);
    names.add(JOB_MANAGER);
    names.add(ZOO_KEEPER);
    names.add(BROKER);
    boolean any = false;
    for (String name : names) {
      any |= process(name).stop().map(this::tell).isPresent();
    }
    if (!any) {
      tell("nothing was running in " + folder.root());
    }
    if (delete && Files.exists(folder.root())) {
      delete(folder.root());
      tell("deleted " + folder.root());
    } else {
      // A new JobManager takes over the jobs of one that was lost, not of one that was ended.
      delete(folder.zooKeeper());
      delete(folder.takeover());
    }
  }

  /** What runs; everything is down when the cluster was never up. */
  public ClusterStatus status() {
    return ClusterStatus.of(folder);
  }

  /**
   * Submits the job and waits until all of its tasks run; a job of the same kind that still runs is
   * left alone.
   *
   * @return the job's id
   */
  public String submit(Path ownCode, JobSubmission.Request request) {
    ClusterJars jars = ClusterJars.find(ownCode);
    if (!Files.exists(folder.ports()) || !isRunning(JOB_MANAGER)) {
      throw LocalClusterException.usage("The cluster is not up; start it with: cluster up");
    }
    ClusterPorts ports = ClusterPorts.read(folder.ports());
    return new JobSubmission(folder, jars, new FlinkRest(ports.webUi()), progress).run(request);
  }

  /**
   * Ends a running job with a savepoint.
   *
   * @param drain whether everything that waits goes out first; such a job is not to be continued
   * @param into the folder for the savepoint; null is the cluster's
   * @return the savepoint
   */
  public String stop(String jobId, boolean drain, @Nullable Path into) {
    if (!Files.exists(folder.ports()) || !isRunning(JOB_MANAGER)) {
      throw LocalClusterException.usage("The cluster is not up; start it with: cluster up");
    }
    FlinkRest rest = new FlinkRest(ClusterPorts.read(folder.ports()).webUi());
    return new JobStop(rest).run(jobId, drain, into);
  }

  private static void delete(Path what) {
    try {
      Utils.delete(what.toFile());
    } catch (IOException e) {
      throw LocalClusterException.failure("Cannot delete " + what + ".", e);
    }
  }

  private Address address(ClusterPorts ports) {
    return new Address(
        ports.webUi(), ports.bootstrapServers(), ports.metricsOfEach(), folder.root());
  }

  private ClusterPorts ports(WantedPorts wanted) {
    boolean anyRuns =
        isRunning(BROKER)
            || isRunning(ZOO_KEEPER)
            || isRunning(JOB_MANAGER)
            || TASK_MANAGERS.stream().anyMatch(this::isRunning);
    if (!Files.exists(folder.ports())) {
      return ClusterPorts.choose(wanted);
    }
    ClusterPorts known = ClusterPorts.read(folder.ports());
    if (!anyRuns) {
      return known.renew(wanted);
    }
    if (!known.meet(wanted)) {
      throw LocalClusterException.usage(
          "The cluster runs already with --rest-port "
              + known.rest()
              + ", --broker-port "
              + known.broker()
              + " and --metrics-port "
              + known.metrics()
              + "; end it with: cluster down");
    }
    return known;
  }

  private boolean isRunning(String name) {
    return process(name).running().isPresent();
  }

  private ManagedProcess process(String name) {
    return new ManagedProcess(name, folder);
  }

  private String tell(String line) {
    progress.accept(line);
    return line;
  }
}
