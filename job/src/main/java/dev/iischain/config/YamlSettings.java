package dev.iischain.config;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** The settings of one YAML file. */
final class YamlSettings {
  private final NodeReader reader;
  private final Place start;
  private final Findings findings;
  private final Map<Option<?>, Raw> settings = new HashMap<>();

  private YamlSettings(Place start, Findings findings) {
    this.reader = new NodeReader(start, findings);
    this.start = start;
    this.findings = findings;
  }

  /** What the file sets. */
  static Map<Option<?>, Raw> read(String yaml, Place start, Findings findings) {
    YamlSettings file = new YamlSettings(start, findings);
    Node document = file.reader.document(yaml, "");
    if (document instanceof MappingNode mapping) {
      file.readTop(mapping);
    } else if (document != null && !NodeReader.isNull(document)) {
      findings.error(
          file.reader.place(document),
          "",
          "The file is no mapping of keys to values.",
          "See iis-chain config print for every key.");
    }
    return file.settings;
  }

  private void readTop(MappingNode mapping) {
    Map<String, Place> places = new LinkedHashMap<>();
    reader
        .entries(mapping, "", places)
        .forEach(
            (key, node) -> {
              Place place = places.getOrDefault(key, start);
              Section section = section(key);
              Option<?> option = find(Section.JOB, key);
              if (section != null) {
                readSection(section, node, place);
              } else if (option != null) {
                readOption(option, node, place);
              } else {
                unknown(key, place, suggestForTop(key));
              }
            });
  }

  private void readSection(Section section, Node node, Place place) {
    if (node instanceof MappingNode mapping) {
      Map<String, Place> places = new LinkedHashMap<>();
      reader
          .entries(mapping, section.key(), places)
          .forEach(
              (name, value) -> {
                Place at = places.getOrDefault(name, place);
                Option<?> option = find(section, name);
                if (option != null) {
                  readOption(option, value, at);
                } else {
                  unknown(section.key() + "." + name, at, suggestWithin(section, name));
                }
              });
    } else if (!NodeReader.isNull(node)) {
      findings.error(
          place,
          section.key(),
          "Here stands a value where the options of the section belong.",
          "Indent them below " + section.key() + ": by two spaces.");
    }
  }

  private void readOption(Option<?> option, Node node, Place place) {
    Raw raw = reader.value(node, place, option.key());
    if (raw != null) {
      settings.put(option, raw);
    }
  }

  private void unknown(String key, Place place, @Nullable String meant) {
    findings.error(
        place,
        key,
        "There is no such option.",
        meant == null
            ? "See iis-chain config print for every option."
            : "Did you mean " + meant + "?");
  }

  private static @Nullable String suggestForTop(String key) {
    int dot = key.indexOf('.');
    if (dot > 0 && Options.all().stream().anyMatch(option -> option.key().equals(key))) {
      return key.substring(0, dot) + ": with " + key.substring(dot + 1) + ": indented below it";
    }
    List<String> sections =
        Arrays.stream(Section.values()).map(Section::key).filter(word -> !word.isEmpty()).toList();
    String section = Nearest.to(key, sections);
    return section != null ? section : nearestOption(key, Options.all());
  }

  private static @Nullable String suggestWithin(Section section, String name) {
    String here =
        nearestOption(name, Options.all().stream().filter(o -> o.section() == section).toList());
    return here != null ? here : nearestOption(name, Options.all());
  }

  private static @Nullable String nearestOption(String name, Collection<Option<?>> options) {
    Map<String, String> keys = new LinkedHashMap<>();
    options.forEach(option -> keys.putIfAbsent(option.name(), option.key()));
    String nearest = Nearest.to(name, keys.keySet());
    return nearest == null ? null : keys.get(nearest);
  }

  private static @Nullable Section section(String key) {
    for (Section section : Section.values()) {
      if (!key.isEmpty() && section.key().equals(key)) {
        return section;
      }
    }
    return null;
  }

  private static @Nullable Option<?> find(Section section, String name) {
    for (Option<?> option : Options.all()) {
      if (option.section() == section && option.name().equals(name)) {
        return option;
      }
    }
    return null;
  }
}
