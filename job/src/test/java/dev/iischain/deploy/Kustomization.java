package dev.iischain.deploy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** As much of kustomize as our files use; whatever they use besides is refused. */
final class Kustomization {

  private static final Set<String> FIELDS =
      Set.of(
          "apiVersion",
          "kind",
          "namespace",
          "resources",
          "patches",
          "configMapGenerator",
          "generatorOptions");

  private Kustomization() {}

  /** The objects that a folder stands for. */
  static List<Map<String, Object>> build(Path folder) {
    Map<String, Object> file = Tree.read(folder.resolve("kustomization.yaml")).get(0);
    for (String field : file.keySet()) {
      if (!FIELDS.contains(field)) {
        throw new IllegalArgumentException(folder + ": this test does not know '" + field + "'.");
      }
    }
    List<Map<String, Object>> objects = new ArrayList<>();
    for (Object resource : Tree.list(file.get("resources"))) {
      Path path = folder.resolve(resource.toString()).normalize();
      objects.addAll(Files.isDirectory(path) ? build(path) : Tree.read(path));
    }
    for (Object generator : Tree.list(file.get("configMapGenerator"))) {
      objects.add(configMap(folder, Tree.map(generator), Tree.map(file.get("generatorOptions"))));
    }
    for (Object patch : Tree.list(file.get("patches"))) {
      apply(Tree.read(folder.resolve(Tree.map(patch).get("path").toString())).get(0), objects);
    }
    if (file.get("namespace") instanceof String namespace) {
      objects.stream()
          .filter(object -> !"Namespace".equals(object.get("kind")))
          .forEach(object -> Tree.map(object.get("metadata")).put("namespace", namespace));
    }
    return objects;
  }

  private static Map<String, Object> configMap(
      Path folder, Map<String, Object> generator, Map<String, Object> options) {
    if (!Boolean.TRUE.equals(options.get("disableNameSuffixHash"))) {
      throw new IllegalArgumentException(
          folder + ": kustomize would rename the map '" + generator.get("name") + "'.");
    }
    Map<String, Object> data = new LinkedHashMap<>();
    for (Object file : Tree.list(generator.get("files"))) {
      data.put(file.toString(), Repository.text(folder.resolve(file.toString())));
    }
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", generator.get("name"));
    metadata.put("labels", options.get("labels"));
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("apiVersion", "v1");
    map.put("kind", "ConfigMap");
    map.put("metadata", metadata);
    map.put("data", data);
    return map;
  }

  private static void apply(Map<String, Object> patch, List<Map<String, Object>> objects) {
    List<Map<String, Object>> targets =
        objects.stream().filter(object -> identity(object).equals(identity(patch))).toList();
    if (targets.size() != 1) {
      throw new IllegalArgumentException(
          "The patch of " + identity(patch) + " applies to " + targets.size() + " objects.");
    }
    Tree.merge(targets.get(0), patch);
  }

  /** What tells an object from every other. */
  static String identity(Map<String, Object> object) {
    return object.get("kind") + " " + Tree.at(object, "metadata.name");
  }

  /** The object of a kind and name, or null. */
  static @Nullable Map<String, Object> find(
      List<Map<String, Object>> objects, String kind, @Nullable Object name) {
    return objects.stream()
        .filter(object -> identity(object).equals(kind + " " + name))
        .findFirst()
        .orElse(null);
  }
}
