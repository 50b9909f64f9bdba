package dev.iischain.delivery;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.iischain.event.Case;
import dev.iischain.event.RecordJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A case whose host, path, user and command line try to be something else than text. */
public final class HostileCase {

  static final String SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>";
  static final String MARKDOWN =
      "```\n# Owned\n[click](https://evil.example/x) ![i](http://evil.example/p.png) @admin ````";
  static final String QUERY = "' OR Queue='Other' OR CF.{DedupKey}='x";
  static final String FRAGMENT = "\"},{\"CustomFields\":{\"Severity\":\"low\"}}";
  static final String HIDDEN = "invoice\u202egpj.dll\u0000\u200b";
  static final String TICKET = "[soc.local #1]";

  private HostileCase() {}

  /** A revision of such a case. */
  public static Case of(String caseId, long revision, String status) {
    try {
      ObjectMapper mapper = new ObjectMapper();
      Case base = SampleCases.of(caseId, revision);
      ObjectNode node = (ObjectNode) mapper.readTree(RecordJson.write(base));
      node.put("status", status);
      node.put("title", "Backdoor on " + TICKET + SCRIPT + QUERY + HIDDEN);
      ObjectNode host = (ObjectNode) node.path("host");
      host.put("name", "web01" + SCRIPT + QUERY).putNull("fqdn");
      ObjectNode dll = (ObjectNode) node.path("dll");
      dll.put("path", "c:\\" + HIDDEN + MARKDOWN + FRAGMENT);
      ArrayNode observables = (ArrayNode) node.path("observables");
      add(observables, "command-line", command());
      add(observables, "host", "web01" + SCRIPT);
      add(observables, "file", HIDDEN);
      add(observables, "file", HIDDEN);
      add(observables, "user", QUERY + "," + FRAGMENT);
      ObjectNode entry = (ObjectNode) node.path("timeline").path(0);
      entry.put("summary", MARKDOWN + SCRIPT);
      ((ObjectNode) entry.path("process")).put("commandLine", command());
      return RecordJson.read(node.toString().getBytes(StandardCharsets.UTF_8), Case.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A command line with everything. */
  static String command() {
    return "cmd.exe /c " + SCRIPT + MARKDOWN + QUERY + FRAGMENT + HIDDEN;
  }

  static Delivery delivery(String caseId, long revision, String status) {
    Case snapshot = of(caseId, revision, status);
    return new Delivery(snapshot, RecordJson.write(snapshot), null, 0);
  }

  private static void add(ArrayNode observables, String type, String value) {
    observables.addObject().put("type", type).put("value", value);
  }

  /** Whether a text could be read as more than text, where nothing else makes it harmless. */
  public static boolean hides(String text) {
    return text.codePoints()
        .anyMatch(each -> each != '\n' && dev.iischain.event.VisibleText.isHidden(each));
  }
}
