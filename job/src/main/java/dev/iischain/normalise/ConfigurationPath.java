package dev.iischain.normalise;

import org.jspecify.annotations.Nullable;

/**
 * Where IIS says its configuration was edited: {@code
 * /system.webServer/globalModules/add[@name="X"]/@image}.
 *
 * @param section {@code system.webServer/globalModules}, as spelled
 * @param element the element in a collection with its predicates, such as {@code add[@name="X"]},
 *     or null
 * @param attribute the attribute without its sign, such as {@code image}, or null
 */
record ConfigurationPath(String section, @Nullable String element, @Nullable String attribute) {

  private static final int MAX_LENGTH = 8192;
  private static final String LOCATION = "location[";

  /** Reads a path; null for a blank or an overlong one. */
  static @Nullable ConfigurationPath parse(@Nullable String path) {
    if (path == null || path.isBlank() || path.length() > MAX_LENGTH) {
      return null;
    }
    String text = path.trim();
    int sectionEnd = -1;
    String element = null;
    String attribute = null;
    int start = text.startsWith("/") ? 1 : 0;
    int from = start;
    while (from < text.length()) {
      int end = stepEnd(text, from);
      String step = text.substring(from, end);
      if (element == null && step.regionMatches(true, 0, LOCATION, 0, LOCATION.length())) {
        // The place that the section is for, not an element of it.
        start = Math.min(end + 1, text.length());
      } else if (step.startsWith("@")) {
        attribute = step.substring(1);
      } else if (element == null && isElement(step)) {
        element = step;
      }
      if ((element != null || attribute != null) && sectionEnd < 0) {
        sectionEnd = Math.max(start, from - 1);
      }
      from = end + 1;
    }
    String section = text.substring(start, sectionEnd < 0 ? text.length() : sectionEnd);
    return new ConfigurationPath(section, element, attribute);
  }

  /** The last part of the section in lower case. */
  String sectionName() {
    String folded = Confusables.skeleton(section);
    return folded.substring(folded.lastIndexOf('/') + 1);
  }

  /** The value an element's predicate gives to an attribute, or null. */
  @Nullable String predicate(String name) {
    return element == null ? null : attribute(element, name);
  }

  /** The value that {@code [@name='value']} gives to an attribute in a text, or null. */
  static @Nullable String attribute(String text, String name) {
    int at = text.indexOf("@" + name);
    if (at < 0) {
      return null;
    }
    int i = at + name.length() + 1;
    while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '=')) {
      i++;
    }
    if (i >= text.length()) {
      return null;
    }
    char quote = text.charAt(i);
    if (quote != '"' && quote != '\'') {
      return null;
    }
    int end = text.indexOf(quote, i + 1);
    return end < 0 ? null : text.substring(i + 1, end);
  }

  private static boolean isElement(String step) {
    return step.indexOf('[') >= 0
        || step.equals("add")
        || step.equals("remove")
        || step.equals("clear")
        || step.equals("filter");
  }

  /** The end of a step: a slash outside of brackets and quotes. */
  private static int stepEnd(String text, int from) {
    char quote = 0;
    int depth = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        if (c == quote) {
          quote = 0;
        }
      } else if (depth > 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (c == '[') {
        depth++;
      } else if (c == ']') {
        depth--;
      } else if (c == '/' && depth <= 0) {
        return i;
      }
    }
    return text.length();
  }
}
