package dev.iischain.deploy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessSpec;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;

/**
 * How large a FlinkDeployment is.
 *
 * @param parallelism of the job
 * @param slots of one TaskManager
 * @param cores of one TaskManager
 * @param memory of one TaskManager's process
 * @param disk of one TaskManager
 * @param managerMemory of one JobManager's process
 * @param options the entries of flinkConfiguration
 */
record Sizes(
    int parallelism,
    int slots,
    double cores,
    MemorySize memory,
    MemorySize disk,
    MemorySize managerMemory,
    Map<String, String> options) {

  static Sizes of(Map<String, Object> deployment) {
    Map<String, String> options = new LinkedHashMap<>();
    Tree.map(Tree.at(deployment, "spec.flinkConfiguration"))
        .forEach((key, value) -> options.put(key, value.toString()));
    return new Sizes(
        Integer.parseInt(text(deployment, "spec.job.parallelism")),
        Integer.parseInt(options.getOrDefault("taskmanager.numberOfTaskSlots", "1")),
        Double.parseDouble(text(deployment, "spec.taskManager.resource.cpu")),
        size(deployment, "spec.taskManager.resource.memory"),
        size(deployment, "spec.taskManager.resource.ephemeralStorage"),
        size(deployment, "spec.jobManager.resource.memory"),
        options);
  }

  private static String text(Map<String, Object> deployment, String path) {
    return String.valueOf(Tree.at(deployment, path));
  }

  private static MemorySize size(Map<String, Object> deployment, String path) {
    return MemorySize.parse(text(deployment, path).replace("Gi", "g"));
  }

  /** As many as Flink starts for the job. */
  int taskManagers() {
    return (parallelism + slots - 1) / slots;
  }

  /** How Flink divides the memory of a TaskManager; fails where it does not add up. */
  TaskExecutorProcessSpec taskManager() {
    Configuration flink = Configuration.fromMap(options);
    flink.set(TaskManagerOptions.TOTAL_PROCESS_MEMORY, memory);
    return TaskExecutorProcessUtils.processSpecFromConfig(flink);
  }

  /** How Flink divides the memory of a JobManager; fails where it does not add up. */
  JobManagerProcessSpec jobManager() {
    Configuration flink = Configuration.fromMap(options);
    flink.set(JobManagerOptions.TOTAL_PROCESS_MEMORY, managerMemory);
    return JobManagerProcessUtils.processSpecFromConfig(flink);
  }
}
