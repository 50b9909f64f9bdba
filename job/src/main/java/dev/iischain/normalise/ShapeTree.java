package dev.iischain.normalise;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All known shapes, by the bytes that they share. */
final class ShapeTree {

  /** One step of a shape. */
  sealed interface Step {

    /** Bytes that every element of the shape has here. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Literal(byte[] bytes) implements Step {}

    /**
     * A value that may be another one.
     *
     * @param type which kind of value, of those that {@link ShapeNode} names
     * @param use what it can change
     */
    record Value(int type, ValueUse use) implements Step {}
  }

  private static final int NODE_SIZE = 150;
  private static final int STEP_SIZE = 4;

  private ShapeNode root = new ShapeNode(new byte[0]);
  private int size;

  /** Where the shape that is being added has got to: a node, a step of it, bytes of that step. */
  private ShapeNode node = root;

  private int step;
  private int at;

  /** Where matching starts. */
  ShapeNode root() {
    return root;
  }

  /** About how many bytes of memory the tree takes. */
  int size() {
    return size;
  }

  /** Forgets every shape. */
  void clear() {
    root = new ShapeNode(new byte[0]);
    size = 0;
  }

  /** Adds a shape; false when it contradicts one that is known. */
  boolean add(List<Step> steps, Shape shape) {
    enter(root);
    for (Step next : steps) {
      boolean fits =
          next instanceof Step.Value value ? value(value) : literal(((Step.Literal) next).bytes());
      if (!fits) {
        return false;
      }
    }
    boolean atEnd = step == node.steps.length && at == node.tail;
    if (!atEnd || !(node.isOpen() || node.end != null)) {
      return false;
    }
    node.end = shape;
    return true;
  }

  private void enter(ShapeNode next) {
    node = next;
    step = 0;
    at = 0;
  }

  private void toEnd() {
    step = node.steps.length;
    at = node.tail;
  }

  private boolean literal(byte[] bytes) {
    int done = 0;
    while (true) {
      int from = node.startOf(step) + at;
      int common = common(node.bytes, from, node.lengthAt(step) - at, bytes, done);
      at += common;
      done += common;
      if (done == bytes.length) {
        return true;
      }
      if (at < node.lengthAt(step)) {
        split();
      } else if (step < node.steps.length) {
        if (ShapeNode.type(node.steps[step]) != ShapeNode.DIGITS) {
          return false;
        }
        splitAtValue();
      }
      if (node.isOpen()) {
        if (node.tail + bytes.length - done > ShapeNode.MAX_LENGTH) {
          return false;
        }
        node.extend(bytes, done);
        size += bytes.length - done;
        toEnd();
        return true;
      }
      if (node.text || node.end != null) {
        return false;
      }
      ShapeNode branch = node.branch(bytes[done]);
      if (branch == null) {
        ShapeNode last = node(Arrays.copyOfRange(bytes, done, bytes.length));
        node.add(last, bytes[done]);
        node = last;
        toEnd();
        return true;
      }
      enter(branch);
    }
  }

  private boolean value(Step.Value value) {
    boolean digits = value.type() == ShapeNode.DIGITS;
    if (at < node.lengthAt(step)) {
      if (!digits) {
        return false;
      }
      split();
    }
    if (step < node.steps.length) {
      int known = node.steps[step];
      if (ShapeNode.type(known) == value.type()) {
        step++;
        at = 0;
        return ShapeNode.use(known) == value.use();
      }
      splitAtValue();
    }
    if (node.isOpen()) {
      node.append(value.type(), value.use());
      size += STEP_SIZE;
      toEnd();
      return true;
    }
    ShapeNode next = digits ? number(value.use()) : text(value);
    if (next == null) {
      return false;
    }
    enter(next);
    return true;
  }

  private @Nullable ShapeNode number(ValueUse use) {
    if (node.text || node.end != null) {
      return null;
    }
    if (node.afterNumber == null) {
      node.afterNumber = node(new byte[0]);
      node.numberUse = use;
    }
    return node.numberUse == use ? node.afterNumber : null;
  }

  private @Nullable ShapeNode text(Step.Value value) {
    if (!node.text) {
      return null;
    }
    if (value.type() == ShapeNode.DASH) {
      if (node.afterDash == null) {
        node.afterDash = node(new byte[0]);
      }
      return node.afterDash;
    }
    if (value.type() == ShapeNode.EMPTY) {
      if (node.afterEmpty == null) {
        node.afterEmpty = node(new byte[0]);
      }
      return node.afterEmpty;
    }
    if (node.afterText == null) {
      node.afterText = node(new byte[0]);
      node.textUse = value.use();
    }
    return node.textUse == value.use() ? node.afterText : null;
  }

  private void split() {
    node.split(step, at);
    size += NODE_SIZE;
    toEnd();
  }

  private void splitAtValue() {
    node.splitAtValue(step);
    size += NODE_SIZE;
    toEnd();
  }

  private ShapeNode node(byte[] bytes) {
    size += NODE_SIZE + bytes.length;
    return new ShapeNode(bytes);
  }

  private static int common(byte[] one, int oneFrom, int oneLength, byte[] other, int otherFrom) {
    int length = Math.min(oneLength, other.length - otherFrom);
    int mismatch =
        Arrays.mismatch(one, oneFrom, oneFrom + length, other, otherFrom, otherFrom + length);
    return mismatch < 0 ? length : mismatch;
  }
}
