package dev.iischain.delivery;

import static dev.iischain.delivery.Deliveries.CASE;
import static dev.iischain.delivery.Deliveries.complete;
import static dev.iischain.delivery.Deliveries.partial;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.iischain.delivery.DeliveryException.Kind;
import dev.iischain.delivery.HttpDouble.Fault;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TheHiveTargetTest {

  private final TheHiveDouble system = new TheHiveDouble();
  private final TheHiveTarget target = new TheHiveTarget(system.settings(), "soc-1", "soc");

  @AfterEach
  void stop() {
    system.close();
  }

  @Test
  void aCaseIsOneAlertThatIsPromotedOnceItIsComplete() throws Exception {
    String id = target.deliver(partial(1));
    assertThat(system.cases()).isEmpty();
    assertThat(target.deliver(complete(2))).isEqualTo(id);
    assertThat(target.deliver(complete(3))).isEqualTo(id);
    assertThat(system.shown()).isEqualTo(Map.of(CASE, List.of(3L)));
    assertThat(system.cases()).hasSize(1);
    String caseId = system.cases().get(0).path("_id").asText();
    Set<String> stages = new HashSet<>();
    complete(3).snapshot().timeline().forEach(entry -> stages.add(entry.stage()));
    stages.remove(null);
    assertThat(system.events(caseId)).hasSize(stages.size());
    assertThat(system.comments(caseId))
        .extracting(each -> each.path("message").asText().lines().findFirst().orElse(""))
        .containsExactly("[rev 2] " + CASE, "[rev 3] " + CASE);
    assertThat(system.observables(id)).isNotEmpty();
    assertThat(keys(system.observables(id))).doesNotHaveDuplicates();
  }

  @Test
  void aDuplicateThatTheHiveRefusesIsOurAlert() throws Exception {
    system.fail(Fault.RESET_AFTER_COMMIT, 1, request -> request.path().endsWith("/alert"));
    assertThat(Deliveries.failure(target, partial(1))).isEqualTo(Kind.AMBIGUOUS);
    target.deliver(partial(1));
    assertThat(system.shown()).isEqualTo(Map.of(CASE, List.of(1L)));
  }

  @Test
  void alertsAreFoundWhereTheirNamesAreNoIds() throws Exception {
    system.takesOnlyIds();
    target.deliver(partial(1));
    target.deliver(complete(2));
    assertThat(system.shown()).isEqualTo(Map.of(CASE, List.of(2L)));
  }

  @Test
  void aStaleRevisionChangesNothing() throws Exception {
    target.deliver(complete(3));
    int requests = system.requests().size();
    target.deliver(partial(2));
    assertThat(system.requests().subList(requests, system.requests().size()))
        .noneMatch(HttpDouble.Request::writes);
    assertThat(system.shown()).isEqualTo(Map.of(CASE, List.of(3L)));
  }

  @Test
  void whatAnalystsChangedStays() throws Exception {
    target.deliver(partial(1));
    ObjectNode alert = system.alerts().get(0);
    alert.put("title", "Payroll").put("status", "InProgress").put("assignee", "ana");
    alert.put("severity", 1);
    alert.put("description", "Seen this before.\n\n" + alert.path("description").asText());
    ((ArrayNode) alert.path("tags")).add("vip");
    target.deliver(complete(2));
    assertThat(alert.path("title").asText()).isEqualTo("Payroll");
    assertThat(alert.path("assignee").asText()).isEqualTo("ana");
    assertThat(alert.path("severity").asInt()).isEqualTo(1);
    assertThat(alert.path("description").asText())
        .startsWith("Seen this before.")
        .contains("revision 2")
        .doesNotContain("revision 1");
    assertThat(alert.path("tags").toString()).contains("\"vip\"", "iis-chain:revision=2");
  }

  @Test
  void aCaseThatAnAnalystMadeOfTheAlertIsUsedAndNoSecondOneMade() throws Exception {
    target.deliver(partial(1));
    ObjectNode alert = system.alerts().get(0);
    system.handle(
        new HttpDouble.Request(
            "POST",
            "/api/v1/alert/" + alert.path("_id").asText() + "/case",
            Map.of(),
            HttpDouble.JSON.createObjectNode(),
            new HttpDouble.Headers(Map.of())));
    target.deliver(complete(2));
    assertThat(system.cases()).hasSize(1);
  }

  @Test
  void aRetractionIsARemarkAndClosesNothing() throws Exception {
    target.deliver(partial(1));
    target.deliver(Deliveries.with(2, "retracted"));
    target.deliver(Deliveries.with(2, "retracted"));
    ObjectNode alert = system.alerts().get(0);
    assertThat(alert.path("status").asText()).isEqualTo("New");
    assertThat(system.comments(alert.path("_id").asText())).hasSize(1);
    assertThat(alert.path("tags").toString()).contains("iis-chain:status=retracted");
  }

  @Test
  void attackersTextStaysInsideOfBlocksOfCodeAndTheJsonIsWhole() throws Exception {
    Delivery hostile = HostileCase.delivery(CASE, 1, "complete");
    target.deliver(hostile);
    ObjectNode alert = system.alerts().get(0);
    assertThat(alert.path("title").asText().length()).isLessThanOrEqualTo(512);
    String description = alert.path("description").asText();
    assertThat(HostileCase.hides(description + alert.path("title").asText())).isFalse();
    assertThat(MarkdownText.outsideOfCode(description))
        .doesNotContain("evil.example")
        .doesNotContain("<script>")
        .doesNotContain("@admin");
    assertThat(MarkdownText.code(description, "json"))
        .isEqualTo(new String(hostile.json(), java.nio.charset.StandardCharsets.UTF_8));
    assertThat(system.observables(alert.path("_id").asText()))
        .noneMatch(each -> HostileCase.hides(each.path("data").asText()));
  }

  @Test
  void aBadTokenBlamesNoCase() throws Exception {
    HttpSettings wrong =
        new HttpSettings(
            system.settings().url(), TestSecret.of("wrong"), "", system.settings().timeout());
    TheHiveTarget stranger = new TheHiveTarget(wrong, "soc-1", "");
    assertThat(Deliveries.failure(stranger, partial(1))).isEqualTo(Kind.UNAUTHORISED);
    assertThat(stranger.preflight()).hasSize(1);
    assertThat(target.preflight()).isEmpty();
    assertThat(new TheHiveTarget(system.settings(), "x".repeat(33), "").preflight()).hasSize(1);
  }

  @Test
  void thePreviewShowsWhatWouldBeSentAndNoSecret() {
    assertThat(target.preview(SampleCases.of(CASE, 1)))
        .contains("\"sourceRef\" : \"" + CASE)
        .doesNotContain(HttpDouble.TOKEN);
  }

  private static List<String> keys(List<ObjectNode> observables) {
    return observables.stream().map(TheHiveText::key).toList();
  }
}
