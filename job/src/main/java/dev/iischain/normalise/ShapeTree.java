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

    /** A text value that is neither empty nor a dash. */
    record Text() implements Step {}

    /** A text value that is a dash. */
    record Dash() implements Step {}

    /** A text value that is empty. */
    record Empty() implements Step {}

    /** A number. */
    record Digits() implements Step {}
  }

  private ShapeNode root = new ShapeNode(new byte[0]);
  private int size;

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
    ShapeNode node = root;
    int at = 0;
    for (Step step : steps) {
      if (step instanceof Step.Literal literal) {
        byte[] bytes = literal.bytes();
        int done = 0;
        while (done < bytes.length) {
          int common = common(node.literal, at, bytes, done);
          at += common;
          done += common;
          if (done == bytes.length) {
            break;
          }
          if (at < node.literal.length) {
            node.split(at);
            size += 100;
          }
          if (node.isOpen()) {
            extend(node, bytes, done);
            at = node.literal.length;
            break;
          }
          if (node.text || node.end != null) {
            return false;
          }
          ShapeNode next = node.branch(bytes[done]);
          if (next == null) {
            next = node(Arrays.copyOfRange(bytes, done, bytes.length));
            node.add(next);
            done = bytes.length;
            at = next.literal.length;
          } else {
            at = 0;
          }
          node = next;
        }
      } else {
        if (at < node.literal.length) {
          if (!(step instanceof Step.Digits)) {
            return false;
          }
          node.split(at);
          size += 100;
        }
        ShapeNode next = value(node, step);
        if (next == null) {
          return false;
        }
        node = next;
        at = 0;
      }
    }
    if (at < node.literal.length || !(node.isOpen() || node.end != null)) {
      return false;
    }
    node.end = shape;
    return true;
  }

  private @Nullable ShapeNode value(ShapeNode node, Step step) {
    if (step instanceof Step.Digits) {
      if (node.text || node.end != null) {
        return null;
      }
      if (node.afterNumber == null) {
        node.afterNumber = node(new byte[0]);
      }
      return node.afterNumber;
    }
    if (!node.text && !node.isOpen()) {
      return null;
    }
    node.text = true;
    if (step instanceof Step.Dash) {
      if (node.afterDash == null) {
        node.afterDash = node(new byte[0]);
      }
      return node.afterDash;
    }
    if (step instanceof Step.Empty) {
      if (node.afterEmpty == null) {
        node.afterEmpty = node(new byte[0]);
      }
      return node.afterEmpty;
    }
    if (node.afterText == null) {
      node.afterText = node(new byte[0]);
    }
    return node.afterText;
  }

  private ShapeNode node(byte[] literal) {
    size += 100 + literal.length;
    return new ShapeNode(literal);
  }

  private void extend(ShapeNode node, byte[] bytes, int from) {
    byte[] longer = Arrays.copyOf(node.literal, node.literal.length + bytes.length - from);
    System.arraycopy(bytes, from, longer, node.literal.length, bytes.length - from);
    node.literal = longer;
    size += bytes.length - from;
  }

  private static int common(byte[] one, int oneFrom, byte[] other, int otherFrom) {
    int length = Math.min(one.length - oneFrom, other.length - otherFrom);
    int mismatch =
        Arrays.mismatch(one, oneFrom, oneFrom + length, other, otherFrom, otherFrom + length);
    return mismatch < 0 ? length : mismatch;
  }
}
