package dev.iischain.delivery;

import com.google.re2j.Pattern;
import dev.iischain.delivery.DeliveryException.Kind;
import dev.iischain.event.Case;

/** The id of a case where it becomes part of a query or an address of another system. */
final class CaseKey {

  /** No letter of it means anything in a URL, in TicketSQL, to LIKE, or in a name of TheHive. */
  private static final Pattern SAFE = Pattern.compile("[a-z0-9-]{1,64}");

  private CaseKey() {}

  /** The id; refuses a case whose id could be read as anything else. */
  static String of(Case snapshot) throws DeliveryException {
    String id = snapshot.caseId();
    if (!SAFE.matches(id)) {
      throw DeliveryException.of(
          Kind.REFUSED,
          "The id of the case holds other characters than a-z, 0-9 and '-', or more than 64.");
    }
    return id;
  }
}
