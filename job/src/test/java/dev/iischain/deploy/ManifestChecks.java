package dev.iischain.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Everything that is wrong with the objects of a kustomization, as sentences. */
final class ManifestChecks {

  private final FlinkOptionTable options = new FlinkOptionTable();
  private final ImageFile image = ImageFile.read();

  /** One sentence for each problem; empty when the objects fit each other and the code. */
  List<String> problems(List<Map<String, Object>> objects) {
    List<String> problems = new ArrayList<>();
    for (Map<String, Object> object : objects) {
      String identity = Kustomization.identity(object);
      String form = StrictModel.problem(object);
      if (form != null) {
        problems.add(identity + " " + form);
      } else if (identity.startsWith("FlinkDeployment ")) {
        new FlinkDeploymentChecks(object, objects, options, image)
            .problems()
            .forEach(problem -> problems.add(identity + ": " + problem));
      } else if (identity.startsWith("Deployment ")) {
        new DeploymentChecks(object, objects, image)
            .problems()
            .forEach(problem -> problems.add(identity + ": " + problem));
      } else if (identity.startsWith("NetworkPolicy ")) {
        selected(object, "spec.podSelector.matchLabels", objects, problems);
      } else if (identity.startsWith("PodDisruptionBudget ")) {
        budget(object, objects, problems);
      }
    }
    return problems;
  }

  /** A policy that selects no pod protects none. */
  private static void selected(
      Map<String, Object> policy,
      String path,
      List<Map<String, Object>> objects,
      List<String> problems) {
    Map<String, Object> wanted = Tree.map(Tree.at(policy, path));
    boolean any =
        objects.stream()
            .map(object -> Tree.map(Tree.at(object, "spec.podTemplate.metadata.labels")))
            .anyMatch(labels -> labels.entrySet().containsAll(wanted.entrySet()));
    if (!any) {
      problems.add(Kustomization.identity(policy) + ": no pod has the labels " + wanted + ".");
    }
  }

  /** The labels are those that Flink gives its pods; the number is one less than there are. */
  private static void budget(
      Map<String, Object> budget, List<Map<String, Object>> objects, List<String> problems) {
    Map<String, Object> labels = Tree.map(Tree.at(budget, "spec.selector.matchLabels"));
    Map<String, Object> deployment =
        Kustomization.find(objects, "FlinkDeployment", labels.get("app"));
    if (deployment == null || !"taskmanager".equals(labels.get("component"))) {
      problems.add(Kustomization.identity(budget) + ": no TaskManager has the labels " + labels);
      return;
    }
    int managers = Sizes.of(deployment).taskManagers();
    if (!Integer.valueOf(managers - 1).equals(Tree.at(budget, "spec.minAvailable"))) {
      problems.add(
          Kustomization.identity(budget)
              + ": of "
              + managers
              + " TaskManagers all but one have to stay, "
              + (managers - 1)
              + ".");
    }
  }
}
