package dev.iischain.rule;

import dev.iischain.event.Field;
import dev.iischain.rule.Witness.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds texts of which an event has to hold at least one, or a matcher cannot match it. They may
 * let too much through, never too little.
 */
final class Witnesses {

  private static final int MAX_WITNESSES = 400;

  private Witnesses() {}

  /** The rarest such texts, or null when there are none, so that the matcher has to be asked. */
  static @Nullable List<Witness> of(Matcher matcher) {
    if (matcher instanceof Matcher.AllOf all) {
      List<Witness> best = null;
      for (Matcher part : all.parts()) {
        List<Witness> found = of(part);
        if (found != null && (best == null || frequency(found) < frequency(best))) {
          best = found;
        }
      }
      return best;
    }
    if (matcher instanceof Matcher.AnyOf any) {
      return ofEach(any.parts());
    }
    if (matcher instanceof Matcher.AtLeast some) {
      return ofEach(some.parts());
    }
    if (matcher instanceof Matcher.Selection selection) {
      return of(selection.part());
    }
    if (matcher instanceof Matcher.Clause clause) {
      return of(clause.part());
    }
    if (matcher instanceof Matcher.FieldPasses passes) {
      Witness witness = of(passes.field(), passes.test());
      return witness == null || !witness.isUsable() ? null : List.of(witness);
    }
    return null;
  }

  private static @Nullable List<Witness> ofEach(List<Matcher> parts) {
    List<Witness> all = new ArrayList<>();
    for (Matcher part : parts) {
      List<Witness> found = of(part);
      if (found == null || all.size() + found.size() > MAX_WITNESSES) {
        return null;
      }
      all.addAll(found);
    }
    return all;
  }

  private static double frequency(List<Witness> witnesses) {
    double sum = 0;
    for (Witness witness : witnesses) {
      sum += witness.frequency();
    }
    return sum;
  }

  private static @Nullable Witness of(Field field, ValueTest test) {
    // A field of several lines passes when one of its lines does.
    boolean lines = field == Field.DLL_PATH;
    if (test instanceof ValueTest.Is is) {
      return new Witness(field, lines ? Place.PART : Place.WHOLE, Fold.of(is.text()));
    }
    if (test instanceof ValueTest.StartsWith starts) {
      return new Witness(field, Place.PART, Fold.of(starts.text()));
    }
    if (test instanceof ValueTest.EndsWith ends) {
      return ending(field, lines, Fold.of(ends.text()));
    }
    if (test instanceof ValueTest.Contains contains) {
      return new Witness(field, Place.PART, Fold.of(contains.text()));
    }
    if (test instanceof ValueTest.HasTerm term) {
      return new Witness(field, Place.PART, Fold.of(term.text()));
    }
    if (test instanceof ValueTest.Like like) {
      return new Witness(field, Place.PART, Fold.of(longest(like.glob())));
    }
    return test instanceof ValueTest.Matches matches
        ? new Witness(field, Place.PART, Fold.of(RegexLiteral.in(matches.pattern())))
        : null;
  }

  private static Witness ending(Field field, boolean lines, String text) {
    int slash = text.lastIndexOf('\\');
    return slash < 0 || slash == text.length() - 1 || lines
        ? new Witness(field, Place.PART, text)
        : new Witness(field, Place.NAME, text.substring(slash + 1));
  }

  /** The longest run of plain characters in a pattern with wildcards. */
  private static String longest(Glob glob) {
    String longest = "";
    for (Glob.Segment segment : glob.segments()) {
      int start = 0;
      for (int i = 0; i <= segment.text().length(); i++) {
        if (i == segment.text().length() || segment.kinds().charAt(i) != Glob.Segment.LITERAL) {
          if (i - start > longest.length()) {
            longest = segment.text().substring(start, i);
          }
          start = i + 1;
        }
      }
    }
    return longest;
  }
}
