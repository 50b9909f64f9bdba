package dev.iischain.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What one instance of IRIS calls things, by number. The numbers differ between instances, so they
 * are always read from it.
 *
 * @param severities by name in lower case
 * @param statuses by name in lower case
 * @param customers by name in lower case
 * @param iocTypes by name in lower case
 */
record IrisNames(
    Map<String, Integer> severities,
    Map<String, Integer> statuses,
    Map<String, Integer> customers,
    Map<String, IocType> iocTypes,
    Map<String, Integer> tlps) {

  /**
   * A type of indicator.
   *
   * @param expression what a value must look like, null for anything
   * @param checkable whether we can tell; an expression of another dialect we cannot
   */
  record IocType(int id, @Nullable Pattern expression, boolean checkable) {

    static IocType read(JsonNode type) {
      String text = type.path("type_validation_regex").asText("");
      if (text.isEmpty() || type.path("type_validation_regex").isNull()) {
        return new IocType(type.path("type_id").asInt(), null, true);
      }
      try {
        return new IocType(type.path("type_id").asInt(), Pattern.compile(text), true);
      } catch (PatternSyntaxException e) {
        return new IocType(type.path("type_id").asInt(), null, false);
      }
    }

    /** Whether IRIS will take a value; one that it will not take would cost the whole alert. */
    boolean takes(String value) {
      Pattern pattern = expression;
      return checkable && (pattern == null || pattern.matches(value));
    }
  }

  /** A list of the instance as a table from names to numbers. */
  static Map<String, Integer> numbers(JsonNode list, String name, String number) {
    return table(list, name, each -> each.path(number).asInt());
  }

  /** A list of the instance as a table from names. */
  static <T> Map<String, T> table(JsonNode list, String name, Function<JsonNode, T> value) {
    Map<String, T> table = new HashMap<>();
    for (JsonNode each : list) {
      table.putIfAbsent(lower(each.path(name).asText()), value.apply(each));
    }
    return table;
  }

  static String lower(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }
}
