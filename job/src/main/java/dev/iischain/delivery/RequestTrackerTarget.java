package dev.iischain.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.iischain.delivery.DeliveryException.Kind;
import dev.iischain.event.Case;
import dev.iischain.event.RecordJson;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One ticket for each case in a queue of Request Tracker 5 or RTIR, with one comment for each
 * revision. Request Tracker knows no key, so a ticket is found by a custom field, which says
 * nothing while that field is missing.
 */
public final class RequestTrackerTarget implements CaseTarget {

  private static final int COMMENT_PAGES = 5;
  private static final int LOST_RACES = 3;

  private final HttpSettings settings;
  private final String queue;
  private final TicketFields fields;
  private final TicketText text;
  private final HttpCalls calls;

  /** Whether the queue was seen to have our fields, without which nothing may be created. */
  private volatile boolean fieldsSeen;

  /** The ticket that was created without its key, or null; nothing more is created until it has. */
  private volatile @Nullable String withoutKey;

  /** A target in a queue, by its name, of a Request Tracker at its address without /REST/2.0. */
  public RequestTrackerTarget(HttpSettings settings, String queue, TicketFields fields) {
    this.settings = settings;
    this.queue = queue;
    this.fields = fields;
    this.text = new TicketText(fields);
    this.calls = new HttpCalls(settings);
  }

  @Override
  public String deliver(Delivery delivery) throws DeliveryException, InterruptedException {
    Case snapshot = delivery.snapshot();
    String key = CaseKey.of(snapshot);
    Ticket ticket = find(key, delivery.reference());
    if (ticket == null) {
      ticket = create(snapshot, key);
    }
    boolean ours = ticket.key().equals(key);
    if (ours && ticket.revision() >= snapshot.revision()) {
      return ticket.id();
    }
    if (lastComment(ticket.id(), key) < snapshot.revision()) {
      require(
          call("POST", "/ticket/" + ticket.id() + "/comment", TicketText.comment(delivery)), 201);
    }
    if (ours) {
      update(ticket.id(), snapshot);
    } // else analysts merged or moved it, and its fields are those of another case or of none
    return ticket.id();
  }

  private @Nullable Ticket find(String key, @Nullable String reference)
      throws DeliveryException, InterruptedException {
    if (reference != null && Ticket.isNumber(reference)) {
      HttpAnswer answer = call("GET", "/ticket/" + reference, null);
      if (answer.status() != 404) {
        return ticket(answer);
      }
    }
    // With EffectiveId in the query, Request Tracker also finds tickets that were merged.
    String query = "CF.{" + fields.key() + "}='" + key + "' AND EffectiveId > 0";
    HttpAnswer answer =
        call("GET", "/tickets?per_page=100&fields=EffectiveId&query=" + encoded(query), null);
    require(answer, 200);
    JsonNode items = answer.json().path("items");
    if (!items.isArray()) {
      throw answer.failure(Kind.AMBIGUOUS, "lists no tickets");
    }
    long first = 0;
    for (JsonNode item : items) {
      String id = Ticket.effectiveId(item);
      if (!Ticket.isNumber(id)) {
        throw answer.failure(Kind.AMBIGUOUS, "lists something else than tickets");
      }
      long number = Long.parseLong(id);
      first = first == 0 ? number : Math.min(first, number);
    }
    return first == 0 ? null : ticket(call("GET", "/ticket/" + first, null));
  }

  private Ticket ticket(HttpAnswer answer) throws DeliveryException, InterruptedException {
    if (answer.status() == 403 && queueProblem().isEmpty()) {
      // Of this ticket only: all others can be delivered.
      throw answer.failure(
          Kind.REFUSED, "has moved the ticket to a queue that our user may not see");
    }
    require(answer, 200);
    return Ticket.read(answer, fields);
  }

  private Ticket create(Case snapshot, String key) throws DeliveryException, InterruptedException {
    String lost = withoutKey;
    if (lost != null) {
      throw withoutItsKey(lost);
    }
    if (!fieldsSeen) {
      String problem = queueProblem();
      if (!problem.isEmpty()) {
        throw DeliveryException.of(Kind.UNAUTHORISED, problem);
      }
      fieldsSeen = true;
    }
    HttpAnswer answer = call("POST", "/ticket", text.create(queue, snapshot));
    require(answer, 201);
    String id = answer.json().path("id").asText("");
    if (!Ticket.isNumber(id)) {
      throw answer.failure(Kind.AMBIGUOUS, "does not say which ticket it created");
    }
    Ticket created = ticket(call("GET", "/ticket/" + id, null));
    if (created.key().equals(key)) {
      return created;
    }
    // Created, but without the field it is found by: a second attempt would make a second ticket.
    fieldsSeen = false;
    withoutKey = id;
    throw withoutItsKey(id);
  }

