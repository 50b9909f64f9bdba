package dev.iischain.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.iischain.event.Alert.Observable;
import dev.iischain.event.Case;
import dev.iischain.event.UtcTime;
import dev.iischain.report.CaseText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A case in the words of DFIR-IRIS. */
final class IrisText {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_TITLE = 250;
  private static final String SOURCE = "iis-chain";

  private final IrisNames names;

  IrisText(IrisNames names) {
    this.names = names;
  }

  /** A new alert; its tags do not say yet that it is complete. */
  ObjectNode create(Delivery delivery, int customer, int status, int severity) {
    Case snapshot = delivery.snapshot();
    ObjectNode alert = JSON.createObjectNode();
    alert.put("alert_title", CaseText.title(snapshot, LONGEST_TITLE));
    alert.put("alert_description", description(delivery));
    alert.put("alert_source", SOURCE).put("alert_source_ref", snapshot.caseId());
    alert.set("alert_source_content", content(delivery.json()));
    // IRIS reads ISO 8601 without a zone, as UTC.
    alert.put("alert_source_event_time", UtcTime.format(snapshot.firstSeen()).replace("Z", ""));
    alert.put("alert_severity_id", severity).put("alert_status_id", status);
    alert.put("alert_customer_id", customer);
    OwnTags own = new OwnTags(0, "", Integer.toString(severity), false);
    alert.put("alert_tags", tags(snapshot, List.of(), own));
    ArrayNode indicators = alert.putArray("alert_iocs");
    for (Observable each : IncidentObservables.of(snapshot).exact()) {
      IrisNames.IocType type = type(each);
      if (type != null && type.takes(each.value())) {
        ObjectNode indicator = indicators.addObject();
        indicator.put("ioc_value", each.value()).put("ioc_type_id", type.id());
        indicator.put("ioc_description", "iis-chain: " + CaseText.value(each.type()));
        indicator.put("ioc_tags", "");
        Integer amber = names.tlps().get("amber");
        if (amber != null) {
          indicator.put("ioc_tlp_id", amber);
        }
      }
    }
    return alert;
  }

  /** Our section of the description, with the values that IRIS would not take as indicators. */
  String description(Delivery delivery) {
    IncidentObservables observables = IncidentObservables.of(delivery.snapshot());
    List<String> more = new ArrayList<>(observables.spelled());
    for (Observable each : observables.exact()) {
      IrisNames.IocType type = type(each);
      if (type == null || !type.takes(each.value())) {
        more.add(IncidentObservables.line(each));
      }
    }
    return OwnSection.of(delivery.snapshot(), new byte[0], String.join("\n", more));
  }

  private IrisNames.@Nullable IocType type(Observable observable) {
    List<String> candidates =
        switch (observable.type()) {
          case "host" -> List.of("hostname", "domain");
          case "file" -> List.of("filename");
          case "file-path" -> List.of("file-path");
          case "user" -> List.of("account");
          case "sha256", "sha1", "md5" -> List.of(observable.type());
          default -> List.<String>of();
        };
    for (String name : candidates) {
      IrisNames.IocType type = names.iocTypes().get(name);
      if (type != null) {
        return type;
      }
    }
    return null;
  }

  /** The case as IRIS can store it: its database holds no NUL, not even as an escape. */
  static ObjectNode content(byte[] json) {
    String text = new String(json, StandardCharsets.UTF_8);
    if (!text.contains("\\u0000")) {
      try {
        if (JSON.readTree(text) instanceof ObjectNode object) {
          return object;
        }
      } catch (JsonProcessingException e) {
        // then as text
      }
    }
    return JSON.createObjectNode().put("case", text);
  }

  /** The tags of an alert with those of the case, and ours; IRIS separates them by commas. */
  static String tags(Case snapshot, List<String> present, OwnTags own) {
    List<String> tags = new ArrayList<>(present);
    for (String technique : snapshot.attack()) {
      String tag = CaseText.value(technique).replace(',', ' ');
      if (!tags.contains(tag)) {
        tags.add(tag);
      }
    }
    return String.join(",", own.among(tags));
  }

  /** The tags in a list that commas separate. */
  static List<String> tags(String list) {
    List<String> tags = new ArrayList<>();
    for (String tag : list.split(",", -1)) {
      if (!tag.isBlank()) {
        tags.add(tag.strip());
      }
    }
    return tags;
  }
}
