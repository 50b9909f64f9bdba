package dev.iischain.delivery;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.iischain.event.Alert;
import dev.iischain.event.Case;
import dev.iischain.event.UtcTime;
import java.nio.charset.StandardCharsets;

/**
 * A case as a document of the Elastic Common Schema, with the case itself as text in {@code
 * event.original}. Source: the ECS field reference, version 8.17.
 */
final class EcsDocument {

  private static final ObjectMapper JSON = new ObjectMapper();

  private EcsDocument() {}

  static ObjectNode of(Case snapshot, byte[] original) {
    ObjectNode document = JSON.createObjectNode();
    document.put("@timestamp", UtcTime.format(snapshot.lastSeen()));
    document.putObject("ecs").put("version", "8.17.0");
    document.put("message", snapshot.title());
    ObjectNode event = document.putObject("event");
    event.put("kind", "alert").put("module", "iis-chain").put("dataset", "iis-chain.case");
    event.putArray("category").add("intrusion_detection").add("malware");
    event.putArray("type").add("info");
    event.put("id", snapshot.caseId()).put("sequence", snapshot.revision());
    event.put("severity", severity(snapshot.level())).put("risk_score", snapshot.score());
    event.put("start", UtcTime.format(snapshot.firstSeen()));
    event.put("end", UtcTime.format(snapshot.lastSeen()));
    event.put("action", snapshot.status()).put("reason", String.join(" ", snapshot.why()));
    event.put("original", new String(original, StandardCharsets.UTF_8));
    host(document.putObject("host"), snapshot.host());
    document.putObject("organization").put("id", snapshot.tenant());
    document.putObject("rule").put("name", snapshot.chain()).put("category", "iis-chain");
    dll(document.putObject("dll"), snapshot.dll());
    threat(document.putObject("threat"), snapshot);
    ObjectNode own = document.putObject("iis_chain");
    own.put("status", snapshot.status()).put("level", snapshot.level());
    own.put("confidence", snapshot.confidence()).put("content_hash", snapshot.contentHash());
    snapshot.alertIds().forEach(own.putArray("alert_ids")::add);
    return document;
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

  private static void threat(ObjectNode threat, Case snapshot) {
    threat.put("framework", "MITRE ATT&CK");
    ArrayNode ids = threat.putObject("technique").putArray("id");
    snapshot.attack().forEach(ids::add);
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
