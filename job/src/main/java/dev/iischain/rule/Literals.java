package dev.iischain.rule;

import dev.iischain.event.Field;
import dev.iischain.normalise.Needles;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds in a test of a value the text that has to stand in the record if the value passes. */
final class Literals {

  /**
   * Fields made of words that stand in the record as they are, put together or with other words
   * added, never with one cut in two.
   */
  static final Set<Field> COPIED =
      EnumSet.of(
          Field.IMAGE,
          Field.PARENT_IMAGE,
          Field.ACTOR_IMAGE,
          Field.USER,
          Field.TOOL_SKELETON,
          Field.COMMAND_LINE,
          Field.PARENT_COMMAND_LINE,
          Field.CURRENT_DIRECTORY,
          Field.ORIGINAL_FILE_NAME,
          Field.TARGET_FILENAME,
          Field.SOURCE_FILENAME,
          Field.IMAGE_LOADED,
          Field.DLL_PATH,
          Field.TARGET_OBJECT,
          Field.REGISTRY_KEY_PATH,
          Field.REGISTRY_VALUE,
          Field.REGISTRY_DATA,
          Field.DETAILS,
          Field.FOLDER_PATH,
          Field.FILE_NAME,
          Field.TARGET_FILE_NAME,
          Field.IMAGE_FILE_NAME,
          Field.TARGET_IMAGE_FILE_NAME,
          Field.INITIATING_PROCESS_FILE_NAME,
          Field.INITIATING_PROCESS_FOLDER_PATH,
          Field.INITIATING_PROCESS_COMMAND_LINE,
          Field.SCRIPT_BLOCK_TEXT);

  /** Those of them in which normalisation writes out what the record cuts short. */
  private static final Set<Field> EXPANDED =
      EnumSet.of(Field.ACTOR_IMAGE, Field.DLL_PATH, Field.TARGET_OBJECT, Field.REGISTRY_KEY_PATH);

  /** Words that normalisation adds, so that they need not stand in the record. */
  private static final List<String> ADDED =
      List.of(
          "windows",
          "system32",
          "syswow64",
          "sysnative",
          "program files",
          "program files (x86)",
          "common files",
          "programdata",
          "users",
          "public",
          "microsoft",
          "exchange server",
          "v15",
          "temp",
          "hklm",
          "hkcu",
          "hkcr",
          "hkcc",
          "system",
          "software",
          "currentcontrolset",
          "device");

  /** What normalisation writes before a number. */
  private static final Set<String> NUMBERS = Set.of("dword", "qword");

  /** Words that stand in many records. */
  private static final Set<String> COMMON =
      Set.of(
          "services",
          "parameters",
          "appdata",
          "local",
          "roaming",
          "common",
          "explorer",
          "control",
          "security",
          "network",
          "version",
          "microsoft.net",
          "framework",
          "framework64",
          "binary",
          "performance",
          "cmd.exe",
          "powershell.exe",
          "pwsh.exe",
          "service",
          "operational",
          ".exe",
          ".dll");

  private Literals() {}

  /** The rarest word in what a value has to hold, in lower case, or null when there is none. */
  static @Nullable String of(Field field, ValueTest test) {
    if (!COPIED.contains(field)) {
      return null;
    }
    if (field == Field.TOOL_SKELETON) {
      // The ending is added where a name has none.
      return test instanceof ValueTest.Is is && is.text().endsWith(".exe")
          ? rarest(is.text().substring(0, is.text().length() - 4), null, false)
          : null;
    }
    boolean expanded = EXPANDED.contains(field);
    if (test instanceof ValueTest.Is is) {
      return rarest(is.text(), null, expanded);
    }
    if (test instanceof ValueTest.StartsWith starts) {
      return rarest(starts.text(), null, expanded);
    }
    if (test instanceof ValueTest.EndsWith ends) {
      return rarest(ends.text(), null, expanded);
    }
    if (test instanceof ValueTest.Contains contains) {
      return rarest(contains.text(), null, expanded);
    }
    if (test instanceof ValueTest.HasTerm term) {
      return rarest(term.text(), null, expanded);
    }
    if (test instanceof ValueTest.Like like) {
      String best = null;
      for (Glob.Segment segment : like.glob().segments()) {
        best = better(best, rarest(segment.text(), segment.kinds(), expanded));
      }
      return best;
    }
    return null;
  }

  private static @Nullable String rarest(String text, @Nullable String kinds, boolean expanded) {
    String best = null;
    int start = 0;
    for (int at = 0; at <= text.length(); at++) {
      boolean inside =
          at < text.length()
              && isWordPart(text.charAt(at))
              && (kinds == null || kinds.charAt(at) == Glob.Segment.LITERAL);
      if (inside) {
        continue;
      }
      String word = Fold.of(text.substring(start, at));
      boolean whole = start > 0 && text.charAt(start - 1) == '\\';
      if (word.length() >= Needles.MIN_LENGTH
          && !NUMBERS.contains(word)
          && (!expanded || stands(word, whole))) {
        best = better(best, word);
      }
      start = at + 1;
    }
    return best;
  }

  private static @Nullable String better(@Nullable String one, @Nullable String other) {
    return one == null || (other != null && rarity(other) > rarity(one)) ? other : one;
  }

  private static boolean isWordPart(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '-'
        || c == '_';
  }

  /** Whether a word stands in the record whenever it stands in a value. */
  private static boolean stands(String word, boolean startsName) {
    for (String added : ADDED) {
      if (added.contains(word) || (startsName && word.startsWith(added))) {
        return false;
      }
      for (int length = 1; !startsName && length <= added.length(); length++) {
        if (length <= word.length() && added.endsWith(word.substring(0, length))) {
          return false;
        }
      }
    }
    return true;
  }

  /** How seldom the commonest of some words is met; higher is rarer. */
  static int rarity(Set<String> words) {
    int least = Integer.MAX_VALUE;
    for (String word : words) {
      least = Math.min(least, rarity(word));
    }
    return least;
  }

  private static int rarity(String word) {
    if (COMMON.contains(word) || ADDED.contains(word)) {
      return 0;
    }
    int rarity = word.length();
    for (int i = 0; i < word.length(); i++) {
      // Digits are rare in the names that people read.
      rarity += Character.isDigit(word.charAt(i)) ? 3 : 0;
    }
    return rarity;
  }

  /** The words without those that hold another of them. */
  static Set<String> withoutLonger(Set<String> words) {
    Set<String> kept = new HashSet<>();
    for (String word : words) {
      boolean shorter = false;
      for (String other : words) {
        shorter |= !other.equals(word) && word.contains(other);
      }
      if (!shorter) {
        kept.add(word);
      }
    }
    return kept;
  }
}