  private static DeliveryException withoutItsKey(String id) {
    return DeliveryException.of(
        Kind.UNAUTHORISED,
        "Request Tracker created ticket "
            + id
            + " but dropped its custom fields. Give our user the rights SetInitialCustomField,"
            + " ModifyCustomField and SeeCustomField, delete the ticket, and start again.");
  }

  /** The highest revision that comments of a case name; the newest come first. */
  private long lastComment(String ticket, String key)
      throws DeliveryException, InterruptedException {
    for (int page = 1; page <= COMMENT_PAGES; page++) {
      HttpAnswer answer =
          call(
              "GET",
              "/ticket/"
                  + ticket
                  + "/history?fields=Type,Data&orderby=id&order=DESC&per_page=100&page="
                  + page,
              null);
      require(answer, 200);
      JsonNode items = answer.json().path("items");
      long last = 0;
      for (JsonNode item : items) {
        if (item.path("Type").asText().equals("Comment")) {
          last = Math.max(last, TicketText.revisionOf(item.path("Data").asText(), key));
        }
      }
      if (last > 0 || items.size() < 100) {
        return last;
      }
    }
    return 0;
  }

  /** Writes our fields, unless the ticket shows this or a newer revision by now. */
  private void update(String id, Case snapshot) throws DeliveryException, InterruptedException {
    for (int race = 0; race < LOST_RACES; race++) {
      Ticket now = ticket(call("GET", "/ticket/" + id, null));
      if (now.revision() >= snapshot.revision()) {
        return;
      }
      ObjectNode change = new ObjectMapper().createObjectNode();
      change.set("CustomFields", text.values(snapshot, snapshot.revision()));
      String subject = TicketText.subject(now.subject(), snapshot);
      if (!subject.equals(now.subject())) {
        change.put("Subject", subject);
      }
      Map<String, String> headers = headers();
      String state = now.entityTag();
      if (state != null) {
        headers.put("If-Match", state);
      }
      HttpAnswer answer = calls.call("PUT", path("/ticket/" + id), change.toString(), headers);
      if (answer.status() != 412) {
        require(answer, 200);
        answer.json();
        return;
      }
    }
    throw DeliveryException.of(Kind.RETRY, "The ticket was changed by others again and again.");
  }

  private HttpAnswer call(String method, String path, @Nullable ObjectNode body)
      throws DeliveryException, InterruptedException {
    return calls.call(method, path(path), body == null ? "" : body.toString(), headers());
  }

  private static void require(HttpAnswer answer, int status) throws DeliveryException {
    if (answer.isSuccess() && answer.status() != status) {
      throw answer.failure(Kind.AMBIGUOUS, "answers as Request Tracker does not");
    }
    if (!answer.isSuccess()) {
      throw answer.failure();
    }
  }

  private static String path(String path) {
    return "/REST/2.0" + path;
  }

  private Map<String, String> headers() throws DeliveryException {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Authorization", "token " + settings.token().read());
    return headers;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Why nothing can be created in the queue, as a sentence; empty when it has all our fields. */
  private String queueProblem() throws DeliveryException, InterruptedException {
    HttpAnswer answer = call("GET", "/queue/" + encoded(queue).replace("+", "%20"), null);
    if (answer.status() == 403 || answer.status() == 404) {
      return "Request Tracker shows our user no queue '"
          + queue
          + "'. Create it, or give the user the right SeeQueue.";
    }
    require(answer, 200);
    Set<String> present = new HashSet<>();
    for (JsonNode field : answer.json().path("TicketCustomFields")) {
      present.add(field.path("name").asText());
    }
    List<String> missing = new ArrayList<>(fields.names());
    missing.removeAll(present);
    return missing.isEmpty()
        ? ""
        : "The queue '"
            + queue
            + "' has no custom field "
            + String.join(", ", missing)
            + " for tickets, or our user may not see it. Request Tracker would drop what we write"
            + " without a word. Create it, and give the user the right SeeCustomField.";
  }

  @Override
  public List<String> preflight() throws InterruptedException {
    try {
      String problem = queueProblem();
      return problem.isEmpty() ? List.of() : List.of(problem);
    } catch (DeliveryException e) {
      return List.of(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public String preview(Case snapshot) {
    Delivery delivery = new Delivery(snapshot, RecordJson.write(snapshot), null, 0);
    return "POST "
        + settings.url()
        + path("/ticket\n\n")
        + text.create(queue, snapshot).toPrettyString()
        + "\n\nPOST "
        + settings.url()
        + path("/ticket/NUMBER/comment\n\n")
        + TicketText.comment(delivery).toPrettyString();
  }
}
