package dev.iischain.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.iischain.DemoCases;
import dev.iischain.event.Case;
import dev.iischain.event.RecordJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The adapter against a real Request Tracker 5. */
class RequestTrackerTargetITCase {

  private static RequestTrackerServer server;

  private final RequestTrackerTarget target =
      new RequestTrackerTarget(server.settings(), "SOC", TicketFields.defaults());

  @BeforeAll
  static void start() throws Exception {
    boolean installed = RequestTrackerServer.isInstalled();
    if (!installed) {
      System.out.println("RequestTrackerTargetITCase is skipped: Request Tracker 5 is not here.");
    }
    assumeTrue(installed, "Request Tracker 5 is not installed");
    server =
        RequestTrackerServer.start(
            Path.of("../docs/examples/initialdata-request-tracker").toAbsolutePath().normalize());
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void theDemosCaseIsOneTicketWithTheTimelineAndOneCommentForEachRevision() throws Exception {
    assertThat(target.preflight()).isEmpty();
    List<Case> revisions = DemoCases.revisions();
    assertThat(revisions).hasSizeGreaterThan(1);
    assertThat(revisions.get(0).status()).isEqualTo("partial");
    String caseId = revisions.get(0).caseId();
    List<String> markers = new ArrayList<>();
    String ticket = "";
    for (Case each : revisions) {
      ticket = target.deliver(Deliveries.of(each, null, 0));
      markers.add(TicketText.marker(each));
      target.deliver(Deliveries.of(each, null, 0)); // again, as after a crash
    }
    Case last = revisions.get(revisions.size() - 1);
    assertThat(last.status()).isEqualTo("complete");
    target.deliver(Deliveries.of(revisions.get(0), ticket, 0)); // stale
    assertThat(server.tickets(caseId)).containsExactly(ticket);
    assertThat(comments(ticket)).containsExactlyElementsOf(markers);
    JsonNode shown = server.get("/ticket/" + ticket);
    assertThat(shown.path("Subject").asText()).startsWith("[complete] ");
    assertThat(shown.path("Status").asText()).isEqualTo("new");
    assertThat(field(shown, "ChainStatus")).isEqualTo("complete");
    assertThat(field(shown, "EvidenceSeq")).isEqualTo(Long.toString(last.revision()));
    String text = attachment(ticket, "text/plain");
    last.timeline().forEach(entry -> assertThat(text).contains(entry.summary().substring(0, 20)));
  }

  @Test
  void aHostileCaseIsStoredVerbatimAndShownInert() throws Exception {
    Delivery hostile = HostileCase.delivery(SampleCases.id(77), 1, "complete");
    String ticket = target.deliver(hostile);
    assertThat(server.tickets(hostile.snapshot().caseId())).containsExactly(ticket);
    assertThat(attachment(ticket, "application/json"))
        .isEqualTo(new String(hostile.json(), StandardCharsets.UTF_8));
    assertThat(
            RecordJson.read(
                attachment(ticket, "application/json").getBytes(StandardCharsets.UTF_8),
                Case.class))
        .isEqualTo(hostile.snapshot());
    String text = attachment(ticket, "text/plain");
    assertThat(HostileCase.hides(text)).isFalse();
    assertThat(text).contains("<script>").doesNotContain("https://evil");
    JsonNode shown = server.get("/ticket/" + ticket);
    assertThat(field(shown, "Severity")).isEqualTo(hostile.snapshot().level());
    assertThat(shown.path("Subject").asText()).doesNotContain("[soc.local");
    assertThat(HostileCase.hides(shown.path("Subject").asText())).isFalse();
  }

  @Test
  void aMergedTicketIsFollowedAndNoSecondOneMade() throws Exception {
    Case first = SampleCases.partial(SampleCases.id(81), 1);
    Case second = SampleCases.partial(SampleCases.id(82), 1);
    String into = target.deliver(Deliveries.of(first, null, 0));
    String from = target.deliver(Deliveries.of(second, null, 0));
    server.asRoot("PUT", "/ticket/" + from, "{\"MergeInto\":" + into + "}");
    Case newer = SampleCases.of(second.caseId(), 2);
    assertThat(target.deliver(Deliveries.of(newer, null, 0))).isEqualTo(into);
    assertThat(target.deliver(Deliveries.of(newer, from, 0))).isEqualTo(into);
    assertThat(comments(into)).containsOnlyOnce(TicketText.marker(newer));
    assertThat(field(server.get("/ticket/" + into), "DedupKey")).isEqualTo(first.caseId());
  }

  @Test
  void whatAnAnalystChangedStays() throws Exception {
    Case first = SampleCases.partial(SampleCases.id(91), 1);
    String ticket = target.deliver(Deliveries.of(first, null, 0));
    server.asRoot(
        "PUT",
        "/ticket/" + ticket,
        "{\"Subject\":\"Payroll\",\"Status\":\"open\",\"Owner\":\"root\"}");
    target.deliver(Deliveries.of(SampleCases.of(first.caseId(), 2), ticket, 0));
    JsonNode shown = server.get("/ticket/" + ticket);
    assertThat(shown.path("Subject").asText()).isEqualTo("Payroll");
    assertThat(shown.path("Status").asText()).isEqualTo("open");
    assertThat(shown.path("Owner").path("id").asText()).isEqualTo("root");
    assertThat(field(shown, "EvidenceSeq")).isEqualTo("2");
  }

  @Test
  void aQueueWithoutOurFieldsIsToldByPreflightAndGetsNoTicket() throws Exception {
    RequestTrackerTarget other =
        new RequestTrackerTarget(server.settings(), "General", TicketFields.defaults());
    assertThat(other.preflight()).hasSize(1);
    Delivery delivery = Deliveries.of(SampleCases.partial(SampleCases.id(95), 1), null, 0);
    assertThat(Deliveries.failure(other, delivery)).isEqualTo(DeliveryException.Kind.UNAUTHORISED);
    assertThat(server.tickets(delivery.snapshot().caseId())).isEmpty();
  }

  private static List<String> comments(String ticket) throws Exception {
    List<String> comments = new ArrayList<>();
    for (JsonNode each :
        server.get("/ticket/" + ticket + "/history?fields=Type,Data&per_page=100").path("items")) {
      if (each.path("Type").asText().equals("Comment")) {
        comments.add(each.path("Data").asText().strip());
      }
    }
    return comments;
  }

  /** The last thing of a type that is attached to a ticket. */
  private static String attachment(String ticket, String type) throws Exception {
    String text = "";
    String path = "/ticket/" + ticket + "/attachments?fields=ContentType,Content&per_page=100";
    for (JsonNode each : server.get(path).path("items")) {
      if (each.path("ContentType").asText().equals(type)) {
        String content =
            server.get("/attachment/" + each.path("id").asText()).path("Content").asText();
        byte[] bytes = Base64.getMimeDecoder().decode(content);
        text = new String(bytes, StandardCharsets.UTF_8);
      }
    }
    return text;
  }

  private static String field(JsonNode ticket, String name) {
    for (JsonNode field : ticket.path("CustomFields")) {
      if (field.path("name").asText().equals(name)) {
        return field.path("values").path(0).asText("");
      }
    }
    return "";
  }
}
