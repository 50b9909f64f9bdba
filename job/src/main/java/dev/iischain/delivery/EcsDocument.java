package dev.iischain.delivery;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.iischain.event.Alert;
import dev.iischain.event.Case;
import dev.iischain.event.UtcTime;
import dev.iischain.report.CaseText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A case or an alert as a document of the Elastic Common Schema, with the record itself as text in
 * {@code event.original}. Source: the ECS field reference, version 8.17.
 */
final class EcsDocument {

  private static final ObjectMapper JSON = new ObjectMapper();

  private EcsDocument() {}

  static ObjectNode of(Case snapshot, byte[] original) {
    ObjectNode document = document(snapshot.lastSeen(), snapshot.title(), snapshot.tenant());
    ObjectNode event = event(document, "case", snapshot.caseId(), snapshot.revision(), original);
    event.put("severity", severity(snapshot.level())).put("risk_score", snapshot.score());
    event.put("start", UtcTime.format(snapshot.firstSeen()));
    event.put("end", UtcTime.format(snapshot.lastSeen()));
    event.put("action", snapshot.status()).put("reason", reason(snapshot));
    host(document.putObject("host"), snapshot.host());
    document.putObject("rule").put("name", snapshot.chain()).put("category", "iis-chain");
    dll(document.putObject("dll"), snapshot.dll());
    threat(document.putObject("threat"), snapshot.attack());
    ObjectNode own = document.putObject("iis_chain");
    own.put("status", snapshot.status()).put("level", snapshot.level());
    own.put("confidence", snapshot.confidence()).put("content_hash", snapshot.contentHash());
    snapshot.alertIds().forEach(own.putArray("alert_ids")::add);
    return document;
  }

  static ObjectNode of(Alert alert, byte[] original) {
    ObjectNode document = document(alert.lastSeen(), alert.title(), alert.tenant());
    ObjectNode event = event(document, "alert", alert.alertId(), alert.count(), original);
    event.put("severity", severity(alert.level())).put("risk_score", alert.score());
    event.put("start", UtcTime.format(alert.eventTime()));
    event.put("end", UtcTime.format(alert.lastSeen()));
    event.put("action", alert.status());
    host(document.putObject("host"), alert.host());
    ObjectNode rule = document.putObject("rule").put("category", "iis-chain");
    if (!alert.rules().isEmpty()) {
      rule.put("name", alert.rules().get(0).name()).put("id", alert.rules().get(0).id());
    }
    Alert.Dll file = alert.dll();
    if (file != null) {
      dll(document.putObject("dll"), file);
    }
    threat(document.putObject("threat"), alert.attack());
    ObjectNode own = document.putObject("iis_chain");
    own.put("status", alert.status()).put("level", alert.level());
    own.put("confidence", alert.confidence()).put("count", alert.count());
    own.put("case_id", alert.caseId());
    return document;
  }

  private static String reason(Case snapshot) {
    return snapshot.why().stream().map(CaseText::value).collect(Collectors.joining(" "));
  }

  private static ObjectNode document(Instant time, String title, String tenant) {
    ObjectNode document = JSON.createObjectNode();
    document.put("@timestamp", UtcTime.format(time)).put("message", CaseText.value(title));
    document.putObject("ecs").put("version", "8.17.0");
    document.putObject("organization").put("id", tenant);
    return document;
  }

  private static ObjectNode event(
      ObjectNode document, String dataset, String id, long sequence, byte[] original) {
    ObjectNode event = document.putObject("event");
    event.put("kind", "alert").put("module", "iis-chain").put("dataset", "iis-chain." + dataset);
    event.putArray("category").add("intrusion_detection").add("malware");
    event.putArray("type").add("info");
    event.put("id", id).put("sequence", sequence);
    event.put("original", new String(original, StandardCharsets.UTF_8));
    return event;
  }

  private static void host(ObjectNode host, Alert.Host machine) {
    String fqdn = machine.fqdn();
    host.put("name", fqdn == null ? machine.name() : fqdn).put("hostname", machine.name());
    if (!machine.ids().isEmpty()) {
      host.put("id", machine.ids().get(0));
    }
  }

  private static void dll(ObjectNode dll, Alert.Dll file) {
    String path = file.path();
    dll.put("path", path).put("name", path.substring(path.lastIndexOf('\\') + 1));
    if (!file.sha256().isEmpty()) {
      ArrayNode hashes = dll.putObject("hash").putArray("sha256");
      file.sha256().forEach(hashes::add);
    }
  }

  private static void threat(ObjectNode threat, List<String> attack) {
    threat.put("framework", "MITRE ATT&CK");
    ArrayNode ids = threat.putObject("technique").putArray("id");
    attack.forEach(ids::add);
  }

  private static int severity(String level) {
    return switch (level) {
      case "critical" -> 99;
      case "high" -> 73;
      case "medium" -> 47;
      default -> 21;
    };
  }
}
