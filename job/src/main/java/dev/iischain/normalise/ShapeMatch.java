package dev.iischain.normalise;

import dev.iischain.event.EventKind;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Follows the bytes of an element through the known shapes, and then looks at the values that it
 * passed. Reused; allocates nothing.
 */
final class ShapeMatch {

  private static final int FAILED = -1;

  /** How many numbers are kept of a value: where it starts, where it ends, and what it is. */
  private static final int KEPT = 3;

  /** Set in what a value is, above what {@link TextScan} notices: the place of its use. */
  private static final int USE_SHIFT = 8;

  private static final ValueUse[] USES = ValueUse.values();

  private final TextScan scan = new TextScan();

  /** The values of the last element that can change anything. */
  private int[] values = new int[KEPT * 32];

  private int count;
  private @Nullable Shape shape;

  /** The shape of the last element, or null when it has none that is known. */
  @Nullable Shape shape() {
    return shape;
  }

  /** Behind the element at a place, if it has a known shape, or -1. */
  int follow(ShapeNode root, byte[] bytes, int from, int to) {
    ShapeNode node = root;
    int at = from;
    count = 0;
    shape = null;
    while (node != null) {
      if (node.code.length > 0) {
        at = steps(node.code, bytes, at, to);
      }
      int tail = node.tail;
      if (at < 0
          || at + tail > to
          || !TextScan.isAt(bytes, at, node.bytes, node.bytes.length - tail, tail)) {
        return FAILED;
      }
      at += tail;
      if (node.end != null) {
        shape = node.end;
        return at;
      }
      if (at + 1 >= to) {
        return FAILED;
      }
      byte next = bytes[at];
      if (node.text) {
        if (next == '"') {
          node = node.afterEmpty;
        } else if (next == '-' && bytes[at + 1] == '"') {
          at++;
          node = node.afterDash;
        } else {
          ValueUse use = node.textUse;
          at = use == null ? FAILED : text(bytes, at, to, true, use);
          node = node.afterText;
        }
      } else if (node.afterNumber != null && ((next >= '0' && next <= '9') || next == '-')) {
        ValueUse use = node.numberUse;
        at = use == null ? FAILED : digits(bytes, at, to, use);
        node = node.afterNumber;
      } else {
        node = node.branch(next);
      }
      if (at < 0) {
        return FAILED;
      }
    }
    return FAILED;
  }

  /** Behind the last value of all steps of a node, or -1. */
  private int steps(long[] code, byte[] bytes, int from, int to) {
    int at = from;
    int next = 0;
    while (next < code.length) {
      int step = next;
      long header = code[step];
      int length = ShapeNode.length((int) header);
      boolean fits =
          at + length + Long.BYTES <= to
              ? TextScan.areAt(bytes, at, code, step + 1, length)
              : at + length + 1 < to && TextScan.areLastAt(bytes, at, code, step + 1, length);
      if (!fits) {
        return FAILED;
      }
      at += length;
      next = step + 1 + TextScan.wordsOf(length);
      int expected = (int) (header >> Integer.SIZE);
      int end = at + expected;
      if (expected > 0 && end + Long.BYTES <= to && TextScan.isPlain(bytes, at, end)) {
        if ((header & ShapeNode.READ) != 0) {
          keep(at, end, ShapeNode.use((int) header).ordinal() << USE_SHIFT);
        }
        at = end;
      } else {
        at = value(code, step, bytes, at, to);
        if (at < 0) {
          return FAILED;
        }
      }
    }
    return at;
  }

