package dev.iischain.deploy;

import dev.iischain.JobFlinkSettings;
import dev.iischain.config.JobConfig;
import dev.iischain.config.Purpose;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.IllegalConfigurationException;

/** What is wrong with one FlinkDeployment, beside its form. */
final class FlinkDeploymentChecks {

  private final Map<String, Object> deployment;
  private final List<Map<String, Object>> objects;
  private final FlinkOptionTable table;
  private final ImageFile image;
  private final PodChecks pod;
  private final List<String> problems = new ArrayList<>();

  FlinkDeploymentChecks(
      Map<String, Object> deployment,
      List<Map<String, Object>> objects,
      FlinkOptionTable table,
      ImageFile image) {
    this.deployment = deployment;
    this.objects = objects;
    this.table = table;
    this.image = image;
    this.pod = new PodChecks(Tree.map(Tree.at(deployment, "spec.podTemplate")), objects, image);
  }

  List<String> problems() {
    versions();
    program();
    flinkOptions();
    sizes();
    pod.flink();
    problems.addAll(pod.problems());
    if (Kustomization.find(objects, "ServiceAccount", text("spec.serviceAccount")) == null) {
      problems.add("there is no service account '" + text("spec.serviceAccount") + "'.");
    }
    return problems;
  }

  private String text(String path) {
    return String.valueOf(Tree.at(deployment, path));
  }

  private void versions() {
    String flink = Repository.flinkVersion();
    String wanted = "v" + flink.replaceFirst("^(\\d+)\\.(\\d+)\\..*", "$1_$2");
    if (!wanted.equals(text("spec.flinkVersion"))) {
      problems.add(
          "the Flink of the jar is " + wanted + ", not " + text("spec.flinkVersion") + ".");
    }
    problems.addAll(image.nameProblems(text("spec.image")));
  }

  private void program() {
    if (!("local://" + image.jar()).equals(text("spec.job.jarURI"))) {
      problems.add(
          "the image holds the jar at "
              + image.jar()
              + ", not at "
              + text("spec.job.jarURI")
              + ".");
    }
    String main = text("spec.job.entryClass");
    Purpose purpose = main.endsWith("DeliveryJob") ? Purpose.DELIVER : Purpose.RUN;
    try {
      if (!Modifier.isStatic(
          Class.forName(main).getMethod("main", String[].class).getModifiers())) {
        problems.add("the class '" + main + "' has no static main.");
      }
    } catch (ReflectiveOperationException e) {
      problems.add("there is no program '" + main + "' in the jar.");
    }
    List<Object> arguments = Tree.list(Tree.at(deployment, "spec.job.args"));
    if (arguments.size() != 2 || !"--config".equals(arguments.get(0))) {
      problems.add("the program takes --config FILE, not " + arguments + ".");
      return;
    }
    ConfigurationChecks configuration = new ConfigurationChecks(pod, purpose);
    JobConfig config = configuration.read(arguments.get(1).toString());
    problems.addAll(configuration.problems());
    if (config != null) {
      overruled(config);
    }
  }

  /** The job's own settings hold, so that the same ones in a manifest would mislead. */
  private void overruled(JobConfig config) {
    Set<String> ours = JobFlinkSettings.keys(config);
    for (String key : Tree.map(Tree.at(deployment, "spec.flinkConfiguration")).keySet()) {
      if (ours.contains(key)) {
        problems.add("the job sets '" + key + "' itself; say it in iis-chain.yaml.");
      }
    }
  }

  private void flinkOptions() {
    Map<String, String> all = new LinkedHashMap<>();
    Tree.map(Tree.at(deployment, "spec.flinkConfiguration"))
        .forEach((key, value) -> all.put(key, String.valueOf(value)));
    all.forEach(
        (key, value) -> {
          String problem = table.problem(key, value, all);
          if (problem != null) {
            problems.add(problem);
          }
          int colon = value.indexOf("://");
          if (colon > 0 && !image.fileSystems().contains(value.substring(0, colon))) {
            problems.add("the image has no file system for " + key + ": " + value + ".");
          }
        });
    pod.writable(all.getOrDefault("state.backend.rocksdb.localdir", "/tmp"));
    pod.exposes(all.getOrDefault("metrics.reporter.prom.port", ""));
  }

  private void sizes() {
    try {
      Sizes sizes = Sizes.of(deployment);
      sizes.taskManager();
      sizes.jobManager();
      if (sizes.parallelism() % sizes.slots() != 0) {
        problems.add(
            "slots would be empty: " + sizes.parallelism() + " over " + sizes.slots() + ".");
      }
    } catch (IllegalConfigurationException | IllegalArgumentException e) {
      problems.add("the sizes do not add up: " + e.getMessage());
    }
  }
}
