package dev.iischain.chain;

import dev.iischain.event.Stage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a ledger knows of a host as a whole. It saves looking things up that cannot be there, so
 * that ordinary evidence costs one look at its subject, one at its name, and this.
 *
 * @param occupancy the places taken, or null while none is
 * @param alive the latest days on which a sensor reported, at most one entry for each stage
 * @param expectedFrom no implant expects news of a day before this one, days since the epoch
 * @param expectedTo nor after this one
 * @param linked one bit for each of 64 groups of subjects: whether a link leads to one of the group
 */
public record HostMemory(
    @Nullable Occupancy occupancy,
    List<AliveDays> alive,
    long expectedFrom,
    long expectedTo,
    long linked) {

  /** Nothing is known. */
  public static final HostMemory NONE =
      new HostMemory(null, List.of(), Long.MAX_VALUE, Long.MIN_VALUE, 0);

  /**
   * Days of one block on which a sensor reported: a copy of the latest one the store has.
   *
   * @param stage what the sensor sees
   * @param block the number of the block of 32 days
   * @param days one bit for each of its days
   * @param noted when the store last took it, wall-clock milliseconds: the store forgets it one
   *     retention later
   */
  public record AliveDays(Stage stage, long block, int days, long noted) {}

  /** With other places taken. */
  public HostMemory with(@Nullable Occupancy now) {
    return new HostMemory(now, alive, expectedFrom, expectedTo, linked);
  }

  /** With the days of a block, unless a later one is known. */
  HostMemory with(AliveDays noted) {
    List<AliveDays> changed = new ArrayList<>(2);
    for (AliveDays each : alive) {
      if (each.stage() != noted.stage()) {
        changed.add(each);
      } else if (each.block() > noted.block()) {
        return this;
      }
    }
    changed.add(noted);
    return new HostMemory(occupancy, changed, expectedFrom, expectedTo, linked);
  }

  /** The days of a block that the store still has, as far as they are known without it. */
  int aliveDays(Stage stage, long block, long notedAfter) {
    for (int i = 0; i < alive.size(); i++) {
      AliveDays each = alive.get(i);
      if (each.stage() == stage && each.block() == block && each.noted() > notedAfter) {
        return each.days();
      }
    }
    return 0;
  }

  /** With an implant that expects news of a day; this very object when nothing changed. */
  HostMemory expecting(long day) {
    return day >= expectedFrom && day <= expectedTo
        ? this
        : new HostMemory(
            occupancy, alive, Math.min(expectedFrom, day), Math.max(expectedTo, day), linked);
  }

  /** With a link that leads to a subject; this very object when nothing changed. */
  HostMemory linking(String subject) {
    long grown = linked | group(subject);
    return grown == linked
        ? this
        : new HostMemory(occupancy, alive, expectedFrom, expectedTo, grown);
  }

  /** Whether a link may lead to a subject. */
  boolean mayBeLinked(String subject) {
    return (linked & group(subject)) != 0;
  }

  private static long group(String subject) {
    return 1L << ((subject.hashCode() * 0x9E3779B9) >>> 26);
  }
}
