package dev.iischain.config;

import java.util.HashMap;
import java.util.Map;

/** The value of every option: what was written, or the default. */
final class OptionValues {
  private final Map<Option<?>, Object> written = new HashMap<>();

  /** The value of an option. */
  @SuppressWarnings("unchecked") // put keeps option and value of one type together
  <T> T get(Option<T> option) {
    Object value = written.get(option);
    return value == null ? option.defaultValue() : (T) value;
  }

  <T> void put(Option<T> option, T value) {
    written.put(option, value);
  }
}
