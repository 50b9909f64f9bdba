package dev.iischain.config;

import dev.iischain.config.Raw.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Environment variables such as {@code IIS_CHAIN__KAFKA__GROUP_ID}, over the settings of a file.
 * Two underscores stand for nesting, one for a hyphen; behind an option that is a mapping, one
 * stands for a dot, as in {@code IIS_CHAIN__KAFKA__PROPERTIES__SECURITY_PROTOCOL}.
 */
final class EnvironmentSettings {
  private static final Map<String, Option<?>> BY_VARIABLE = byVariable();

  private EnvironmentSettings() {}

  /** Puts what the environment sets over what is there. */
  static void override(
      Map<String, String> environment, Map<Option<?>, Raw> settings, Findings findings) {
    // In order, so that a whole mapping comes before its single entries, and reports never vary.
    new TreeMap<>(environment)
        .forEach(
            (name, value) -> {
              if (name.startsWith(Option.VARIABLE_PREFIX)) {
                apply(name, value, settings, findings);
              }
            });
  }

  private static void apply(
      String name, String value, Map<Option<?>, Raw> settings, Findings findings) {
    Option<?> option = BY_VARIABLE.get(name);
    if (option != null) {
      Raw raw = read(option, name, value, findings);
      if (raw != null) {
        settings.put(option, raw);
      }
      return;
    }
    int split = name.lastIndexOf("__");
    Option<?> mapping = BY_VARIABLE.get(name.substring(0, split));
    if (mapping != null && isMapping(mapping) && split + 2 < name.length()) {
      Map<String, Text> entries = new LinkedHashMap<>();
      if (settings.get(mapping) instanceof Raw.Entries before) {
        entries.putAll(before.values());
      }
      String key = name.substring(split + 2).toLowerCase(Locale.ROOT).replace('_', '.');
      entries.put(key, new Text(value, Place.variable(name)));
      settings.put(mapping, new Raw.Entries(entries, Place.variable(name)));
      return;
    }
    String meant = Nearest.to(key(name), Options.all().stream().map(Option::key).toList());
    findings.error(
        Place.variable(name),
        key(name),
        "There is no option of this name.",
        meant == null
            ? "See docs/options.md for every variable."
            : "Did you mean " + Option.variable(meant) + "?");
  }

  /** Text as it is; in brackets or braces it is YAML. */
  private static @Nullable Raw read(
      Option<?> option, String name, String value, Findings findings) {
    Place place = Place.variable(name);
    boolean isYaml =
        (isMapping(option) && value.strip().startsWith("{"))
            || (isList(option) && value.strip().startsWith("["));
    if (!isYaml) {
      return new Text(value, place);
    }
    NodeReader reader = new NodeReader(place, findings);
    Node node = reader.document(value, option.key());
    return node == null ? null : reader.value(node, place, option.key());
  }

  private static String key(String name) {
    return name.substring(Option.VARIABLE_PREFIX.length())
        .toLowerCase(Locale.ROOT)
        .replace("__", ".")
        .replace('_', '-');
  }

  private static boolean isMapping(Option<?> option) {
    return option.defaultValue() instanceof Map;
  }

  private static boolean isList(Option<?> option) {
    return option.defaultValue() instanceof List
        || option.defaultValue() instanceof TelemetryTopics;
  }

  private static Map<String, Option<?>> byVariable() {
    Map<String, Option<?>> options = new LinkedHashMap<>();
    Options.all().forEach(option -> options.put(option.variable(), option));
    return options;
  }
}
