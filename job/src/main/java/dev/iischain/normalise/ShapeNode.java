package dev.iischain.normalise;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A part of the tree of all known shapes without a choice in it: steps, each of which is bytes that
 * have to stand there and a value behind them, and last the tail, bytes alone. Behind the tail is
 * the end of an element, a value of more than one kind, or a choice by the next byte. All bytes lie
 * in one array, so that following a record is reading two arrays from their start.
 */
final class ShapeNode {

  /** A value: text that is neither empty nor a dash. */
  static final int TEXT = 0;

  /** A value: a number. */
  static final int DIGITS = 1;

  /** A value: a text that is a dash. */
  static final int DASH = 2;

  /** A value: a text that is empty. */
  static final int EMPTY = 3;

  /** Set in a step whose values can change anything. */
  static final int READ = 1 << 27;

  /** Set in a step whose texts have held escapes. */
  static final int ESCAPED = 1 << 28;

  /** Set in a step as it is followed when its texts are of no fixed length. */
  static final long VARIES = -1L << Integer.SIZE;

  private static final int LENGTH_BITS = 20;
  private static final int USE_SHIFT = 22;
  private static final ValueUse[] USES = ValueUse.values();

  /** The longest bytes of a step. */
  static final int MAX_LENGTH = (1 << LENGTH_BITS) - 1;

  /** The bytes of all steps and of the tail. */
  byte[] bytes;

  /** How many bytes, which value, which use of it. */
  int[] steps = new int[0];

  /**
   * The steps once more, as they are followed: for each what {@link #steps} says of it, in the
   * upper half how long its texts have been, or less than nothing when that differs, and then its
   * bytes as {@link TextScan#areAt} compares them.
   */
  long[] code = new long[0];

  /** How many bytes the tail has. */
  int tail;

  /** Set where an element ends. */
  @Nullable Shape end;

  /** Whether a text follows, up to its closing quote, and what such a text can change. */
  boolean text;

  @Nullable ValueUse textUse;
  @Nullable ShapeNode afterText;
  @Nullable ShapeNode afterDash;
  @Nullable ShapeNode afterEmpty;

  /** What follows a number that may have any value, and what such a number can change. */
  @Nullable ShapeNode afterNumber;

  @Nullable ValueUse numberUse;

  /** The first bytes of {@link #branches}. */
  byte[] keys = new byte[0];

  ShapeNode[] branches = new ShapeNode[0];

  ShapeNode(byte[] bytes) {
    this.bytes = bytes;
    this.tail = bytes.length;
  }

  /** How many bytes a step has before its value. */
  static int length(int step) {
    return step & MAX_LENGTH;
  }

  /** Which kind of value ends a step. */
  static int type(int step) {
    return step >>> LENGTH_BITS & 3;
  }

  /** What the value of a step can change. */
  static ValueUse use(int step) {
    return USES[step >>> USE_SHIFT & 15];
  }

  /** How many bytes stand before the value of a step; of the tail, for the one behind the last. */
  int lengthAt(int step) {
    return step < steps.length ? length(steps[step]) : tail;
  }

  /** Where the bytes of a step start. */
  int startOf(int step) {
    int start = 0;
    for (int i = 0; i < step; i++) {
      start += length(steps[i]);
    }
    return start;
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
  void add(ShapeNode branch, byte first) {
    keys = Arrays.copyOf(keys, keys.length + 1);
    keys[keys.length - 1] = first;
    branches = Arrays.copyOf(branches, branches.length + 1);
    branches[branches.length - 1] = branch;
  }

  /** Makes the tail longer. */
  void extend(byte[] more, int from) {
    int length = bytes.length;
    bytes = Arrays.copyOf(bytes, length + more.length - from);
    System.arraycopy(more, from, bytes, length, more.length - from);
    tail += more.length - from;
  }

  /** Makes a step of the tail and a value. */
  void append(int type, ValueUse use) {
    steps = Arrays.copyOf(steps, steps.length + 1);
    steps[steps.length - 1] =
        tail | type << LENGTH_BITS | use.ordinal() << USE_SHIFT | (use.isRead() ? READ : 0);
    tail = 0;
    remember();
  }

  private void remember() {
    int size = 0;
    for (int step : steps) {
      size += 1 + TextScan.wordsOf(length(step));
    }
    code = new long[size];
    int at = 0;
    int start = 0;
    for (int step : steps) {
      boolean searched = use(step) == ValueUse.TEXT || use(step) == ValueUse.NAME;
      code[at++] = step | (type(step) == TEXT && !searched ? 0 : VARIES);
      long[] words = TextScan.words(bytes, start, length(step));
      System.arraycopy(words, 0, code, at, words.length);
      at += words.length;
      start += length(step);
    }
  }

  /** Moves what comes after the first bytes of a step into a branch. */
  void split(int step, int length) {
    int start = startOf(step);
    ShapeNode rest = rest(start + length, step);
    if (step < steps.length) {
      rest.steps[0] -= length;
      rest.remember();
    } else {
      rest.tail -= length;
    }
    cut(start + length, step, length);
    add(rest, rest.bytes[0]);
  }

  /** Moves what comes after the value of a step into what follows such a value. */
  void splitAtValue(int step) {
    int start = startOf(step) + length(steps[step]);
    int value = steps[step];
    ShapeNode rest = rest(start, step + 1);
    rest.remember();
    cut(start, step, length(value));
    if (type(value) == DIGITS) {
      afterNumber = rest;
      numberUse = use(value);
      return;
    }
    text = true;
    switch (type(value)) {
      case TEXT -> {
        afterText = rest;
        textUse = use(value);
      }
      case DASH -> afterDash = rest;
      default -> afterEmpty = rest;
    }
  }

  private ShapeNode rest(int start, int step) {
    ShapeNode rest = new ShapeNode(Arrays.copyOfRange(bytes, start, bytes.length));
    rest.steps = Arrays.copyOfRange(steps, step, steps.length);
    rest.tail = tail;
    rest.end = end;
    rest.text = text;
    rest.textUse = textUse;
    rest.afterText = afterText;
    rest.afterDash = afterDash;
    rest.afterEmpty = afterEmpty;
    rest.afterNumber = afterNumber;
    rest.numberUse = numberUse;
    rest.keys = keys;
    rest.branches = branches;
    return rest;
  }

  private void cut(int length, int step, int newTail) {
    bytes = Arrays.copyOf(bytes, length);
    steps = Arrays.copyOf(steps, step);
    remember();
    tail = newTail;
    end = null;
    text = false;
    textUse = null;
    afterText = null;
    afterDash = null;
    afterEmpty = null;
    afterNumber = null;
    numberUse = null;
    keys = new byte[0];
    branches = new ShapeNode[0];
  }
}
