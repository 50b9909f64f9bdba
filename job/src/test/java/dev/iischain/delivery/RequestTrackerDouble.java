package dev.iischain.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A double of Request Tracker 5 as its REST2 was seen to behave: no key is unique, unknown custom
 * fields are dropped with a 201, the history comes newest first, a stale If-Match is a 412.
 */
final class RequestTrackerDouble extends HttpDouble {

  static final String QUEUE = "SOC";

  private final Set<String> fields = new LinkedHashSet<>(TicketFields.defaults().names());
  private final Map<Integer, Row> tickets = new TreeMap<>();
  private boolean dropsFields;
  private int hiddenTicket;

  /** One ticket. */
  static final class Row {
    int effectiveId;
    int version = 1;
    String subject = "";
    String status = "new";
    String content = "";
    final Map<String, List<String>> values = new LinkedHashMap<>();
    final List<ObjectNode> comments = new ArrayList<>();

    String value(String field) {
      return values.getOrDefault(field, List.of("")).get(0);
    }
  }

  /** The queue loses a custom field. */
  synchronized void removeField(String name) {
    fields.remove(name);
  }

  /** Our user loses the right to write custom fields, and nobody tells. */
  synchronized void dropFields(boolean drop) {
    dropsFields = drop;
  }

  /** An analyst merges a ticket into another. */
  synchronized void merge(int from, int into) {
    row(from).effectiveId = into;
    row(into).comments.addAll(row(from).comments);
  }

  /** An analyst moves a ticket to where our user sees nothing. */
  synchronized void hide(int id) {
    hiddenTicket = id;
  }

  synchronized Row row(int id) {
    Row row = tickets.get(id);
    if (row == null) {
      throw new AssertionError("there is no ticket " + id);
    }
    return row;
  }

  synchronized int count() {
    return tickets.size();
  }

  @Override
  boolean accepts(Headers headers) {
    return ("token " + TOKEN).equals(headers.first("Authorization"));
  }

  @Override
  Answer unauthorised() {
    return Answer.of(401, "{\"message\":\"Unauthorized\"}");
  }

  @Override
  synchronized Map<String, List<Long>> shown() {
    TicketFields names = TicketFields.defaults();
    Map<String, List<Long>> shown = new TreeMap<>();
    for (Row row : tickets.values()) {
      String revision = row.value(names.revision());
      shown
          .computeIfAbsent(row.value(names.key()), key -> new ArrayList<>())
          .add(revision.isEmpty() ? 0 : Long.parseLong(revision));
    }
    return shown;
  }

  @Override
  synchronized void checkRecords() {
    tickets.forEach((id, row) -> assertDifferent("comments of " + id, row.comments, "Subject"));
  }

  @Override
  Answer handle(Request request) {
    String path = request.path();
    if (!path.startsWith("/REST/2.0/")) {
      return Answer.of(404, "<html>Not found</html>");
    }
    String[] parts = path.substring("/REST/2.0/".length()).split("/");
    return switch (parts[0]) {
      case "queue" -> queue(parts[1]);
      case "tickets" -> search(request);
      case "ticket" -> parts.length == 1 ? create(request.body()) : ticket(request, parts);
      default -> Answer.of(404, "{\"message\":\"Not Found\"}");
    };
  }

  private Answer queue(String name) {
    if (!name.equals(QUEUE)) {
      return Answer.of(403, "{\"message\":\"Forbidden\"}");
    }
    ObjectNode queue = JSON.createObjectNode().put("Name", QUEUE);
    ArrayNode list = queue.putArray("TicketCustomFields");
    fields.forEach(field -> list.addObject().put("name", field).put("type", "customfield"));
    return Answer.of(200, queue);
  }