  /** Behind the value of a step, which is not as the last one was; or -1. */
  private int value(long[] code, int at, byte[] bytes, int from, int to) {
    long header = code[at];
    int step = (int) header;
    byte next = bytes[from];
    switch (ShapeNode.type(step)) {
      case ShapeNode.TEXT -> {
        if (next == '"' || (next == '-' && bytes[from + 1] == '"')) {
          return FAILED;
        }
        boolean escaped = (step & ShapeNode.ESCAPED) != 0;
        int end = text(bytes, from, to, escaped, ShapeNode.use(step));
        if (end >= 0 && !escaped && (scan.flags() & TextScan.ESCAPED) != 0) {
          code[at] = header | ShapeNode.ESCAPED | ShapeNode.VARIES;
        } else if (end - from > 1 && header >>> Integer.SIZE == 0) {
          code[at] = header | (long) (end - from) << Integer.SIZE;
        } else if (end - from > 1 && header > 0) {
          code[at] = header | ShapeNode.VARIES;
        }
        return end;
      }
      case ShapeNode.DIGITS -> {
        return digits(bytes, from, to, ShapeNode.use(step));
      }
      case ShapeNode.DASH -> {
        return next == '-' && bytes[from + 1] == '"' ? from + 1 : FAILED;
      }
      default -> {
        return next == '"' ? from : FAILED;
      }
    }
  }

  private int text(byte[] bytes, int at, int to, boolean escaped, ValueUse use) {
    int end = escaped ? scan.escapedEnd(bytes, at, to) : scan.end(bytes, at, to);
    if (end >= 0 && use.isRead()) {
      keep(at, end, (scan.flags() & ~TextScan.ESCAPED) | use.ordinal() << USE_SHIFT);
    }
    return end;
  }

  private int digits(byte[] bytes, int at, int to, ValueUse use) {
    int end = TextScan.numberEnd(bytes, at, to);
    if (end >= 0 && use.isRead()) {
      keep(at, end, use.ordinal() << USE_SHIFT);
    }
    return end;
  }

  private void keep(int start, int end, int what) {
    int place = count;
    if (place + KEPT > values.length) {
      values = Arrays.copyOf(values, 2 * values.length);
    }
    values[place] = start;
    values[place + 1] = end;
    values[place + 2] = what;
    count = place + KEPT;
  }

  /** Whether nothing in the values of the last element makes it worth reading. */
  boolean isDispensable(byte[] bytes) {
    Shape found = shape;
    if (found == null || found.read()) {
      return false;
    }
    for (int i = 0; i < count; i += KEPT) {
      if (!isFine(found, values[i + 2], bytes, values[i], values[i + 1])) {
        return false;
      }
    }
    return true;
  }

  private static boolean isFine(Shape found, int what, byte[] bytes, int start, int end) {
    ValueUse use = USES[what >>> USE_SHIFT];
    boolean event = found.kind() != EventKind.OTHER;
    return switch (use) {
      case UNUSED, PASSAGE -> true;
      case UNNAMED -> !event;
      case NOTE -> PlainValues.isSomething(bytes, start, end);
      case LABEL -> PlainValues.isLabel(bytes, start, end);
      case TIME ->
          event
              ? PlainValues.isTime(bytes, start, end)
              : PlainValues.isSomething(bytes, start, end);
      case HOST ->
          event
              ? PlainValues.isHost(bytes, start, end)
              : PlainValues.isSomething(bytes, start, end);
      case NAME, TEXT ->
          PlainValues.isSomething(bytes, start, end)
              && isHarmless(found, use, what & ((1 << USE_SHIFT) - 1), bytes, start, end);
      case PINNED -> false;
    };
  }

  /** Whether nothing that is looked for stands, or may be hidden, in a text. */
  private static boolean isHarmless(
      Shape found, ValueUse use, int noticed, byte[] bytes, int start, int end) {
    Needles needles = found.needles();
    if (needles == null) {
      return true;
    }
    boolean plain =
        use == ValueUse.NAME
            ? (noticed & TextScan.NUMBERED) == 0
                && (noticed == 0 || !HiddenText.mayFold(bytes, start, end))
            : noticed == 0 && !HiddenText.isPossible(found.kind(), bytes, start, end);
    return plain && !needles.occurIn(bytes, start, end);
  }
}
