package dev.iischain.delivery;

import static dev.iischain.delivery.Deliveries.CASE;
import static dev.iischain.delivery.Deliveries.complete;
import static dev.iischain.delivery.Deliveries.partial;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.iischain.delivery.DeliveryException.Kind;
import dev.iischain.delivery.HttpDouble.Fault;
import dev.iischain.event.RecordJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IrisTargetTest {

  private final IrisDouble system = new IrisDouble();
  private final IrisTarget target = new IrisTarget(system.settings(), IrisDouble.CUSTOMER);

  @AfterEach
  void stop() {
    system.close();
  }

  @Test
  void aCaseIsOneAlertThatIsEscalatedOnceItIsComplete() throws Exception {
    String id = target.deliver(partial(1));
    assertThat(system.cases()).isZero();
    assertThat(target.deliver(complete(2))).isEqualTo(id);
    assertThat(target.deliver(complete(3))).isEqualTo(id);
    assertThat(system.shown()).isEqualTo(Map.of(CASE, List.of(3L)));
    assertThat(system.cases()).isEqualTo(1);
    assertThat(system.comments(Integer.parseInt(id))).hasSize(2);
    JsonNode alert = system.alerts().get(0);
    assertThat(alert.path("alert_source_content").path("revision").asLong()).isEqualTo(3);
    assertThat(alert.path("alert_owner_id").isNull()).as("nobody was made its owner").isTrue();
  }

  @Test
  void anAlertWhoseReferenceOnlyContainsOursIsAnotherOne() throws Exception {
    target.deliver(partial(1));
    system.alerts().get(0).put("alert_source_ref", CASE + "a");
    target.deliver(partial(1));
    assertThat(system.shown()).isEqualTo(Map.of(CASE, List.of(1L), CASE + "a", List.of(1L)));
  }

  @Test
  void anEscalationWhoseAnswerWasLostIsNotRepeated() throws Exception {
    system.fail(Fault.RESET_AFTER_COMMIT, 1, request -> request.path().contains("/escalate/"));
    assertThat(Deliveries.failure(target, complete(1))).isEqualTo(Kind.AMBIGUOUS);
    target.deliver(complete(1));
    assertThat(system.cases()).isEqualTo(1);
    assertThat(system.shown()).isEqualTo(Map.of(CASE, List.of(1L)));
  }

  @Test
  void aBadRequestIsTriedAFewTimesAndThenTheCaseIsToBlame() throws Exception {
    var untitled = RecordJson.read(json(1, ""), dev.iischain.event.Case.class);
    assertThat(Deliveries.failure(target, Deliveries.of(untitled, null, 0))).isEqualTo(Kind.RETRY);
    assertThat(Deliveries.failure(target, Deliveries.of(untitled, null, 5)))
        .isEqualTo(Kind.REFUSED);
  }

  private static byte[] json(long revision, String title) throws Exception {
    ObjectNode node =
        (ObjectNode)
            HttpDouble.JSON.readTree(RecordJson.write(SampleCases.of(SampleCases.id(9), revision)));
    return node.put("title", title).toString().getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void whatAnalystsChangedStays() throws Exception {
    target.deliver(partial(1));
    ObjectNode alert = system.alerts().get(0);
    alert.put("alert_title", "Payroll").put("alert_owner_id", 5).put("alert_severity_id", 8);
    alert.put("alert_status_id", 4).put("alert_note", "mine");
    alert.put("alert_tags", "vip," + alert.path("alert_tags").asText());
    target.deliver(complete(2));
    assertThat(alert.path("alert_title").asText()).isEqualTo("Payroll");
    assertThat(alert.path("alert_owner_id").asInt()).isEqualTo(5);
    assertThat(alert.path("alert_severity_id").asInt()).isEqualTo(8);
    assertThat(alert.path("alert_status_id").asInt()).isEqualTo(4);
    assertThat(alert.path("alert_tags").asText()).startsWith("vip,").contains("revision=2");
  }

  @Test
  void aHostileCaseCostsNoIndicatorOfTheOthersAndIsKeptWhole() throws Exception {
    Delivery hostile = HostileCase.delivery(CASE, 1, "complete");
    target.deliver(hostile);
    JsonNode alert = system.alerts().get(0);
    assertThat(alert.path("iocs")).as("indicators that IRIS takes").isNotEmpty();
    String description = alert.path("alert_description").asText();
    assertThat(HostileCase.hides(description + alert.path("alert_title").asText())).isFalse();
    assertThat(MarkdownText.outsideOfCode(description))
        .doesNotContain("evil.example")
        .doesNotContain("<script>");
    assertThat(alert.path("alert_source_content").path("case").asText())
        .isEqualTo(new String(hostile.json(), StandardCharsets.UTF_8));
    assertThat(system.shown()).isEqualTo(Map.of(CASE, List.of(1L)));
  }

  @Test
  void namesThatTheInstanceDoesNotKnowAreToldByPreflightAndBlameNoCase() throws Exception {
    assertThat(target.preflight()).isEmpty();
    IrisTarget other = new IrisTarget(system.settings(), "Nobody");
    assertThat(other.preflight()).hasSize(1).first().asString().contains("'Nobody'");
    assertThat(Deliveries.failure(other, partial(1))).isEqualTo(Kind.UNAUTHORISED);
    assertThat(system.alerts()).isEmpty();
  }

  @Test
  void thePreviewShowsWhatWouldBeSentAndNoSecret() {
    assertThat(target.preview(SampleCases.of(CASE, 1)))
        .contains("\"alert_source_ref\" : \"" + CASE)
        .doesNotContain(HttpDouble.TOKEN);
  }
}
