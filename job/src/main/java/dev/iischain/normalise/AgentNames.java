package dev.iischain.normalise;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names under which an agent's machine was ever seen: the same for the same set of sightings,
 * in whatever order they came, as long as there are no more than {@link #MAX_NAMES}.
 *
 * @param names by the time each was first seen
 */
public record AgentNames(List<Name> names) {

  /** A machine that was renamed more often has lost its oldest names. */
  public static final int MAX_NAMES = 8;

  /** No name yet. */
  public static final AgentNames NONE = new AgentNames(List.of());

  private static final Comparator<Name> ORDER =
      Comparator.comparingLong(Name::sinceMillis).thenComparing(Name::computer);

  /**
   * One name.
   *
   * @param computer the short or full name, as spelled
   * @param sinceMillis when it was first seen, epoch milliseconds UTC
   */
  public record Name(String computer, long sinceMillis) {}

  /** These and one more; the same object when that tells nothing new. */
  public AgentNames with(Name more) {
    List<Name> all = new ArrayList<>(names.size() + 1);
    for (Name known : names) {
      if (!known.computer().equals(more.computer())) {
        all.add(known);
      } else if (known.sinceMillis() <= more.sinceMillis()) {
        return this;
      }
    }
    all.add(more);
    all.sort(ORDER);
    return new AgentNames(
        List.copyOf(all.subList(Math.max(0, all.size() - MAX_NAMES), all.size())));
  }

  /** The name at a time: the last that was new by then, or else the first; null without any. */
  public @Nullable String at(long timeMillis) {
    String name = null;
    for (Name each : names) {
      if (name == null || each.sinceMillis() <= timeMillis) {
        name = each.computer();
      }
    }
    return name == null ? null : full(name);
  }

  /** The full name where one sighting told it and another cut it. */
  private String full(String name) {
    if (name.indexOf('.') < 0) {
      for (Name each : names) {
        if (each.computer().startsWith(name) && each.computer().startsWith(".", name.length())) {
          return each.computer();
        }
      }
    }
    return name;
  }
}