  private Answer search(Request request) {
    String query = request.query().getOrDefault("query", "");
    String field = query.substring(query.indexOf('{') + 1, query.indexOf('}'));
    int quote = query.indexOf('\'');
    String value = query.substring(quote + 1, query.indexOf('\'', quote + 1));
    boolean merged = query.contains("EffectiveId");
    ArrayNode items = JSON.createArrayNode();
    tickets.forEach(
        (id, row) -> {
          boolean found = fields.contains(field) && row.value(field).equals(value);
          if (found && id != hiddenTicket && (merged || row.effectiveId == id)) {
            items
                .addObject()
                .put("id", Integer.toString(id))
                .put("EffectiveId", Integer.toString(row.effectiveId));
          }
        });
    ObjectNode answer = JSON.createObjectNode().put("total", items.size());
    answer.set("items", items);
    return Answer.of(200, answer);
  }

  private Answer create(JsonNode body) {
    if (!body.path("Queue").asText().equals(QUEUE)) {
      return Answer.of(
          403, "{\"message\":\"No permission to create tickets in the queue 'NOPE'\"}");
    }
    int id = tickets.size() + 1;
    Row row = new Row();
    row.effectiveId = id;
    row.subject = body.path("Subject").asText();
    row.content = body.path("Content").asText();
    write(row, body.path("CustomFields"));
    tickets.put(id, row);
    return Answer.of(
        201, JSON.createObjectNode().put("id", Integer.toString(id)).put("type", "ticket"));
  }

  private void write(Row row, JsonNode values) {
    values
        .properties()
        .forEach(
            entry -> {
              if (!dropsFields && fields.contains(entry.getKey())) {
                List<String> list = new ArrayList<>();
                if (entry.getValue().isArray()) {
                  entry.getValue().forEach(value -> list.add(value.asText()));
                } else {
                  list.add(entry.getValue().asText());
                }
                row.values.put(entry.getKey(), list);
              }
            });
  }

  private Answer ticket(Request request, String[] parts) {
    Row named = tickets.get(Integer.parseInt(parts[1]));
    if (named == null) {
      return Answer.of(404, "{\"message\":\"Not Found\"}");
    }
    int id = named.effectiveId;
    Row row = row(id);
    if (id == hiddenTicket) {
      return Answer.of(403, "{\"message\":\"Forbidden\"}");
    }
    String action = request.method() + (parts.length > 2 ? " " + parts[2] : "");
    return switch (action) {
      case "GET" -> show(id, row);
      case "PUT" -> change(request, row);
      case "POST comment" -> {
        row.comments.add((ObjectNode) request.body());
        row.version++;
        yield Answer.of(201, "[\"Comments added\"]");
      }
      case "GET history" -> history(row);
      default -> Answer.of(405, "{\"message\":\"Method Not Allowed\"}");
    };
  }

  private static Answer show(int id, Row row) {
    ObjectNode ticket = JSON.createObjectNode();
    ticket.put("id", id).put("Subject", row.subject).put("Status", row.status);
    ticket.putObject("EffectiveId").put("id", Integer.toString(row.effectiveId));
    ArrayNode list = ticket.putArray("CustomFields");
    row.values.forEach(
        (name, values) -> {
          ArrayNode array = list.addObject().put("name", name).putArray("values");
          values.forEach(array::add);
        });
    return new Answer(200, ticket.toString(), Map.of("ETag", "\"" + row.version + "\""));
  }

  private Answer change(Request request, Row row) {
    String state = request.headers().first("If-match");
    if (state != null && !state.equals("\"" + row.version + "\"")) {
      return Answer.of(412, "{\"message\":\"Precondition Failed\"}");
    }
    write(row, request.body().path("CustomFields"));
    if (request.body().has("Subject")) {
      row.subject = request.body().path("Subject").asText();
    }
    row.version++;
    return Answer.of(200, "[]");
  }

  private static Answer history(Row row) {
    ArrayNode items = JSON.createArrayNode();
    for (int i = row.comments.size() - 1; i >= 0; i--) {
      items
          .addObject()
          .put("Type", "Comment")
          .put("Data", row.comments.get(i).path("Subject").asText("No Subject") + "\n");
    }
    items.addObject().put("Type", "Create").put("Data", "");
    ObjectNode answer = JSON.createObjectNode().put("count", items.size());
    answer.set("items", items);
    return Answer.of(200, answer);
  }
}
