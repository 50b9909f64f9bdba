package dev.iischain.normalise;

import dev.iischain.event.Field;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The values of one map of a record (its flat keys, or its event data), reused from record to
 * record. A spelling that matches exactly wins over one that differs in case.
 */
final class NamedValues {

  /** How many unnamed values are kept. */
  static final int MAX_POSITIONS = 24;

  private final @Nullable String[] exact = new @Nullable String[ValueNames.COUNT];
  private final @Nullable String[] loose = new @Nullable String[ValueNames.COUNT];
  private final @Nullable String[] positions = new @Nullable String[MAX_POSITIONS];
  private int positionCount;
  private int named;

  /** Forgets everything. */
  void reset() {
    if (named > 0) {
      Arrays.fill(exact, null);
      Arrays.fill(loose, null);
      named = 0;
    }
    Arrays.fill(positions, 0, positionCount, null);
    positionCount = 0;
  }

  /** Keeps a value under its exact spelling; the last one wins. */
  void putExact(int index, @Nullable String value) {
    exact[index] = value;
    named++;
  }

  /** Keeps a value under a spelling that differs in case or suffix; the last one wins. */
  void putLoose(int index, @Nullable String value) {
    loose[index] = value;
    named++;
  }

  /** Keeps the next unnamed value. */
  void addPosition(@Nullable String value) {
    putPosition(positionCount, value);
  }

  /** Keeps an unnamed value at a place from 0; places beyond {@link #MAX_POSITIONS} are dropped. */
  void putPosition(int place, @Nullable String value) {
    if (place >= 0 && place < MAX_POSITIONS) {
      positions[place] = value;
      positionCount = Math.max(positionCount, place + 1);
    }
  }

  /** Keeps a value unless there is one, or none is given. */
  void putIfAbsent(Field field, @Nullable String value) {
    putIfAbsent(ValueNames.indexOf(field), value);
  }

  /** Keeps a value unless there is one, or none is given. */
  void putIfAbsent(ValueName name, @Nullable String value) {
    putIfAbsent(ValueNames.indexOf(name), value);
  }

  private void putIfAbsent(int index, @Nullable String value) {
    if (value != null && at(index) == null) {
      putExact(index, value);
    }
  }

  /** Keeps a value under the place of its spelling in any case, where somebody asks for it. */
  void putNamed(String name, @Nullable String value) {
    int index = ValueNames.exact(name);
    if (index != ValueNames.NONE) {
      putExact(index, value);
      return;
    }
    index = ValueNames.loose(name);
    if (index != ValueNames.NONE) {
      putLoose(index, value);
    }
  }

  /** Replaces every value. */
  void replaceAll(UnaryOperator<@Nullable String> replacement) {
    if (named > 0) {
      Arrays.setAll(exact, i -> replacement.apply(exact[i]));
      Arrays.setAll(loose, i -> replacement.apply(loose[i]));
    }
    for (int i = 0; i < positionCount; i++) {
      positions[i] = replacement.apply(positions[i]);
    }
  }

  /** How many unnamed values there are. */
  int positionCount() {
    return positionCount;
  }

  /** The unnamed value at a place from 0, or null. */
  @Nullable String position(int place) {
    return place >= 0 && place < positionCount ? Blanks.orNull(positions[place]) : null;
  }

  /** The unnamed values, one per line, or null where there are none. */
  @Nullable String joinedPositions() {
    if (positionCount == 0) {
      return null;
    }
    if (positionCount == 1) {
      return positions[0];
    }
    StringBuilder joined = new StringBuilder();
    for (int i = 0; i < positionCount; i++) {
      if (i > 0) {
        joined.append('\n');
      }
      String value = positions[i];
      joined.append(value == null ? "" : value);
    }
    return joined.toString();
  }

  /** Whether nothing was kept. */
  boolean isEmpty() {
    return named == 0 && positionCount == 0;
  }

  /** Whether a place has a value that is not blank. */
  boolean isSet(int index) {
    return at(index) != null;
  }

  /** The value of a field, or null where it is absent or blank. */
  @Nullable String get(Field field) {
    return at(ValueNames.indexOf(field));
  }

  /** The value of a name, or null where it is absent or blank. */
  @Nullable String get(ValueName name) {
    return at(ValueNames.indexOf(name));
  }

  /** The first value that is there, or null. */
  @Nullable String first(ValueName one, ValueName two) {
    String value = get(one);
    return value == null ? get(two) : value;
  }

  /** Whether there is a value, blank or not, under exactly this spelling. */
  boolean has(ValueName name) {
    return exact[ValueNames.indexOf(name)] != null;
  }

  private @Nullable String at(int index) {
    String value = exact[index];
    return Blanks.orNull(value == null ? loose[index] : value);
  }
}
