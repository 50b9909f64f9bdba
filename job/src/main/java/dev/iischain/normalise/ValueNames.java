package dev.iischain.normalise;

import dev.iischain.event.Field;
import java.util.HashMap;
import java.util.Map;

/** Every name a decoder may ask for, with its place in a {@link NamedValues}. */
final class ValueNames {

  /** How many names there are. */
  static final int COUNT = Field.COUNT + ValueName.values().length;

  /** The place of no name. */
  static final int NONE = -1;

  private static final Map<String, Integer> EXACT = new HashMap<>();
  private static final FoldedNames FOLDED = new FoldedNames();

  static {
    for (Field field : Field.values()) {
      add(field.label(), indexOf(field));
    }
    for (ValueName name : ValueName.values()) {
      add(name.label(), indexOf(name));
    }
  }

  private ValueNames() {}

  private static void add(String label, int index) {
    EXACT.put(label, index);
    FOLDED.putIfAbsent(label, index);
  }

  /** The place of a field. */
  static int indexOf(Field field) {
    return field.ordinal();
  }

  /** The place of a value that is no field. */
  static int indexOf(ValueName name) {
    return Field.COUNT + name.ordinal();
  }

  /** The place of exactly this spelling, or {@link #NONE}. */
  static int exact(String name) {
    Integer index = EXACT.get(name);
    return index == null ? NONE : index;
  }

  /**
   * The place of this spelling in any case, or without a suffix that a store appended to tell
   * columns apart ({@code _decimal}, {@code _readable}, {@code _string}, ...), or {@link #NONE}.
   */
  static int loose(String name) {
    int index = FOLDED.get(name, name.length());
    if (index != NONE) {
      return index;
    }
    int underscore = name.lastIndexOf('_');
    if (underscore <= 0) {
      return NONE;
    }
    return switch (name.substring(underscore + 1)) {
      case "decimal", "readable", "string", "dynamic", "real", "long", "s", "d", "g" ->
          FOLDED.get(name, underscore);
      default -> NONE;
    };
  }
}
