package dev.iischain.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.iischain.event.Alert.Observable;
import dev.iischain.event.Case;
import dev.iischain.event.EvidenceEntry;
import dev.iischain.report.CaseText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A case in the words of TheHive 5, within the limits that its OpenAPI document names. */
final class TheHiveText {

  /** The type of every alert of ours. */
  static final String TYPE = "iis-chain";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_TITLE = 512;
  private static final int LONGEST_EVENT_TITLE = 128;
  private static final int LONGEST_TAG = 128;
  private static final int LONGEST_DESCRIPTION = 1 << 20;

  private final String source;

  TheHiveText(String source) {
    this.source = source;
  }

  /** A new alert; its tags do not say yet that it is complete. */
  ObjectNode create(Case snapshot, byte[] json) {
    ObjectNode alert = JSON.createObjectNode();
    alert.put("type", TYPE).put("source", source).put("sourceRef", snapshot.caseId());
    alert.put("title", CaseText.title(snapshot, LONGEST_TITLE));
    alert.put("description", description(snapshot, json));
    alert.put("severity", severity(snapshot));
    alert.put("date", snapshot.firstSeen().toEpochMilli());
    alert.set("tags", tags(snapshot, List.of(), new OwnTags(0, "", severityTag(snapshot), false)));
    ArrayNode observables = alert.putArray("observables");
    observables(snapshot).forEach(observables::add);
    ArrayNode procedures = alert.putArray("procedures");
    for (String technique : new LinkedHashSet<>(snapshot.attack())) {
      procedures
          .addObject()
          .put("patternId", technique)
          .put("occurDate", snapshot.firstSeen().toEpochMilli());
    }
    return alert;
  }

  /** Our section of the description. */
  static String description(Case snapshot, byte[] json) {
    String more = String.join("\n", IncidentObservables.of(snapshot).spelled());
    String section = OwnSection.of(snapshot, json, more);
    return section.length() <= LONGEST_DESCRIPTION
        ? section
        : OwnSection.of(snapshot, new byte[0], "");
  }

  /** TheHive's 1 to 4. */
  static int severity(Case snapshot) {
    return switch (snapshot.level()) {
      case "critical" -> 4;
      case "high" -> 3;
      case "medium" -> 2;
      default -> 1;
    };
  }

  /** The severity as our tag holds it. */
  static String severityTag(Case snapshot) {
    return Integer.toString(severity(snapshot));
  }

  /** The tags of an alert with those of the case, and ours. */
  static ArrayNode tags(Case snapshot, List<String> present, OwnTags own) {
    Set<String> tags = new LinkedHashSet<>(present);
    for (String technique : snapshot.attack()) {
      tags.add(CaseText.value(technique));
    }
    ArrayNode result = JSON.createArrayNode();
    for (String tag : own.among(new ArrayList<>(tags))) {
      if (!tag.isBlank() && tag.length() <= LONGEST_TAG) {
        result.add(tag);
      }
    }
    return result;
  }

  /** The observables of a case, each once. */
  static List<ObjectNode> observables(Case snapshot) {
    Map<String, ObjectNode> observables = new LinkedHashMap<>();
    for (Observable each : IncidentObservables.of(snapshot).exact()) {
      ObjectNode observable = JSON.createObjectNode();
      observable.put("dataType", dataType(each)).put("data", each.value());
      observable.put("message", "iis-chain: " + CaseText.value(each.type()));
      observables.putIfAbsent(key(observable), observable);
    }
    return new ArrayList<>(observables.values());
  }

  /** What makes an observable the same as another one. */
  static String key(JsonNode observable) {
    return observable.path("dataType").asText() + ' ' + observable.path("data").asText();
  }

  private static String dataType(Observable observable) {
    return switch (observable.type()) {
      case "host" -> observable.value().contains(".") ? "fqdn" : "hostname";
      case "file" -> "filename";
      case "sha256", "sha1", "md5" -> "hash";
      default -> "other";
    };
  }

  /** The first piece of evidence of every stage, as events for the timeline of a case. */
  static List<ObjectNode> events(Case snapshot) {
    List<ObjectNode> events = new ArrayList<>();
    Set<String> stages = new HashSet<>();
    for (EvidenceEntry entry : snapshot.timeline()) {
      String stage = entry.stage();
      if (stage != null && stages.add(stage)) {
        ObjectNode event = JSON.createObjectNode();
        event.put("date", entry.eventTime().toEpochMilli());
        String title = CaseText.value(stage) + ": " + CaseText.value(entry.summary());
        event.put("title", cut(title, LONGEST_EVENT_TITLE));
        event.put("description", CaseText.block("text", eventMark(snapshot, stage)));
        events.add(event);
      }
    }
    return events;
  }

  /** What an event of the timeline is recognised by. */
  static String eventMark(Case snapshot, String stage) {
    return "iis-chain " + snapshot.caseId() + ' ' + CaseText.value(stage) + ';';
  }

  /** A remark about a revision. */
  static String remark(Case snapshot) {
    return "[rev "
        + snapshot.revision()
        + "] "
        + snapshot.caseId()
        + "\n\n"
        + CaseText.markdown(snapshot);
  }

  private static String cut(String text, int length) {
    if (text.codePointCount(0, text.length()) <= length) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, length - 3)) + "...";
  }
}
