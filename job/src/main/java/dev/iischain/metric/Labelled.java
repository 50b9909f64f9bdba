package dev.iischain.metric;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The series of a metric for the values of its label that were seen so far. Whoever makes the
 * values, there are never more than {@value #MAX_VALUES}; further ones share {@value #OTHER}.
 */
public final class Labelled<T> {

  /** So many values have a series of their own. */
  public static final int MAX_VALUES = 500;

  /** The value that stands for all further ones. */
  public static final String OTHER = "other";

  private final Function<String, T> register;
  private final Map<String, T> known = new HashMap<>();
  private @Nullable String lastValue;
  private @Nullable T last;

  /** Registers the series of each value when it is first asked for. */
  public Labelled(Function<String, T> register) {
    this.register = register;
  }

  /** The series for a value; runs of the same value cost one comparison. */
  public T of(String value) {
    T before = last;
    if (before != null && value.equals(lastValue)) {
      return before;
    }
    T found = known.get(value);
    if (found == null) {
      String label = known.size() < MAX_VALUES ? value : OTHER;
      found = known.computeIfAbsent(label, register);
    }
    lastValue = value;
    last = found;
    return found;
  }
}
