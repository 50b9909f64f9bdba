package dev.iischain.deploy;

import dev.iischain.JobFlinkSettings;
import dev.iischain.config.ConfigLoader;
import dev.iischain.config.ConfigProblem;
import dev.iischain.config.JobConfig;
import dev.iischain.config.LoadedConfig;
import dev.iischain.config.Purpose;
import dev.iischain.config.TargetSystem;
import dev.iischain.config.TelemetryTopics;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.IllegalConfigurationException;

/** What is wrong with one FlinkDeployment, beside its form. */
final class FlinkDeploymentChecks {

  private static final Pattern PATH = Pattern.compile("/(?:etc|var|run|opt)/[A-Za-z0-9_./-]+");

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
    this.pod =
        new PodChecks(Tree.map(Tree.at(deployment, "spec.podTemplate.spec")), objects, image);
  }

  List<String> problems() {
    versions();
    program();
    flinkOptions();
    sizes();
    problems.addAll(pod.problems());
    reachable();
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
    String name = "iis-chain:" + Repository.releaseVersion();
    if (!name.equals(text("spec.image"))) {
      problems.add("the image is '" + text("spec.image") + "' instead of '" + name + "'.");
    }
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
    String file = pod.contentOf(arguments.get(1).toString());
    if (file == null) {
      problems.add("no volume brings the file " + arguments.get(1) + ".");
    } else {
      configuration(file, purpose);
    }
  }

  private void configuration(String text, Purpose purpose) {
    LoadedConfig loaded = new ConfigLoader(Map.of(), purpose).load("iis-chain.yaml", text);
    for (ConfigProblem problem : loaded.problems()) {
      problems.add(problem.toString());
    }
    Map<String, Object> read = Tree.parse(text);
    if (purpose == Purpose.RUN) {
      // Detection knows nothing of case systems, and is not given their secrets.
      Arrays.stream(TargetSystem.values()).map(TargetSystem::label).forEach(read::remove);
    }
    for (Matcher path = PATH.matcher(read.toString()); path.find(); ) {
      if (!pod.isMounted(path.group())) {
        problems.add("no volume brings " + path.group() + ", which iis-chain.yaml names.");
      }
    }
    if (loaded.config() != null) {
      overruled(loaded.config());
      topics(loaded.config());
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

  private void topics(JobConfig config) {
    Set<String> known = TopicsFile.read().keySet();
    if (config.topics().telemetry() instanceof TelemetryTopics.Named named) {
      for (String topic : named.topics()) {
        if (!known.contains(topic)) {
          problems.add("deploy/kafka/topics.txt creates no topic '" + topic + "'.");
        }
      }
    }
  }

  /** Where everything is forbidden, a pod that no policy selects is alone. */
  private void reachable() {
    Map<String, Object> labels = Tree.map(Tree.at(deployment, "spec.podTemplate.metadata.labels"));
    boolean any =
        objects.stream()
            .filter(object -> "NetworkPolicy".equals(object.get("kind")))
            .map(policy -> Tree.map(Tree.at(policy, "spec.podSelector.matchLabels")))
            .anyMatch(it -> !it.isEmpty() && labels.entrySet().containsAll(it.entrySet()));
    if (!any) {
      problems.add("no network policy lets anything through to pods with the labels " + labels);
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
