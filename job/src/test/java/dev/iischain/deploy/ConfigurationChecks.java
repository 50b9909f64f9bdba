package dev.iischain.deploy;

import dev.iischain.config.ConfigLoader;
import dev.iischain.config.ConfigProblem;
import dev.iischain.config.JobConfig;
import dev.iischain.config.LoadedConfig;
import dev.iischain.config.Purpose;
import dev.iischain.config.TargetSystem;
import dev.iischain.config.TelemetryTopics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is wrong with the configuration file that a pod is given, and with what it names. */
final class ConfigurationChecks {

  private static final Pattern PATH = Pattern.compile("/(?:etc|var|run|opt)/[A-Za-z0-9_./-]+");

  private final PodChecks pod;
  private final Purpose purpose;
  private final List<String> problems = new ArrayList<>();

  ConfigurationChecks(PodChecks pod, Purpose purpose) {
    this.pod = pod;
    this.purpose = purpose;
  }

  List<String> problems() {
    return problems;
  }

  /** Reads a file that a volume brings; null when it cannot be used. */
  @Nullable JobConfig read(String path) {
    String text = pod.contentOf(path);
    if (text == null) {
      problems.add("no volume brings the file " + path + ".");
      return null;
    }
    LoadedConfig loaded = new ConfigLoader(Map.of(), purpose).load("iis-chain.yaml", text);
    for (ConfigProblem problem : loaded.problems()) {
      problems.add(problem.toString());
    }
    secrets(Tree.parse(text));
    if (loaded.config() != null) {
      topics(loaded.config());
    }
    return loaded.config();
  }

  /** What a pod has no use for it is not given. */
  private void secrets(Map<String, Object> file) {
    if (purpose == Purpose.RUN) {
      Arrays.stream(TargetSystem.values()).map(TargetSystem::label).forEach(file::remove);
    } else {
      file.remove("canary");
    }
    for (Matcher path = PATH.matcher(file.toString()); path.find(); ) {
      if (!pod.isMounted(path.group())) {
        problems.add("no volume brings " + path.group() + ", which iis-chain.yaml names.");
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
}
