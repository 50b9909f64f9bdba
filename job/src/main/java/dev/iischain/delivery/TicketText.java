package dev.iischain.delivery;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.iischain.event.Alert;
import dev.iischain.event.Case;
import dev.iischain.report.CaseText;
import java.util.Base64;
import java.util.stream.Collectors;

/** A case in the words of Request Tracker. */
final class TicketText {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_SUBJECT = 160;

  private final TicketFields fields;

  TicketText(TicketFields fields) {
    this.fields = fields;
  }

  /** A new ticket; it shows no revision yet. */
  ObjectNode create(String queue, Case snapshot) {
    ObjectNode ticket = JSON.createObjectNode();
    ticket.put("Queue", queue);
    ticket.put("Subject", subject(snapshot));
    ticket.put("ContentType", "text/plain");
    ticket.put("Content", lead(snapshot));
    ticket.set("CustomFields", values(snapshot, 0));
    return ticket;
  }

  /** Brackets are where Request Tracker finds the number of a ticket in mail. */
  private static String subject(Case snapshot) {
    String title = CaseText.title(snapshot, LONGEST_SUBJECT);
    return mark(snapshot.status()) + title.replace('[', '(').replace(']', ')');
  }

  private static String mark(String status) {
    return "[" + CaseText.value(status) + "] ";
  }

  /** The subject with the present status, or as it is where an analyst has taken ours away. */
  static String subject(String present, Case snapshot) {
    for (String status : new String[] {"partial", "complete", "expired", Case.RETRACTED}) {
      if (present.startsWith(mark(status))) {
        return mark(snapshot.status()) + present.substring(mark(status).length());
      }
    }
    return present;
  }

  private static String lead(Case snapshot) {
    return CaseText.value(snapshot.title())
        + "\n\nHost: "
        + CaseText.value(snapshot.host().name())
        + "\nModule: "
        + CaseText.value(snapshot.dll().path())
        + "\nCase: "
        + CaseText.value(snapshot.caseId())
        + "\n\nEvery revision of the case follows as one comment, which holds all of it. The last"
        + " one counts.\n";
  }

  /** Our custom fields, once the ticket shows a revision. */
  ObjectNode values(Case snapshot, long revision) {
    ObjectNode values = JSON.createObjectNode();
    values.put(fields.key(), snapshot.caseId());
    values.put(fields.revision(), Long.toString(revision));
    values.put(fields.status(), CaseText.value(snapshot.status()));
    values.put(fields.level(), CaseText.value(snapshot.level()));
    values.put(fields.chain(), CaseText.value(snapshot.chain()));
    values.put(fields.host(), CaseText.value(snapshot.host().name()));
    ArrayNode attack = values.putArray(fields.attack());
    snapshot.attack().forEach(id -> attack.add(CaseText.value(id)));
    values.put(fields.observables(), observables(snapshot));
    return values;
  }

  private static String observables(Case snapshot) {
    return snapshot.observables().stream()
        .map(TicketText::observable)
        .collect(Collectors.joining("\n"));
  }

  private static String observable(Alert.Observable observable) {
    return CaseText.value(observable.type()) + ": " + CaseText.value(observable.value());
  }

  /** The one comment of a revision, with the case itself attached. */
  static ObjectNode comment(Delivery delivery) {
    Case snapshot = delivery.snapshot();
    ObjectNode comment = JSON.createObjectNode();
    comment.put("Subject", marker(snapshot));
    comment.put("ContentType", "text/plain");
    comment.put("Content", marker(snapshot) + "\n\n" + CaseText.plain(snapshot));
    ObjectNode file = comment.putArray("Attachments").addObject();
    file.put("FileName", "chain.json");
    file.put("FileType", "application/json");
    file.put("FileContent", Base64.getEncoder().encodeToString(delivery.json()));
    return comment;
  }

  /** What a repeated comment is recognised by. */
  static String marker(Case snapshot) {
    return "[rev " + snapshot.revision() + "] " + snapshot.caseId();
  }

  /** The revision that a marker of this case names, or 0 for any other text. */
  static long revisionOf(String marker, String caseId) {
    String text = marker.strip();
    if (!text.startsWith("[rev ") || !text.endsWith("] " + caseId)) {
      return 0;
    }
    String number = text.substring("[rev ".length(), text.length() - caseId.length() - 2);
    return Ticket.isNumber(number) ? Long.parseLong(number) : 0;
  }
}
