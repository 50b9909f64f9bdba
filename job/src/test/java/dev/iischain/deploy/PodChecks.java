package dev.iischain.deploy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is wrong with the pods of a deployment: volumes, secrets, rights. */
final class PodChecks {

  /** Where Flink writes, whatever it is told. */
  private static final List<String> WRITTEN = List.of("/tmp", "/opt/flink/log");

  /** The port's name by which Prometheus finds it: deploy/prometheus/prometheus.yaml. */
  static final String METRICS = "metrics";

  private final Map<String, Object> labels;
  private final Map<String, Object> spec;
  private final Map<String, Object> container;
  private final List<Map<String, Object>> objects;
  private final ImageFile image;
  private final Map<String, Map<String, Object>> mounted = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  PodChecks(Map<String, Object> template, List<Map<String, Object>> objects, ImageFile image) {
    this.labels = Tree.map(Tree.at(template, "metadata.labels"));
    this.spec = Tree.map(template.get("spec"));
    this.objects = objects;
    this.image = image;
    List<Object> containers = Tree.list(spec.get("containers"));
    this.container = containers.isEmpty() ? Map.of() : Tree.map(containers.get(0));
    mount();
  }

  private void mount() {
    Map<String, Map<String, Object>> volumes = new LinkedHashMap<>();
    for (Object volume : Tree.list(spec.get("volumes"))) {
      volumes.put(String.valueOf(Tree.at(volume, "name")), Tree.map(volume));
    }
    for (Object mount : Tree.list(container.get("volumeMounts"))) {
      String name = String.valueOf(Tree.at(mount, "name"));
      Map<String, Object> volume = volumes.remove(name);
      if (volume == null) {
        problems.add("there is no volume '" + name + "', or it is mounted twice.");
      } else {
        mounted.put(String.valueOf(Tree.at(mount, "mountPath")), volume);
      }
    }
    volumes.keySet().forEach(name -> problems.add("nothing mounts the volume '" + name + "'."));
  }

  List<String> problems() {
    restricted();
    secrets();
    reachable();
    return problems;
  }

  /** Adds what Flink needs of its pods. */
  void flink() {
    if (!"flink-main-container".equals(container.get("name"))) {
      problems.add("Flink's own container has the name flink-main-container.");
    }
    WRITTEN.forEach(this::writable);
  }

  /** Where everything is forbidden, a pod that no policy selects is alone. */
  private void reachable() {
    boolean any =
        objects.stream()
            .filter(object -> "NetworkPolicy".equals(object.get("kind")))
            .map(policy -> Tree.map(Tree.at(policy, "spec.podSelector.matchLabels")))
            .anyMatch(it -> !it.isEmpty() && labels.entrySet().containsAll(it.entrySet()));
    if (!any) {
      problems.add("no network policy lets anything through to pods with the labels " + labels);
    }
  }

  /** What Kubernetes asks for under its standard "restricted", and a root that nobody writes to. */
  private void restricted() {
    require(spec, "securityContext.runAsNonRoot", "true");
    require(spec, "securityContext.runAsUser", image.user());
    require(spec, "securityContext.fsGroup", image.user());
    require(spec, "securityContext.seccompProfile.type", "RuntimeDefault");
    require(container, "securityContext.allowPrivilegeEscalation", "false");
    require(container, "securityContext.readOnlyRootFilesystem", "true");
    require(container, "securityContext.capabilities.drop", "[ALL]");
  }

  private void require(Map<String, Object> tree, String path, String value) {
    String found = String.valueOf(Tree.at(tree, path));
    if (!value.equals(found)) {
      problems.add(path + " has to be " + value + ", and is " + found + ".");
    }
  }

  /** Secrets are named here, made elsewhere, and listed in the documentation with their keys. */
  private void secrets() {
    String page = Repository.text(Repository.ROOT.resolve("docs/deployment.md"));
    mounted.values().stream()
        .map(volume -> Tree.at(volume, "secret.secretName"))
        .filter(name -> name != null && !page.contains("| `" + name + "` |"))
        .forEach(name -> problems.add("docs/deployment.md does not tell of the secret " + name));
    for (Object variable : Tree.list(container.get("env"))) {
      Object name = Tree.at(variable, "valueFrom.secretKeyRef.name");
      Object key = Tree.at(variable, "valueFrom.secretKeyRef.key");
      if (name == null || key == null) {
        problems.add("the variable " + Tree.at(variable, "name") + " refers to no secret.");
      } else if (!page.contains("| `" + name + "` |") || !page.contains("`" + key + "`")) {
        problems.add("docs/deployment.md does not tell of '" + key + "' in the secret " + name);
      }
    }
  }

  /** Adds a problem where a folder cannot be written to. */
  void writable(String folder) {
    Map<String, Object> volume = mounted.get(folder);
    if (volume == null || !volume.containsKey("emptyDir")) {
      problems.add("the root is read-only, and nothing writable is mounted at " + folder + ".");
    }
  }

  /** Adds a problem where a port of Prometheus's is not one of the container, or closed to it. */
  void exposes(String port) {
    boolean named =
        Tree.list(container.get("ports")).stream()
            .filter(it -> METRICS.equals(Tree.at(it, "name")))
            .anyMatch(it -> port.equals(String.valueOf(Tree.at(it, "containerPort"))));
    boolean open =
        objects.stream()
            .filter(object -> "NetworkPolicy".equals(object.get("kind")))
            .flatMap(policy -> Tree.list(Tree.at(policy, "spec.ingress")).stream())
            .flatMap(rule -> Tree.list(Tree.at(rule, "ports")).stream())
            .anyMatch(it -> port.equals(String.valueOf(Tree.at(it, "port"))));
    if (!named || !open) {
      problems.add("metrics are on port " + port + ", which is not named or not let through.");
    }
  }

  /** Whether a volume brings a path. */
  boolean isMounted(String path) {
    return mounted.keySet().stream().anyMatch(at -> path.equals(at) || path.startsWith(at + "/"));
  }

  /** The text of a file that a config map of ours brings, or null. */
  @Nullable String contentOf(String path) {
    int slash = path.lastIndexOf('/');
    Map<String, Object> volume = mounted.get(slash < 0 ? "" : path.substring(0, slash));
    Object name = volume == null ? null : Tree.at(volume, "configMap.name");
    Map<String, Object> map = name == null ? null : Kustomization.find(objects, "ConfigMap", name);
    return map == null ? null : (String) Tree.map(map.get("data")).get(path.substring(slash + 1));
  }
}
