package dev.iischain.delivery;

import static dev.iischain.delivery.Deliveries.CASE;
import static dev.iischain.delivery.Deliveries.complete;
import static dev.iischain.delivery.Deliveries.partial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.iischain.delivery.DeliveryException.Kind;
import dev.iischain.delivery.HttpDouble.Fault;
import dev.iischain.event.Case;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestTrackerTargetTest {

  private final RequestTrackerDouble system = new RequestTrackerDouble();
  private final RequestTrackerTarget target = target();

  private RequestTrackerTarget target() {
    return new RequestTrackerTarget(
        system.settings(), RequestTrackerDouble.QUEUE, TicketFields.defaults());
  }

  @AfterEach
  void stop() {
    system.close();
  }

  @Test
  void aCaseIsOneTicketWithOneCommentForEachRevision() throws Exception {
    assertThat(target.deliver(partial(1))).isEqualTo("1");
    assertThat(target.deliver(partial(2))).isEqualTo("1");
    assertThat(target.deliver(complete(3))).isEqualTo("1");
    assertThat(system.shown()).isEqualTo(Map.of(CASE, List.of(3L)));
    assertThat(comments(1))
        .containsExactly("[rev 1] " + CASE, "[rev 2] " + CASE, "[rev 3] " + CASE);
    RequestTrackerDouble.Row row = system.row(1);
    assertThat(row.subject).startsWith("[complete] ");
    assertThat(row.value("ChainStatus")).isEqualTo("complete");
    assertThat(row.values.get("ATTACK")).contains("T1505.004");
    assertThat(attached(row.comments.get(2))).isEqualTo(complete(3).json());
  }

  @Test
  void whatIsThereAlreadyIsNotWrittenAgainAndAnOlderRevisionNever() throws Exception {
    target.deliver(complete(3));
    int requests = system.requests().size();
    target.deliver(complete(3));
    target.deliver(partial(2));
    assertThat(system.shown()).isEqualTo(Map.of(CASE, List.of(3L)));
    assertThat(comments(1)).hasSize(1);
    assertThat(system.requests().subList(requests, system.requests().size()))
        .noneMatch(HttpDouble.Request::writes);
  }

  @Test
  void aCommentWhoseAnswerWasLostIsNotRepeated() throws Exception {
    system.fail(Fault.RESET_AFTER_COMMIT, 1, request -> request.path().endsWith("/comment"));
    assertThat(Deliveries.failure(target, partial(1))).isEqualTo(Kind.AMBIGUOUS);
    assertThat(system.shown()).isEqualTo(Map.of(CASE, List.of(0L)));
    target.deliver(partial(1));
    assertThat(system.shown()).isEqualTo(Map.of(CASE, List.of(1L)));
    assertThat(comments(1)).hasSize(1);
  }

  @Test
  void whatAnalystsOwnIsLeftAlone() throws Exception {
    target.deliver(partial(1));
    RequestTrackerDouble.Row row = system.row(1);
    row.status = "resolved";
    row.subject = "Payroll server, do not touch";
    target.deliver(complete(2));
    assertThat(row.status).isEqualTo("resolved");
    assertThat(row.subject).isEqualTo("Payroll server, do not touch");
    assertThat(
            system.requests().stream()
                .filter(request -> request.method().equals("PUT"))
                .flatMap(
                    request ->
                        request.body().properties().stream().map(Map.Entry::getKey).distinct())
                .distinct())
        .containsExactlyInAnyOrder("CustomFields");
  }

  @Test
  void aMissingCustomFieldKeepsTicketsFromBeingCreated() throws Exception {
    system.removeField("DedupKey");
    assertThat(target.preflight()).hasSize(1).first().asString().contains("DedupKey");
    for (int i = 0; i < 3; i++) {
      assertThat(Deliveries.failure(target, partial(1))).isEqualTo(Kind.UNAUTHORISED);
    }
    assertThat(system.count()).isZero();
  }

  @Test
  void fieldsThatAreDroppedWithoutAWordCostOneTicketAndNotOneForEachAttempt() throws Exception {
    system.dropFields(true);
    assertThat(target.preflight()).as("nobody tells").isEmpty();
    for (int i = 0; i < 3; i++) {
      assertThat(Deliveries.failure(target, partial(1))).isEqualTo(Kind.UNAUTHORISED);
    }
    assertThat(system.count()).isEqualTo(1);
  }

  @Test
  void aTicketThatWasMergedGetsTheCommentAndKeepsItsOwnFields() throws Exception {
    target.deliver(partial(1));
    Case other = SampleCases.partial(SampleCases.id(2), 1);
    assertThat(target.deliver(Deliveries.of(other, null, 0))).isEqualTo("2");
    system.merge(2, 1);
    Case newer = SampleCases.of(SampleCases.id(2), 2);
    for (int i = 0; i < 2; i++) {
      assertThat(target.deliver(Deliveries.of(newer, null, 0))).isEqualTo("1");
    }
    assertThat(comments(1))
        .containsExactly(
            "[rev 1] " + CASE, "[rev 1] " + other.caseId(), "[rev 2] " + other.caseId());
    assertThat(system.row(1).value("DedupKey")).isEqualTo(CASE);
    assertThat(system.count()).isEqualTo(2);
  }

  @Test
  void oneTicketOutOfSightConcernsNoOtherCase() throws Exception {
    target.deliver(partial(1));
    system.hide(1);
    Delivery next = Deliveries.of(SampleCases.of(CASE, 2), "1", 0);
    assertThat(Deliveries.failure(target, next)).isEqualTo(Kind.REFUSED);
    assertThat(system.count()).isEqualTo(1);
  }

  @Test
  void aChangeByOthersInBetweenIsSeenAndTheFieldsAreWrittenOnTopOfIt() throws Exception {
    target.deliver(partial(1));
    system.before(
        request -> request.method().equals("PUT"),
        () -> {
          system.row(1).version++;
          system.row(1).subject = "Mine";
        });
    target.deliver(complete(2));
    assertThat(system.shown()).isEqualTo(Map.of(CASE, List.of(2L)));
    assertThat(system.row(1).subject).isEqualTo("Mine");
    assertThat(system.requests().stream().filter(each -> each.method().equals("PUT"))).hasSize(3);
  }

  @Test
  void aNewerRevisionByAnotherJobInBetweenStays() throws Exception {
    target.deliver(partial(1));
    system.before(
        request -> request.method().equals("PUT"),
        () -> {
          system.row(1).version++;
          system.row(1).values.put("EvidenceSeq", List.of("7"));
        });
    target.deliver(complete(2));
    assertThat(system.shown()).isEqualTo(Map.of(CASE, List.of(7L)));
  }

  @Test
  void attackersTextCannotBeAnythingButText() throws Exception {
    Delivery hostile = HostileCase.delivery(CASE, 1, "complete");
    target.deliver(hostile);
    RequestTrackerDouble.Row row = system.row(1);
    assertThat(row.subject).doesNotContain("[soc.local").startsWith("[complete] ");
    String shown = row.subject + row.content + row.comments.get(0).path("Content").asText();
    assertThat(HostileCase.hides(shown)).isFalse();
    assertThat(shown).doesNotContain("http://evil").doesNotContain("https://evil");
    assertThat(row.comments.get(0).path("ContentType").asText()).isEqualTo("text/plain");
    assertThat(row.value("Severity")).isEqualTo(hostile.snapshot().level());
    assertThat(attached(row.comments.get(0))).isEqualTo(hostile.json());
    assertThat(system.shown()).isEqualTo(Map.of(CASE, List.of(1L)));
  }

  @Test
  void anIdThatCouldBeAQueryIsRefused() throws Exception {
    Case snapshot = HostileCase.of("x' OR id > 0 OR Subject = '", 1, "complete");
    assertThat(Deliveries.failure(target, Deliveries.of(snapshot, null, 0)))
        .isEqualTo(Kind.REFUSED);
    assertThat(system.requests()).isEmpty();
  }

  @Test
  void aQueueThatIsNotThereIsToldByPreflightAndBlamesNoCase() throws Exception {
    RequestTrackerTarget other =
        new RequestTrackerTarget(system.settings(), "NOPE", TicketFields.defaults());
    assertThat(other.preflight()).hasSize(1).first().asString().contains("'NOPE'");
    assertThat(Deliveries.failure(other, partial(1))).isEqualTo(Kind.UNAUTHORISED);
    assertThatThrownBy(() -> other.deliver(partial(1))).hasMessageNotContaining(HttpDouble.TOKEN);
  }

  @Test
  void thePreviewShowsWhatWouldBeSentAndNoSecret() {
    assertThat(target.preview(SampleCases.of(CASE, 1)))
        .contains("\"Queue\" : \"SOC\"", "[rev 1]", "chain.json")
        .doesNotContain(HttpDouble.TOKEN);
  }

  private List<String> comments(int ticket) {
    return system.row(ticket).comments.stream()
        .map(comment -> comment.path("Subject").asText())
        .toList();
  }

  private static byte[] attached(ObjectNode comment) {
    return Base64.getDecoder()
        .decode(comment.path("Attachments").path(0).path("FileContent").asText());
  }
}
