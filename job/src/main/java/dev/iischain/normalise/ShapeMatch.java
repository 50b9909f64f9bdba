package dev.iischain.normalise;

import dev.iischain.event.EventKind;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Follows the bytes of an element through the known shapes. Reused; allocates nothing. */
final class ShapeMatch {

  private static final int FAILED = -1;

  private final TextScan scan = new TextScan();
  private int[] starts = new int[64];
  private int[] ends = new int[64];
  private int[] flags = new int[64];
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
      byte[] literal = node.literal;
      if (at + literal.length > to || !TextScan.isAt(bytes, at, literal)) {
        return FAILED;
      }
      at += literal.length;
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
          int end = scan.end(bytes, at, to);
          if (end < 0) {
            return FAILED;
          }
          value(at, end, scan.flags());
          at = end;
          node = node.afterText;
        }
      } else if (node.afterNumber != null && ((next >= '0' && next <= '9') || next == '-')) {
        int end = TextScan.numberEnd(bytes, at, to);
        if (end < 0) {
          return FAILED;
        }
        value(at, end, 0);
        at = end;
        node = node.afterNumber;
      } else {
        node = node.branch(next);
      }
    }
    return FAILED;
  }

  private void value(int start, int end, int flag) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
      flags = Arrays.copyOf(flags, 2 * count);
    }
    starts[count] = start;
    ends[count] = end;
    flags[count] = flag;
    count++;
  }

  /** Whether nothing in the values of the last element makes it worth reading. */
  boolean isDispensable(byte[] bytes) {
    Shape known = shape;
    if (known == null || known.read()) {
      return false;
    }
    ValueUse[] uses = known.uses();
    Needles needles = known.needles();
    boolean event = known.kind() != EventKind.OTHER;
    for (int i = 0; i < count; i++) {
      int start = starts[i];
      int end = ends[i];
      boolean fine =
          switch (uses[i]) {
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
            case NAME ->
                PlainValues.isSomething(bytes, start, end)
                    && (needles == null
                        || ((flags[i] & TextScan.NUMBERED) == 0
                            && (flags[i] == 0 || !HiddenText.mayFold(bytes, start, end))
                            && !needles.occurIn(bytes, start, end)));
            case TEXT ->
                PlainValues.isSomething(bytes, start, end)
                    && (needles == null
                        || (flags[i] == 0
                            && !HiddenText.isPossible(known.kind(), bytes, start, end)
                            && !needles.occurIn(bytes, start, end)));
            case PINNED -> false;
          };
      if (!fine) {
        return false;
      }
    }
    return true;
  }
}
