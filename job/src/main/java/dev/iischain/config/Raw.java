package dev.iischain.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was written for an option, before its type has judged it. */
sealed interface Raw {

  /** Where it was written. */
  Place place();

  /** What it is, as a noun with its article. */
  String kind();

  /** One value as written. */
  record Text(String value, Place place) implements Raw {
    @Override
    public String kind() {
      return "a single value";
    }
  }

  /** A list of values. */
  record Items(List<Text> values, Place place) implements Raw {
    public Items {
      values = List.copyOf(values);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /** Names with a value each, in the order of the file. */
  record Entries(Map<String, Text> values, Place place) implements Raw {
    public Entries {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    @Override
    public String kind() {
      return "a mapping";
    }
  }
}
