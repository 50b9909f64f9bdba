package dev.iischain.delivery;

import dev.iischain.event.Case;
import java.nio.charset.StandardCharsets;

/** How a webhook gets a case. */
public enum WebhookFormat {
  /** As it is; {@code schemas/case.schema.json}. */
  CASE("case"),
  /** As a Detection Finding of OCSF, class 2004. */
  OCSF_DETECTION("ocsf-detection"),
  /** As an Incident Finding of OCSF, class 2005. */
  OCSF("ocsf");

  private final String label;

  WebhookFormat(String label) {
    this.label = label;
  }

  /** The format with this word in the configuration; IllegalArgumentException for any other. */
  static WebhookFormat of(String label) {
    for (WebhookFormat format : values()) {
      if (format.label.equals(label)) {
        return format;
      }
    }
    throw new IllegalArgumentException("'" + label + "' is no format of a webhook");
  }

  /** The body of the request. */
  String body(Case snapshot, byte[] json) {
    return switch (this) {
      case CASE -> new String(json, StandardCharsets.UTF_8);
      case OCSF_DETECTION -> OcsfFinding.detection(snapshot).toString();
      case OCSF -> OcsfFinding.incident(snapshot).toString();
    };
  }

  /** The schema of the body, as the request names it. */
  String schema(Case snapshot) {
    return switch (this) {
      case CASE -> snapshot.schema();
      case OCSF_DETECTION -> "ocsf/1.5.0/detection_finding";
      case OCSF -> "ocsf/1.5.0/incident_finding";
    };
  }
}
