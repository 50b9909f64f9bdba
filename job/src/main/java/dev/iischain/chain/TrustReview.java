package dev.iischain.chain;

import dev.iischain.event.DllReference;
import dev.iischain.event.Evidence;
import dev.iischain.event.Evidence.Weight;
import dev.iischain.event.Signature;
import dev.iischain.event.Stage;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes trust back that the module itself belies: a trusted installer wrote it, and then a worker
 * loaded something that is not validly signed, or not what was written.
 */
public final class TrustReview {

  private TrustReview() {}

  /** The evidence with full weight where trust does not hold; this very list where all does. */
  public static List<Joined> of(List<Joined> evidence) {
    if (!anyTrusted(evidence)) {
      return evidence;
    }
    boolean unsigned = evidence.stream().anyMatch(TrustReview::isUnsigned);
    List<Joined> reviewed = new ArrayList<>(evidence.size());
    boolean changed = false;
    for (Joined joined : evidence) {
      boolean belied = isTrusted(joined) && (unsigned || isReplaced(joined, evidence));
      reviewed.add(belied ? joined.with(inFull(joined.evidence())) : joined);
      changed |= belied;
    }
    return changed ? reviewed : evidence;
  }

  private static boolean anyTrusted(List<Joined> evidence) {
    for (Joined joined : evidence) {
      if (isTrusted(joined)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isTrusted(Joined joined) {
    return joined.evidence().weight().trust() < 1;
  }

  private static boolean isUnsigned(Joined joined) {
    DllReference dll = joined.evidence().dll();
    return dll != null && dll.signature().trust() == Signature.Trust.UNTRUSTED;
  }

  private static boolean isReplaced(Joined written, List<Joined> evidence) {
    DllReference dll = written.evidence().dll();
    if (dll == null || written.evidence().stage() != Stage.WRITE) {
      return false;
    }
    for (Joined other : evidence) {
      DllReference loaded = other.evidence().dll();
      if (other.evidence().stage() == Stage.LOAD
          && loaded != null
          && loaded.hashes().contradicts(dll.hashes())) {
        return true;
      }
    }
    return false;
  }

  private static Evidence inFull(Evidence evidence) {
    Weight weight = evidence.weight();
    return evidence.with(
        new Weight(weight.points(), 1.0, weight.reason() + ", which the module belies"));
  }
}
