package dev.iischain.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads a condition. {@code not} binds tightest, then {@code and}, then {@code or}; {@code them}
 * leaves out names that begin with an underscore.
 */
final class ConditionParser {

  private static final int MAX_DEPTH = 64;
  private static final int MAX_WORDS = 2_000;

  /** Stands for a selection that has its own problem, so that the rest is still looked at. */
  private static final Matcher BROKEN = new Matcher.AnyOf(List.of());

  private final Node at;
  private final String path;
  private final Map<String, Matcher> selections;
  private final Set<String> broken;
  private final Set<String> used;
  private final Problems problems;
  private final String text;
  private final List<String> words;
  private int next;
  private int depth;
  private boolean failed;

  ConditionParser(
      String text,
      Node at,
      String path,
      Map<String, Matcher> selections,
      Set<String> broken,
      Set<String> used,
      Problems problems) {
    this.text = text;
    this.at = at;
    this.path = path;
    this.selections = selections;
    this.broken = broken;
    this.used = used;
    this.problems = problems;
    this.words = words(text);
  }

  /** The condition, or null when it is wrong, which then is a problem. */
  @Nullable Matcher parse() {
    if (words.size() > MAX_WORDS) {
      fail("The condition has more than " + MAX_WORDS + " words.");
      return null;
    }
    if (words.contains("|")) {
      problems.obstacle(
          at,
          path,
          "The condition '" + text + "' counts events, which a rule about one event cannot.",
          "write a chain");
      return null;
    }
    Matcher matcher = either();
    if (!failed && next < words.size()) {
      fail("The condition '" + text + "' goes on after its end with '" + words.get(next) + "'.");
    }
    return failed ? null : matcher;
  }

  private Matcher either() {
    List<Matcher> parts = new ArrayList<>();
    do {
      parts.add(both());
    } while (accept("or"));
    return parts.size() == 1 ? parts.get(0) : new Matcher.AnyOf(List.copyOf(parts));
  }

  private Matcher both() {
    List<Matcher> parts = new ArrayList<>();
    do {
      parts.add(factor());
    } while (accept("and"));
    return parts.size() == 1 ? parts.get(0) : new Matcher.AllOf(List.copyOf(parts));
  }

  private Matcher factor() {
    if (failed || ++depth > MAX_DEPTH) {
      return fail("The condition is nested deeper than " + MAX_DEPTH + " levels.");
    }
    try {
      if (accept("not")) {
        return new Matcher.Not(factor());
      }
      if (accept("(")) {
        Matcher inner = either();
        return accept(")") ? inner : fail("The condition '" + text + "' misses a ')'.");
      }
      return quantified();
    } finally {
      depth--;
    }
  }

  private Matcher quantified() {
    if (next >= words.size()) {
      return fail("The condition '" + text + "' ends too early.");
    }
    String word = words.get(next);
    boolean quantifier = next + 1 < words.size() && isWord(words.get(next + 1), "of");
    if (!quantifier) {
      next++;
      if (word.equals(")") || isWord(word, "and") || isWord(word, "or") || isWord(word, "of")) {
        return fail("The condition '" + text + "' has '" + word + "' where a name belongs.");
      }
      return named(word);
    }
    next += 2;
    if (next >= words.size()) {
      return fail("The condition '" + text + "' ends after 'of'.");
    }
    String target = words.get(next++);
    List<Matcher> parts = matching(target);
    if (isWord(word, "all")) {
      return new Matcher.AllOf(parts);
    }
    int count = isWord(word, "any") ? 1 : count(word);
    if (count < 1) {
      return fail("'" + word + " of' has to be a number from 1, 'any of' or 'all of'.");
    }
    if (!parts.isEmpty() && count > parts.size()) {
      problems.obstacle(
          at,
          path,
          "'"
              + word
              + " of "
              + target
              + "' can never hold, since there are only "
              + parts.size()
              + ".",
          null);
      failed = true;
    }
    return count == 1 ? new Matcher.AnyOf(parts) : new Matcher.AtLeast(count, parts);
  }

  private Matcher named(String name) {
    if (name.indexOf('*') >= 0) {
      return fail("'" + name + "' needs '1 of' or 'all of' before it.");
    }
    used.add(name);
    Matcher selection = selections.get(name);
    if (selection != null) {
      return selection;
    }
    if (!broken.contains(name)) {
      unresolved(name);
    }
    return BROKEN;
  }

  private List<Matcher> matching(String target) {
    boolean them = isWord(target, "them");
    boolean found = false;
    List<Matcher> parts = new ArrayList<>();
    for (Map.Entry<String, Matcher> entry : selections.entrySet()) {
      String name = entry.getKey();
      if (them ? !name.startsWith("_") : fits(target, name)) {
        used.add(name);
        found = true;
        parts.add(entry.getValue());
      }
    }
    for (String name : broken) {
      if (them ? !name.startsWith("_") : fits(target, name)) {
        used.add(name);
        found = true;
        parts.add(BROKEN);
      }
    }
    if (!found) {
      unresolved(target);
    }
    return List.copyOf(parts);
  }

  private void unresolved(String name) {
    Set<String> names = new TreeSet<>(selections.keySet());
    names.addAll(broken);
    failed = true;
    if (name.equals("condition")) {
      problems.error(at, path, "The condition names itself.", "name the selections");
      return;
    }
    problems.notHere(
        at,
        path,
        "The condition names '" + name + "', and no selection is called that.",
        Suggestion.typo(name, names),
        Suggestion.didYouMean(name, names));
  }

  private Matcher fail(String message) {
    if (!failed) {
      problems.error(at, path, message);
    }
    failed = true;
    next = words.size();
    return BROKEN;
  }

  private boolean accept(String word) {
    if (next < words.size() && isWord(words.get(next), word)) {
      next++;
      return true;
    }
    return false;
  }

  private static boolean isWord(String word, String expected) {
    return word.toLowerCase(Locale.ROOT).equals(expected);
  }

  private static boolean fits(String pattern, String name) {
    SigmaText text = SigmaText.parse(pattern);
    return text.isAnything() || text.toTest(true).test(name);
  }

  private static int count(String word) {
    double value = Numbers.parse(word);
    return value >= 1 && value <= MAX_WORDS && value == Math.rint(value) ? (int) value : -1;
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      boolean mark = c == '(' || c == ')' || c == '|';
      if (mark || Character.isWhitespace(c)) {
        if (start >= 0) {
          words.add(text.substring(start, i));
          start = -1;
        }
        if (mark) {
          words.add(String.valueOf(c));
        }
      } else if (start < 0) {
        start = i;
      }
    }
    return words;
  }
}
