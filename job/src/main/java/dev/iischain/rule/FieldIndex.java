package dev.iischain.rule;

import dev.iischain.event.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The witnesses on one field: which rules may match a value. Immutable. */
final class FieldIndex {

  private static final int BITS = 15;
  private static final int SHIFT = Long.SIZE - BITS;
  private static final long MIX = 0x9E3779B97F4A7C15L;

  /**
   * A text to look for around four of its characters.
   *
   * @param text folded
   * @param offset where the four characters begin in it
   * @param rules the rules to ask when it is there
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, and walked for each hit
  private record Part(String text, int offset, int[] rules) {}

  private final Field field;
  private final Map<String, int[]> whole;
  private final Map<String, int[]> names;

  /** By hash of four characters; null when no witness may be anywhere. */
  private final Part @Nullable [][] parts;

  FieldIndex(
      Field field,
      Map<String, List<Integer>> whole,
      Map<String, List<Integer>> names,
      Map<String, List<Integer>> parts) {
    this.field = field;
    this.whole = frozen(whole);
    this.names = frozen(names);
    this.parts = parts.isEmpty() ? null : hashed(parts);
  }

  Field field() {
    return field;
  }

  /** Marks the rules whose witness the folded value holds. */
  void mark(String value, long[] candidates) {
    if (!whole.isEmpty()) {
      mark(whole.get(value), candidates);
    }
    if (!names.isEmpty()) {
      mark(names.get(value.substring(value.lastIndexOf('\\') + 1)), candidates);
    }
    Part[][] table = parts;
    if (table == null) {
      return;
    }
    long window = 0;
    for (int i = 0; i < value.length(); i++) {
      window = (window << Character.SIZE) | value.charAt(i);
      Part[] bucket = table[(int) ((window * MIX) >>> SHIFT)];
      if (bucket != null && i >= Witness.MIN_PART - 1) {
        mark(bucket, value, i - Witness.MIN_PART + 1, candidates);
      }
    }
  }

  private static void mark(Part[] bucket, String value, int at, long[] candidates) {
    for (Part part : bucket) {
      if (value.startsWith(part.text, at - part.offset)) {
        mark(part.rules, candidates);
      }
    }
  }

  private static void mark(int @Nullable [] rules, long[] candidates) {
    if (rules != null) {
      for (int rule : rules) {
        candidates[rule >> 6] |= 1L << rule;
      }
    }
  }

  private static Map<String, int[]> frozen(Map<String, List<Integer>> rules) {
    Map<String, int[]> frozen = new HashMap<>();
    rules.forEach((text, list) -> frozen.put(text, ints(list)));
    return frozen;
  }

  private static int[] ints(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).sorted().distinct().toArray();
  }

  /** Each text under its rarest four characters, judged by all texts. */
  private static Part[][] hashed(Map<String, List<Integer>> texts) {
    int[] uses = new int[1 << BITS];
    for (String text : texts.keySet()) {
      for (int i = 0; i + Witness.MIN_PART <= text.length(); i++) {
        uses[slot(text, i)]++;
      }
    }
    List<List<Part>> table = new ArrayList<>();
    for (int i = 0; i < uses.length; i++) {
      table.add(List.of());
    }
    texts.forEach(
        (text, rules) -> {
          int best = 0;
          for (int i = 1; i + Witness.MIN_PART <= text.length(); i++) {
            if (uses[slot(text, i)] < uses[slot(text, best)]) {
              best = i;
            }
          }
          int slot = slot(text, best);
          List<Part> bucket = new ArrayList<>(table.get(slot));
          bucket.add(new Part(text, best, ints(rules)));
          table.set(slot, bucket);
        });
    Part[][] frozen = new Part[uses.length][];
    Arrays.setAll(frozen, i -> table.get(i).isEmpty() ? null : table.get(i).toArray(new Part[0]));
    return frozen;
  }

  private static int slot(String text, int at) {
    long window = 0;
    for (int i = at; i < at + Witness.MIN_PART; i++) {
      window = (window << Character.SIZE) | text.charAt(i);
    }
    return (int) ((window * MIX) >>> SHIFT);
  }
}
