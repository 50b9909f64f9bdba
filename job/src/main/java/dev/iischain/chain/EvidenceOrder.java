package dev.iischain.chain;

import dev.iischain.event.Evidence;
import java.util.Comparator;

/**
 * Total orders over evidence, so that nothing depends on which copy of an event arrived first.
 * Equal times are ordered as a chain would be: write, registration, load.
 */
public final class EvidenceOrder {

  /** By event time, then stage, then identity. */
  public static final Comparator<Evidence> BY_TIME =
      Comparator.comparingLong(Evidence::eventTimeMillis)
          .thenComparingInt(evidence -> evidence.stage() == null ? 99 : evidence.stage().ordinal())
          .thenComparing(Evidence::evidenceId)
          .thenComparing(evidence -> evidence.dll() == null ? "" : evidence.dll().path())
          .thenComparing(evidence -> evidence.source().format())
          .thenComparing(evidence -> text(evidence.source().computer()))
          .thenComparing(evidence -> evidence.dll() == null ? "" : evidence.dll().raw())
          .thenComparing(Evidence::summary)
          .thenComparing(Object::toString);

  private EvidenceOrder() {}

  /** Whether two pieces of evidence are copies of one event about one file. */
  static boolean sameEvent(Evidence left, Evidence right) {
    return left.evidenceId().equals(right.evidenceId()) && path(left).equals(path(right));
  }

  private static String path(Evidence evidence) {
    return evidence.dll() == null ? "" : evidence.dll().path();
  }

  private static String text(@org.jspecify.annotations.Nullable String value) {
    return value == null ? "" : value;
  }
}
