package dev.iischain.rule;

import dev.iischain.event.Level;
import dev.iischain.event.RuleReference;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what identifies a rule: its name, id, pack, levels and version. */
final class ReferenceReader {

  private static final List<String> LEVELS =
      Arrays.stream(Level.values()).map(Level::label).toList();

  private final LoadMode mode;
  private final String expectedName;
  private final String expectedPack;
  private final Problems problems;

  ReferenceReader(LoadMode mode, String expectedName, String expectedPack, Problems problems) {
    this.mode = mode;
    this.expectedName = expectedName;
    this.expectedPack = expectedPack;
    this.problems = problems;
  }

  /** The identity; what is wrong with it is a problem. */
  RuleReference read(YamlMap map) {
    String name = name(map);
    String pack = map.text("pack");
    if (mode == LoadMode.STRICT && !expectedPack.equals(pack)) {
      problems.error(
          map.at("pack"),
          "pack",
          "The pack '" + (pack == null ? "" : pack) + "' is not the folder's name.",
          "write pack: " + expectedPack);
    }
    return new RuleReference(
        name,
        id(map, name),
        pack == null ? expectedPack : pack,
        level(map),
        version(map),
        vendorSeverity(map));
  }

  private String name(YamlMap map) {
    String name = map.text("name");
    if (mode == LoadMode.STRICT && !expectedName.equals(name)) {
      problems.error(
          map.at("name"),
          "name",
          "The name '" + (name == null ? "" : name) + "' is not the file's name.",
          "write name: " + expectedName);
    }
    if (mode == LoadMode.STRICT && !expectedName.equals(snakeCase(expectedName))) {
      problems.error(
          map.node(),
          "name",
          "The file name '" + expectedName + "' is not in snake_case.",
          "call it " + snakeCase(expectedName) + ".yml");
    }
    return name == null ? snakeCase(expectedName) : snakeCase(name);
  }

  private String id(YamlMap map, String name) {
    String id = map.text("id");
    if (mode == LoadMode.STRICT && (id == null || !isUuid(id))) {
      problems.error(
          map.at("id"),
          "id",
          "The id '" + (id == null ? "" : id) + "' is not a UUID.",
          "write id: " + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }
    return id == null
        ? UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString()
        : id;
  }

  private Level level(YamlMap map) {
    String text = mode == LoadMode.STRICT ? map.required("level") : map.text("level");
    if (text == null) {
      return Level.MEDIUM;
    }
    Level level = known(map, "level", text);
    return level == null ? Level.MEDIUM : level;
  }

  private @Nullable Level vendorSeverity(YamlMap map) {
    String text = map.text("vendor_severity");
    return text == null ? null : known(map, "vendor_severity", text);
  }

  private @Nullable Level known(YamlMap map, String key, String text) {
    if (!LEVELS.contains(text)) {
      problems.error(
          map.at(key), key, "There is no level '" + text + "'.", Suggestion.orList(text, LEVELS));
      return null;
    }
    return Level.of(text);
  }

  private int version(YamlMap map) {
    String text = map.text("version");
    if (text == null) {
      return 1;
    }
    double version = Numbers.parse(text);
    if (version >= 1 && version <= 1_000_000 && version == Math.rint(version)) {
      return (int) version;
    }
    if (mode == LoadMode.STRICT) {
      problems.error(
          map.at("version"), "version", "'version' is a whole number, not '" + text + "'.");
    }
    return 1;
  }

  /** Lower-case letters, digits and single underscores. */
  static String snakeCase(String text) {
    StringBuilder name = new StringBuilder();
    for (char c : text.toLowerCase(Locale.ROOT).toCharArray()) {
      boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (plain) {
        name.append(c);
      } else if (!name.isEmpty() && name.charAt(name.length() - 1) != '_') {
        name.append('_');
      }
    }
    while (!name.isEmpty() && name.charAt(name.length() - 1) == '_') {
      name.setLength(name.length() - 1);
    }
    return name.isEmpty() ? "rule" : name.toString();
  }

  private static boolean isUuid(String text) {
    try {
      return UUID.fromString(text).toString().equals(text);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
