package dev.iischain.delivery;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.iischain.chain.CaseRevisions;
import dev.iischain.event.Alert;
import dev.iischain.event.Alert.Observable;
import dev.iischain.event.Case;
import dev.iischain.event.EvidenceEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A case as a finding of the Open Cybersecurity Schema Framework, version 1.5.0: the chain as a
 * Detection Finding, or the whole as an Incident Finding. OCSF is data, not text to be shown, so
 * values are as they were seen.
 *
 * <p>Numbers and captions are those of the schema: {@code
 * https://schema.ocsf.io/1.5.0/classes/detection_finding}, {@code .../classes/incident_finding} and
 * {@code .../objects/observable}.
 */
final class OcsfFinding {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String VERSION = "1.5.0";

  private static final List<String> SEVERITIES =
      List.of("Unknown", "Informational", "Low", "Medium", "High", "Critical");
  private static final List<String> CONFIDENCES = List.of("Unknown", "Low", "Medium", "High");

  private OcsfFinding() {}

  /** Class 2004: what was detected, with its evidence. */
  static ObjectNode detection(Case snapshot) {
    ObjectNode finding = finding(snapshot, 2004, "Detection Finding");
    finding.set("finding_info", info(snapshot));
    finding.put("is_alert", !snapshot.status().equals(Case.RETRACTED));
    confidence(finding, snapshot);
    finding.put("risk_score", snapshot.score());
    ArrayNode evidences = finding.putArray("evidences");
    snapshot.timeline().forEach(entry -> evidences.add(evidence(snapshot, entry)));
    resources(finding, snapshot);
    observables(finding, snapshot);
    return finding;
  }

  /** Class 2005: the case, with what was detected as its only finding. */
  static ObjectNode incident(Case snapshot) {
    ObjectNode finding = finding(snapshot, 2005, "Incident Finding");
    finding.putArray("finding_info_list").add(info(snapshot));
    // The class wants a person or a group, and it is for analysts to say who.
    finding.putObject("assignee_group").put("name", "Unassigned");
    confidence(finding, snapshot);
    finding.put("is_suspected_breach", snapshot.status().equals("complete"));
    finding.put("start_time", snapshot.firstSeen().toEpochMilli());
    finding.put("end_time", snapshot.lastSeen().toEpochMilli());
    finding.put("desc", String.join(" ", snapshot.why()));
    attacks(finding.putArray("attacks"), snapshot);
    observables(finding, snapshot);
    return finding;
  }

  private static ObjectNode finding(Case snapshot, int number, String name) {
    int activity = activity(snapshot);
    ObjectNode finding = JSON.createObjectNode();
    finding.put("activity_id", activity);
    finding.put("activity_name", activity == 1 ? "Create" : activity == 2 ? "Update" : "Close");
    finding.put("category_uid", 2).put("category_name", "Findings");
    finding.put("class_uid", number).put("class_name", name);
    finding.put("type_uid", number * 100 + activity);
    finding.put("time", snapshot.lastSeen().toEpochMilli());
    finding.put("message", snapshot.title());
    int severity = severity(snapshot.level());
    finding.put("severity_id", severity).put("severity", SEVERITIES.get(severity));
    // Analysts decide about the status; ours stands in status_detail.
    finding.put("status_id", 1).put("status", "New").put("status_detail", snapshot.status());
    ObjectNode metadata = finding.putObject("metadata");
    metadata.put("version", VERSION).put("uid", snapshot.caseId() + ':' + snapshot.revision());
    metadata.put("tenant_uid", snapshot.tenant());
    metadata.put("sequence", snapshot.revision());
    metadata.putObject("product").put("name", "iis-chain").put("vendor_name", "iis-chain");
    finding.putObject("unmapped").put("content_hash", snapshot.contentHash());
    return finding;
  }

  private static int activity(Case snapshot) {
    if (snapshot.status().equals(Case.RETRACTED)) {
      return 3;
    }
    return CaseRevisions.isFirst(snapshot.revision()) ? 1 : 2;
  }

  private static ObjectNode info(Case snapshot) {
    ObjectNode info = JSON.createObjectNode();
    info.put("uid", snapshot.caseId()).put("title", snapshot.title());
    info.put("desc", String.join(" ", snapshot.why()));
    info.put("first_seen_time", snapshot.firstSeen().toEpochMilli());
    info.put("last_seen_time", snapshot.lastSeen().toEpochMilli());
    ObjectNode analytic = info.putObject("analytic");
    analytic.put("name", snapshot.chain()).put("uid", snapshot.chain());
    analytic.put("type_id", 1).put("type", "Rule");
    attacks(info.putArray("attacks"), snapshot);
    ArrayNode related = info.putArray("related_events");
    for (String alert : snapshot.alertIds()) {
      related.addObject().put("uid", alert);
    }
    return info;
  }

  private static void attacks(ArrayNode attacks, Case snapshot) {
    for (String id : snapshot.attack()) {
      ObjectNode attack = attacks.addObject();
      int dot = id.indexOf('.');
      attack.putObject("technique").put("uid", dot < 0 ? id : id.substring(0, dot));
      if (dot > 0) {
        attack.putObject("sub_technique").put("uid", id);
      }
    }
  }

  private static ObjectNode evidence(Case snapshot, EvidenceEntry entry) {
    ObjectNode evidence = JSON.createObjectNode();
    evidence.put("uid", entry.evidenceId()).put("name", entry.summary());
    device(evidence.putObject("device"), snapshot.host());
    EvidenceEntry.Dll dll = entry.dll();
    if (dll != null) {
      ObjectNode file = evidence.putObject("file");
      file.put("name", name(dll.path())).put("path", dll.path()).put("type_id", 1);
      hash(file, dll.sha256());
    }
    Alert.Actor process = entry.process();
    if (process != null) {
      actor(evidence.putObject("actor"), process);
    }
    ObjectNode data = evidence.putObject("data");
    data.put("time", entry.eventTime().toEpochMilli()).put("kind", entry.kind());
    data.put("stage", entry.stage()).put("vendor", entry.source().vendor());
    data.put("channel", entry.source().channel()).put("record_id", entry.source().recordId());
    return evidence;
  }

  private static void actor(ObjectNode actor, Alert.Actor process) {
    ObjectNode started = actor.putObject("process");
    String image = process.image();
    if (image != null) {
      started.put("name", name(image));
      started.putObject("file").put("name", name(image)).put("path", image).put("type_id", 1);
    }
    started.put("cmd_line", process.commandLine());
    String user = process.user();
    if (user != null) {
      actor.putObject("user").put("name", user);
    }
  }

  private static void resources(ObjectNode finding, Case snapshot) {
    ObjectNode resource = finding.putArray("resources").addObject();
    resource.put("name", snapshot.host().name()).put("type", "host");
    if (!snapshot.host().ids().isEmpty()) {
      resource.put("uid", snapshot.host().ids().get(0));
    }
  }

  private static void device(ObjectNode device, Alert.Host host) {
    String fqdn = host.fqdn();
    device.put("hostname", fqdn == null ? host.name() : fqdn).put("name", host.name());
    device.put("type_id", 1).put("type", "Server");
  }

  private static void hash(ObjectNode file, @Nullable String sha256) {
    if (sha256 != null) {
      file.putArray("hashes")
          .addObject()
          .put("algorithm", "SHA-256")
          .put("algorithm_id", 3)
          .put("value", sha256);
    }
  }

  private static void observables(ObjectNode finding, Case snapshot) {
    ArrayNode observables = finding.putArray("observables");
    for (Observable observable : snapshot.observables()) {
      ObjectNode one = observables.addObject();
      one.put("name", observable.type()).put("value", observable.value());
      switch (observable.type()) {
        case "host" -> type(one, 1, "Hostname");
        case "user" -> type(one, 4, "User Name");
        case "file" -> type(one, 7, "File Name");
        case "sha256", "sha1", "md5" -> type(one, 8, "Hash");
        case "command-line" -> type(one, 13, "Command Line");
        case "file-path", "process" -> type(one, 45, "File Path");
        default -> type(one, 99, "Other");
      }
    }
  }

  private static void type(ObjectNode observable, int id, String caption) {
    observable.put("type_id", id).put("type", caption);
  }

  private static int severity(String level) {
    return switch (level) {
      case "critical" -> 5;
      case "high" -> 4;
      case "medium" -> 3;
      case "low" -> 2;
      default -> 1;
    };
  }

  private static void confidence(ObjectNode finding, Case snapshot) {
    int id =
        switch (snapshot.confidence()) {
          case "high" -> 3;
          case "medium" -> 2;
          case "low" -> 1;
          default -> 0;
        };
    finding.put("confidence_id", id).put("confidence", CONFIDENCES.get(id));
  }

  private static String name(String path) {
    return path.substring(Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/')) + 1);
  }
}
