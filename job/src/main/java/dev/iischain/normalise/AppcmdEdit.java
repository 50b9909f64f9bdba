package dev.iischain.normalise;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change of a configuration collection: {@code +[k='v']}, {@code -[k='v']} or {@code
 * [k='v'].attribute:value}.
 *
 * @param action what is done with the element
 * @param element what stands before the bracket, such as {@code globalmodules}; mostly empty
 * @param attributes the attributes in brackets, by lower-case name
 * @param attribute the lower-case attribute that is set, for {@link Action#SET}
 * @param value what it is set to, for {@link Action#SET}
 */
record AppcmdEdit(
    Action action,
    String element,
    Map<String, String> attributes,
    @Nullable String attribute,
    @Nullable String value) {

  /** What is done with an element. */
  enum Action {
    ADD,
    REMOVE,
    SET
  }

  private static final int MAX_ATTRIBUTES = 32;

  /** Whether an option, without its leading dash or slash, is an edit and not a parameter. */
  static boolean isEdit(String option) {
    int bracket = option.indexOf('[');
    if (bracket < 0) {
      return false;
    }
    for (int i = 0; i < bracket; i++) {
      char c = option.charAt(i);
      if (c == ':' || c == '=') {
        return false;
      }
    }
    return true;
  }

  /** Reads an option of which {@link #isEdit} holds. */
  static AppcmdEdit parse(String option) {
    int bracket = option.indexOf('[');
    char sign = option.charAt(0);
    int start = sign == '+' || sign == '-' ? 1 : 0;
    int end = bracket;
    while (end > start && (option.charAt(end - 1) == '.' || option.charAt(end - 1) == '"')) {
      end--;
    }
    String element =
        end <= start ? "" : Confusables.skeleton(option.substring(start, end).replace("\"", ""));
    Map<String, String> attributes = new HashMap<>();
    int at = readAttributes(option, bracket + 1, attributes);
    String rest = option.substring(at);
    if (sign == '+') {
      return new AppcmdEdit(Action.ADD, element, attributes, null, null);
    }
    int separator = separator(rest);
    if (sign == '-' || !rest.startsWith(".") || separator < 0) {
      return new AppcmdEdit(Action.REMOVE, element, attributes, null, null);
    }
    String attribute = rest.substring(1, separator).trim().toLowerCase(Locale.ROOT);
    return new AppcmdEdit(
        Action.SET, element, attributes, attribute, unquote(rest.substring(separator + 1)));
  }

  /** Reads up to the closing bracket; the position after it. */
  private static int readAttributes(String text, int from, Map<String, String> attributes) {
    int at = from;
    while (at < text.length() && attributes.size() < MAX_ATTRIBUTES) {
      char c = text.charAt(at);
      if (c == ']') {
        return at + 1;
      }
      if (c == ',' || c == ' ') {
        at++;
        continue;
      }
      int key = at;
      while (at < text.length() && "=,]".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      String name = text.substring(key, at).trim().toLowerCase(Locale.ROOT);
      if (at < text.length() && text.charAt(at) == '=') {
        at = readValue(text, at + 1, name, attributes);
      }
    }
    return at;
  }

  private static int readValue(String text, int from, String name, Map<String, String> attributes) {
    int at = from;
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    StringBuilder value = new StringBuilder();
    char quote = at < text.length() ? text.charAt(at) : ' ';
    if (quote == '\'' || quote == '"') {
      at++;
      while (at < text.length()) {
        char c = text.charAt(at++);
        if (c == quote) {
          if (at < text.length() && text.charAt(at) == quote) {
            at++;
          } else {
            break;
          }
        }
        value.append(c);
      }
    } else {
      while (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != ']') {
        value.append(text.charAt(at++));
      }
    }
    attributes.putIfAbsent(name, value.toString().trim());
    return at;
  }

  private static int separator(String rest) {
    for (int i = 0; i < rest.length(); i++) {
      if (rest.charAt(i) == ':' || rest.charAt(i) == '=') {
        return i;
      }
    }
    return -1;
  }

  /** The text without one pair of quotes around it. */
  static String unquote(String text) {
    String bare = text.trim();
    int last = bare.length() - 1;
    boolean quoted =
        last > 0
            && (bare.charAt(0) == '"' || bare.charAt(0) == '\'')
            && bare.charAt(last) == bare.charAt(0);
    return quoted ? bare.substring(1, last).trim() : bare;
  }
}
