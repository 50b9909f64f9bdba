package dev.iischain.normalise;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A place in the tree of all known shapes: bytes that have to come first, and what may follow them.
 * What follows is the end of an element, a text value, or a choice by the next byte.
 */
final class ShapeNode {

  /** The bytes that have to be there. */
  byte[] literal;

  /** Set where an element ends. */
  @Nullable Shape end;

  /** Whether a text value follows, up to its closing quote; the three ways in which it goes on. */
  boolean text;

  @Nullable ShapeNode afterText;
  @Nullable ShapeNode afterDash;
  @Nullable ShapeNode afterEmpty;

  /** Where a number that may have any value is followed by. */
  @Nullable ShapeNode afterNumber;

  /** The first bytes of {@link #branches}. */
  byte[] keys = new byte[0];

  ShapeNode[] branches = new ShapeNode[0];

  ShapeNode(byte[] literal) {
    this.literal = literal;
  }

  /** Whether nothing is known about what follows. */
  boolean isOpen() {
    return end == null && !text && afterNumber == null && keys.length == 0;
  }

  /** The branch that begins with a byte, or null. */
  @Nullable ShapeNode branch(byte first) {
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] == first) {
        return branches[i];
      }
    }
    return null;
  }

  /** Adds a branch. */
  void add(ShapeNode branch) {
    keys = Arrays.copyOf(keys, keys.length + 1);
    keys[keys.length - 1] = branch.literal[0];
    branches = Arrays.copyOf(branches, branches.length + 1);
    branches[branches.length - 1] = branch;
  }

  /** Moves what comes after the first bytes of the literal into a branch. */
  void split(int length) {
    ShapeNode rest = new ShapeNode(Arrays.copyOfRange(literal, length, literal.length));
    rest.end = end;
    rest.text = text;
    rest.afterText = afterText;
    rest.afterDash = afterDash;
    rest.afterEmpty = afterEmpty;
    rest.afterNumber = afterNumber;
    rest.keys = keys;
    rest.branches = branches;
    literal = Arrays.copyOf(literal, length);
    end = null;
    text = false;
    afterText = null;
    afterDash = null;
    afterEmpty = null;
    afterNumber = null;
    keys = new byte[0];
    branches = new ShapeNode[0];
    add(rest);
  }
}
