package dev.iischain.config;

import java.util.Set;

/** Names of indices, tables and fields that need no escaping wherever they are written. */
final class PlainNames {

  private static final int MAX_INDEX = 255;
  private static final int MAX_IDENTIFIER = 63;
  private static final int MAX_FIELD = 200;
  private static final int MAX_SOURCE = 32;

  /** PostgreSQL's reserved key words, which name a table only in quotes. */
  private static final Set<String> RESERVED =
      Set.of(
          ("all analyse analyze and any array as asc asymmetric authorization binary both case cast"
                  + " check collate collation column concurrently constraint create cross"
                  + " current_catalog current_date current_role current_schema current_time"
                  + " current_timestamp current_user default deferrable desc distinct do else end"
                  + " except false fetch for foreign freeze from full grant group having ilike in"
                  + " initially inner intersect into is isnull join lateral leading left like limit"
                  + " localtime localtimestamp natural not notnull null offset on only or order"
                  + " outer overlaps placing primary references returning right select session_user"
                  + " similar some symmetric system_user table tablesample then to trailing true"
                  + " union unique user using variadic verbose when where window with")
              .split(" "));

  private PlainNames() {}

  /** The name of an index of Elasticsearch. */
  static OptionType<String> index() {
    return OptionType.scalar(
        "index name", "iis-chain-cases", text -> checkIndex(text.strip()), YamlText::quote);
  }

  /** The name of a table of PostgreSQL, alone or behind its schema. */
  static OptionType<String> table() {
    return OptionType.scalar(
        "table name", "iis_chain_cases", text -> checkTable(text.strip()), YamlText::quote);
  }

  /** The name of a custom field of Request Tracker. */
  static OptionType<String> field() {
    return OptionType.scalar(
        "field name", "Severity", text -> checkField(text.strip()), YamlText::quote);
  }

  /** What TheHive takes for the source of an alert. */
  static OptionType<String> source() {
    return OptionType.scalar(
        "source name", "iis-chain", text -> checkSource(text.strip()), YamlText::quote);
  }

  /** One of these words. */
  static OptionType<String> oneOf(String... words) {
    return OptionType.scalar(
        String.join(", ", words),
        words[0],
        text -> checkWord(text.strip(), words),
        YamlText::quote);
  }

  private static String checkField(String name) throws InvalidValue {
    boolean plain =
        !name.isEmpty()
            && name.length() <= MAX_FIELD
            && name.chars().allMatch(c -> Character.isLetterOrDigit(c) || " _-&.".indexOf(c) >= 0);
    if (!plain) {
      throw new InvalidValue(
          "'" + name + "' is no name of a custom field that can be written without escaping.",
          "Use letters, digits, blanks, hyphens, underscores, dots and &.");
    }
    return name;
  }

  private static String checkSource(String name) throws InvalidValue {
    boolean plain =
        !name.isEmpty()
            && name.length() <= MAX_SOURCE
            && name.chars().allMatch(c -> isLetterOrDigit(c) || "._-".indexOf(c) >= 0);
    if (!plain) {
      throw new InvalidValue(
          "'" + name + "' is no source that TheHive takes as a part of a name.",
          "Use at most 32 lower-case letters, digits, dots, hyphens and underscores.");
    }
    return name;
  }

  private static String checkWord(String word, String... words) throws InvalidValue {
    for (String each : words) {
      if (each.equals(word)) {
        return word;
      }
    }
    throw new InvalidValue(
        "'" + word + "' is none of " + String.join(", ", words) + ".", "Use one of these.");
  }

  private static String checkIndex(String name) throws InvalidValue {
    boolean plain =
        !name.isEmpty()
            && name.length() <= MAX_INDEX
            && isLetterOrDigit(name.charAt(0))
            && name.chars().allMatch(c -> isLetterOrDigit(c) || "._-".indexOf(c) >= 0);
    if (!plain) {
      throw new InvalidValue(
          "'" + name + "' is no name of an index that can be written without escaping.",
          "Use lower-case letters, digits, dots, hyphens and underscores, a letter or digit"
              + " first.");
    }
    return name;
  }

  private static String checkTable(String name) throws InvalidValue {
    String[] parts = name.split("\\.", -1);
    boolean plain = parts.length <= 2;
    for (String part : parts) {
      plain &=
          !part.isEmpty()
              && part.length() <= MAX_IDENTIFIER
              && !isDigit(part.charAt(0))
              && part.chars().allMatch(c -> isLetterOrDigit(c) || c == '_');
      if (RESERVED.contains(part)) {
        throw new InvalidValue(
            "'" + part + "' is a reserved word of SQL.", "Choose a name such as iis_chain_cases.");
      }
    }
    if (!plain) {
      throw new InvalidValue(
          "'" + name + "' is no name of a table that can be written without escaping.",
          "Use lower-case letters, digits and underscores, no digit first, such as"
              + " iis_chain_cases or soc.iis_chain_cases.");
    }
    return name;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetterOrDigit(int c) {
    return (c >= 'a' && c <= 'z') || isDigit(c);
  }
}
