package dev.iischain.deploy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Documents of YAML as maps, lists and scalars that can be changed, and paths into them. */
final class Tree {

  private Tree() {}

  /** Every document of a file; a key that is written twice is an error. */
  static List<Map<String, Object>> read(Path file) {
    return parseAll(Repository.text(file));
  }

  /** Every document of a text. */
  static List<Map<String, Object>> parseAll(String text) {
    List<Map<String, Object>> documents = new ArrayList<>();
    for (Object document : loader().loadAllFromString(text)) {
      documents.add(map(document));
    }
    return documents;
  }

  /** The one document in a text. */
  static Map<String, Object> parse(String text) {
    return map(loader().loadFromString(text));
  }

  private static Load loader() {
    return new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build());
  }

  @SuppressWarnings("unchecked") // what YAML calls a mapping has texts for keys in these files
  static Map<String, Object> map(@Nullable Object value) {
    return value == null ? Map.of() : (Map<String, Object>) value;
  }

  @SuppressWarnings("unchecked")
  static List<Object> list(@Nullable Object value) {
    return value == null ? List.of() : (List<Object>) value;
  }

  /** What lies at a path such as {@code spec.job.args.0}; a dot within a key is written twice. */
  static @Nullable Object at(Object tree, String path) {
    Object current = tree;
    for (String step : steps(path)) {
      if (current instanceof List<?> list) {
        current = list.get(Integer.parseInt(step));
      } else {
        current = map(current).get(step);
      }
      if (current == null) {
        return null;
      }
    }
    return current;
  }

  /** Puts a value at a path, or takes away what is there when it is null. */
  static void put(Object tree, String path, @Nullable Object value) {
    List<String> steps = steps(path);
    String last = steps.remove(steps.size() - 1);
    Object parent = tree;
    for (String step : steps) {
      parent =
          parent instanceof List<?> list ? list.get(Integer.parseInt(step)) : map(parent).get(step);
    }
    if (parent instanceof List<?>) {
      list(parent).set(Integer.parseInt(last), value);
    } else if (value == null) {
      map(parent).remove(last);
    } else {
      map(parent).put(last, value);
    }
  }

  private static List<String> steps(String path) {
    List<String> steps = new ArrayList<>();
    for (String step : path.replace("..", "\0").split("\\.", -1)) {
      steps.add(step.replace('\0', '.'));
    }
    return steps;
  }

  /** A copy down to the scalars. */
  static Object copy(Object tree) {
    if (tree instanceof Map<?, ?>) {
      Map<String, Object> copy = new LinkedHashMap<>();
      map(tree).forEach((key, value) -> copy.put(key, copy(value)));
      return copy;
    }
    return tree instanceof List<?> list
        ? new ArrayList<>(list.stream().map(Tree::copy).toList())
        : tree;
  }

  /** Lays a patch over a tree: mappings are merged, everything else is replaced. */
  static void merge(Map<String, Object> tree, Map<String, Object> patch) {
    patch.forEach(
        (key, value) -> {
          if (value instanceof List<?>) {
            throw new IllegalArgumentException(
                "The patch has a list at '"
                    + key
                    + "', and how lists are merged depends on who"
                    + " merges them.");
          }
          if (value instanceof Map<?, ?> && tree.get(key) instanceof Map<?, ?>) {
            merge(map(tree.get(key)), map(value));
          } else {
            tree.put(key, copy(value));
          }
        });
  }
}
