package dev.iischain.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.iischain.delivery.DeliveryException.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A ticket of Request Tracker as it is now.
 *
 * @param id its number; that of the ticket it was merged into, if it was
 * @param subject what it is called
 * @param key the case it is about, or empty where the field is not
 * @param revision the revision it shows completely, 0 for none
 * @param entityTag its state, or null
 */
record Ticket(String id, String subject, String key, long revision, @Nullable String entityTag) {

  private static final int LONGEST_NUMBER = 18;

  /** The ticket that an answer shows; ambiguous when the answer shows none. */
  static Ticket read(HttpAnswer answer, TicketFields fields) throws DeliveryException {
    JsonNode ticket = answer.json();
    String id = effectiveId(ticket);
    if (!isNumber(id)) {
      throw answer.failure(Kind.AMBIGUOUS, "shows no ticket");
    }
    String revision = field(ticket, fields.revision());
    return new Ticket(
        id,
        ticket.path("Subject").asText(""),
        field(ticket, fields.key()),
        isNumber(revision) ? Long.parseLong(revision) : 0,
        answer.entityTag());
  }

  /** The number of the ticket that a ticket has become a part of, or its own. */
  static String effectiveId(JsonNode ticket) {
    JsonNode effective = ticket.path("EffectiveId");
    String id = effective.isObject() ? effective.path("id").asText("") : effective.asText("");
    return isNumber(id) ? id : ticket.path("id").asText("");
  }

  /** Whether this is the number of a ticket, and nothing else. */
  static boolean isNumber(String text) {
    boolean digits = !text.isEmpty() && text.length() <= LONGEST_NUMBER;
    for (int i = 0; digits && i < text.length(); i++) {
      digits = text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    return digits;
  }

  private static String field(JsonNode ticket, String name) {
    for (JsonNode field : ticket.path("CustomFields")) {
      if (field.path("name").asText().equals(name)) {
        return field.path("values").path(0).asText("");
      }
    }
    return "";
  }
}
