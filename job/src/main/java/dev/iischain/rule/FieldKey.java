package dev.iischain.rule;

import dev.iischain.event.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A key of a selection, such as {@code CommandLine|contains|all}.
 *
 * @param text as spelled
 * @param field the field, or null for keywords
 * @param missing the name of a field that no event here has, or null; the field then is a stand-in
 * @param modifiers what follows the field
 */
record FieldKey(
    String text, @Nullable Field field, @Nullable String missing, Set<Modifier> modifiers) {

  /** Stands for a field that no event here has while its values are read. */
  private static final Field STAND_IN = Field.DATA;

  /** Every field name a rule may use. */
  static final List<String> FIELD_NAMES = Arrays.stream(Field.values()).map(Field::label).toList();

  boolean has(Modifier modifier) {
    return modifiers.contains(modifier);
  }

  /** The modifier of this group, or null. */
  @Nullable Modifier of(Modifier.Group group) {
    for (Modifier modifier : modifiers) {
      if (modifier.group() == group) {
        return modifier;
      }
    }
    return null;
  }

  /** Reads a key; null when it is wrong, which then is a problem. */
  static @Nullable FieldKey read(
      String text, Node at, String path, FieldNames names, Problems problems) {
    String[] parts = text.split("\\|", -1);
    boolean sound = true;
    Field field = null;
    String missing = null;
    if (!parts[0].isEmpty()) {
      field = Field.named(parts[0]);
      if (field == null && isElsewhere(parts[0], names)) {
        field = STAND_IN;
        missing = parts[0];
      } else {
        sound = isRight(field, parts[0], at, path, names, problems);
      }
    }
    Set<Modifier> modifiers = EnumSet.noneOf(Modifier.class);
    List<Modifier> inOrder = new ArrayList<>();
    for (int i = 1; i < parts.length; i++) {
      Modifier modifier = modifier(parts[i], at, path, problems);
      if (modifier == null) {
        sound = false;
      } else if (!modifiers.add(modifier)) {
        problems.error(at, path, "The modifier '" + modifier.label() + "' is there twice.");
        sound = false;
      } else {
        inOrder.add(modifier);
      }
    }
    String clash = sound ? clash(field, inOrder) : null;
    if (clash != null) {
      problems.error(at, path, clash);
      sound = false;
    }
    return sound ? new FieldKey(text, field, missing, modifiers) : null;
  }

  /** Whether an unknown name may be that of a field which only other sources have. */
  static boolean isElsewhere(String name, FieldNames names) {
    return switch (names) {
      case EXACT -> false;
      case KNOWN -> SigmaNames.isField(name) || Suggestion.typo(name, FIELD_NAMES) == null;
      case ANY -> true;
    };
  }

  /** A problem: no field has this name. */
  static void notHere(String name, Node at, String path, Problems problems) {
    problems.notHere(
        at,
        path,
        "There is no field '" + name + "'.",
        Suggestion.typo(name, FIELD_NAMES),
        Suggestion.didYouMean(name, FIELD_NAMES));
  }

  private static boolean isRight(
      @Nullable Field field,
      String name,
      Node at,
      String path,
      FieldNames names,
      Problems problems) {
    if (field == null) {
      notHere(name, at, path, problems);
      return false;
    }
    if (names == FieldNames.EXACT && !field.label().equals(name)) {
      problems.error(at, path, "The field '" + name + "' is spelled '" + field.label() + "'.");
    }
    return true;
  }

  private static @Nullable Modifier modifier(
      String label, Node at, String path, Problems problems) {
    Modifier modifier = Modifier.named(label);
    if (modifier == null) {
      problems.error(
          at,
          path,
          "There is no modifier '" + label + "'.",
          Suggestion.didYouMean(label, Modifier.labels()));
      return null;
    }
    if (modifier.group() == Modifier.Group.UNSUPPORTED) {
      problems.obstacle(
          at,
          path,
          modifier == Modifier.EXPAND
              ? "The modifier 'expand' needs placeholder values, which are not supported."
              : "The modifier '" + label + "' compares parts of a time, which is not supported.",
          modifier == Modifier.EXPAND ? "write the values into the rule" : null);
      return null;
    }
    return modifier;
  }

  private static @Nullable String clash(@Nullable Field field, List<Modifier> inOrder) {
    Modifier position = null;
    Modifier test = null;
    Modifier encoding = null;
    Modifier base64 = null;
    Modifier text = null;
    for (Modifier modifier : inOrder) {
      switch (modifier.group()) {
        case POSITION -> {
          if (position != null) {
            return clash(position, modifier);
          }
          position = modifier;
        }
        case TEST -> {
          if (test != null) {
            return clash(test, modifier);
          }
          test = modifier;
        }
        case ENCODING -> {
          if (encoding != null) {
            return clash(encoding, modifier);
          }
          if (base64 != null) {
            return "The modifier '" + modifier.label() + "' has to stand before a base64 modifier.";
          }
          encoding = modifier;
        }
        case BASE64 -> {
          if (base64 != null) {
            return clash(base64, modifier);
          }
          base64 = modifier;
        }
        case EXPRESSION_FLAG -> {
          if (test != Modifier.RE) {
            return "The modifier '" + modifier.label() + "' has to follow 're'.";
          }
        }
        case TEXT -> text = modifier;
        case CASE, LIST, UNSUPPORTED -> {}
      }
    }
    if (encoding != null && base64 == null) {
      return "The modifier '" + encoding.label() + "' has to be followed by a base64 modifier.";
    }
    Modifier onText = text != null ? text : base64 != null ? base64 : position;
    if (test != null && onText != null && !(test == Modifier.FIELDREF && onText == position)) {
      return clash(test, onText);
    }
    if (test == Modifier.EXISTS && inOrder.size() > 1) {
      return "The modifier 'exists' takes no other modifier.";
    }
    if (test != null
        && test != Modifier.FIELDREF
        && test != Modifier.HAS
        && inOrder.contains(Modifier.CASED)) {
      return clash(test, Modifier.CASED);
    }
    if (field == null && (test == Modifier.EXISTS || test == Modifier.FIELDREF)) {
      return "The modifier '" + test.label() + "' needs a field.";
    }
    return null;
  }

  private static String clash(Modifier one, Modifier other) {
    return "The modifiers '" + one.label() + "' and '" + other.label() + "' exclude each other.";
  }
}
