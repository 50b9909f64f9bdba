package dev.iischain.config;

import java.util.Locale;

/**
 * One option.
 *
 * @param section the part of the file it stands in
 * @param name its key within the section
 * @param type what may be written
 * @param defaultValue its value when nothing is written
 * @param unit what a number counts, or empty where the type or the value says it
 * @param meaning what it decides, in one or more sentences
 * @param since the first version that has it
 */
public record Option<T>(
    Section section,
    String name,
    OptionType<T> type,
    T defaultValue,
    String unit,
    String meaning,
    String since) {

  /** What the name of every environment variable of ours starts with. */
  public static final String VARIABLE_PREFIX = "IIS_CHAIN__";

  /** The key path, such as {@code kafka.group-id}. */
  public String key() {
    return section.key().isEmpty() ? name : section.key() + "." + name;
  }

  /** The environment variable that overrides it. */
  public String variable() {
    return variable(key());
  }

  /** The default as YAML. */
  public String defaultText() {
    return type.printer().apply(defaultValue);
  }

  /** What may be written, for a human. */
  public String typeText() {
    return unit.isEmpty() ? type.label() : type.label() + " (" + unit + ")";
  }

  static String variable(String key) {
    return VARIABLE_PREFIX + key.replace(".", "__").replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
