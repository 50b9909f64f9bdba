package dev.iischain.deploy;

import dev.iischain.Cli;
import dev.iischain.config.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** What is wrong with a Deployment that runs a command of the jar, beside its form. */
final class DeploymentChecks {

  private final Map<String, Object> deployment;
  private final Map<String, Object> container;
  private final ImageFile image;
  private final PodChecks pod;
  private final List<String> problems = new ArrayList<>();

  DeploymentChecks(
      Map<String, Object> deployment, List<Map<String, Object>> objects, ImageFile image) {
    this.deployment = deployment;
    this.image = image;
    Map<String, Object> template = Tree.map(Tree.at(deployment, "spec.template"));
    this.container = Tree.map(Tree.at(template, "spec.containers.0"));
    this.pod = new PodChecks(template, objects, image);
  }

  List<String> problems() {
    problems.addAll(image.nameProblems(container.get("image")));
    selector();
    program();
    arguments();
    pod.writable("/tmp");
    problems.addAll(pod.problems());
    return problems;
  }

  private void selector() {
    Map<String, Object> wanted = Tree.map(Tree.at(deployment, "spec.selector.matchLabels"));
    Map<String, Object> labels = Tree.map(Tree.at(deployment, "spec.template.metadata.labels"));
    if (wanted.isEmpty() || !labels.entrySet().containsAll(wanted.entrySet())) {
      problems.add("the selector " + wanted + " does not select its own pods, " + labels + ".");
    }
  }

  private void program() {
    List<Object> command = Tree.list(container.get("command"));
    String main = command.isEmpty() ? "" : command.get(command.size() - 1).toString();
    if (!main.equals(Cli.class.getName())) {
      problems.add("the command line is no program of the name '" + main + "'.");
    }
    int path = command.indexOf("-cp") + 1;
    if (path == 0 || !command.get(path).equals(image.jar() + ":/opt/flink/lib/*")) {
      problems.add("the class path has to be the jar of the image and Flink's, " + image.jar());
    }
  }

  private void arguments() {
    String[] given =
        Tree.list(container.get("args")).stream().map(String::valueOf).toArray(String[]::new);
    ParseResult parsed;
    try {
      parsed = new CommandLine(new Cli()).parseArgs(given).subcommand();
    } catch (CommandLine.ParameterException e) {
      problems.add("the command does not take its arguments: " + e.getMessage());
      return;
    }
    ConfigurationChecks configuration = new ConfigurationChecks(pod, Purpose.RUN);
    configuration.read(parsed.matchedOption("--config").getValue().toString());
    problems.addAll(configuration.problems());
    pod.exposes(String.valueOf(parsed.matchedOptionValue("--metrics-port", 0)));
  }
}
