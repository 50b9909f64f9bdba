package dev.iischain.normalise;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A small map from names to places that ignores the case of ASCII letters and never allocates. */
final class FoldedNames {

  private @Nullable String[] names = new @Nullable String[64];
  private int[] places = new int[64];
  private int size;

  /** Adds a name unless one that differs only in case is there. */
  void putIfAbsent(String name, int place) {
    if (size * 3 > names.length) {
      grow();
    }
    int at = find(name, name.length());
    if (names[at] == null) {
      names[at] = name;
      places[at] = place;
      size++;
    }
  }

  /** The place of the first {@code length} characters of a name, or {@link ValueNames#NONE}. */
  int get(String name, int length) {
    int at = find(name, length);
    return names[at] == null ? ValueNames.NONE : places[at];
  }

  private int find(String name, int length) {
    int hash = 0;
    for (int i = 0; i < length; i++) {
      hash = hash * 31 + lower(name.charAt(i));
    }
    int mask = names.length - 1;
    int at = (hash ^ (hash >>> 15)) & mask;
    while (true) {
      String candidate = names[at];
      if (candidate == null || equal(candidate, name, length)) {
        return at;
      }
      at = (at + 1) & mask;
    }
  }

  private static boolean equal(String candidate, String name, int length) {
    if (candidate.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (lower(candidate.charAt(i)) != lower(name.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
  }

  private void grow() {
    @Nullable String[] oldNames = names;
    int[] oldPlaces = places;
    names = new @Nullable String[oldNames.length * 2];
    places = Arrays.copyOf(new int[0], names.length);
    for (int i = 0; i < oldNames.length; i++) {
      String name = oldNames[i];
      if (name != null) {
        int at = find(name, name.length());
        names[at] = name;
        places[at] = oldPlaces[i];
      }
    }
  }
}
