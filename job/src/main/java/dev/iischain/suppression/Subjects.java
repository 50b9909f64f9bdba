package dev.iischain.suppression;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The different subjects of the events that one alert folds. The same set of events gives the same
 * subjects in any order.
 *
 * @param each at most {@link #MAX}, in a fixed order
 * @param more whether there were others: then nothing can be said of all of them
 */
public record Subjects(List<Subject> each, boolean more) {

  /** No events yet. */
  public static final Subjects NONE = new Subjects(List.of(), false);

  /** Events of which nothing is known. */
  public static final Subjects UNKNOWN = new Subjects(List.of(), true);

  /** How many different subjects are kept. */
  static final int MAX = 16;

  private static final Comparator<Subject> ORDER =
      Comparator.comparing(
          subject ->
              new Subject(
                      subject.host(),
                      subject.fqdn(),
                      subject.path(),
                      subject.hashes(),
                      subject.signer(),
                      subject.writer(),
                      subject.module(),
                      subject.rules(),
                      subject.stage(),
                      0,
                      0)
                  .toString());

  /** These subjects and one more; these very ones when nothing is new. */
  public Subjects with(Subject subject) {
    for (int i = 0; i < each.size(); i++) {
      Subject known = each.get(i);
      if (known.looksLike(subject)) {
        Subject grown = known.spanning(subject);
        return grown.equals(known) ? this : replace(i, grown);
      }
    }
    List<Subject> grown = new ArrayList<>(each);
    grown.add(subject);
    grown.sort(ORDER);
    boolean over = grown.size() > MAX;
    return new Subjects(List.copyOf(over ? grown.subList(0, MAX) : grown), more || over);
  }

  private Subjects replace(int at, Subject subject) {
    List<Subject> changed = new ArrayList<>(each);
    changed.set(at, subject);
    return new Subjects(List.copyOf(changed), more);
  }
}
