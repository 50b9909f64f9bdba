package dev.iischain.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.iischain.delivery.DeliveryException.Kind;
import dev.iischain.delivery.WebhookDouble.Request;
import dev.iischain.event.Alert;
import dev.iischain.event.Case;
import dev.iischain.event.RecordJson;
import dev.iischain.event.SampleRecords;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookTargetTest {

  private static final Case CASE = SampleCases.of(SampleCases.id(1), 3);
  private static final byte[] JSON = RecordJson.write(CASE);

  @TempDir private Path folder;
  private final WebhookDouble webhook = new WebhookDouble();

  @AfterEach
  void stop() {
    webhook.close();
  }

  @Test
  void theCaseIsPostedAsItWasReadUnderAKeyOfItsRevision() throws Exception {
    assertThat(target(Secret.NONE).deliver(new Delivery(CASE, JSON, null, 0)))
        .isEqualTo(CASE.caseId());
    assertThat(webhook.requests()).hasSize(1);
    Request request = webhook.requests().get(0);
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.body()).isEqualTo(new String(JSON, StandardCharsets.UTF_8));
    assertThat(request.header("Content-type")).isEqualTo("application/json");
    assertThat(request.header("Idempotency-key")).isEqualTo(CASE.caseId() + ":3");
    assertThat(request.header("X-iis-chain-schema")).isEqualTo("iis-chain/case/1");
    assertThat(request.header("X-iis-chain-signature")).as("without a key").isNull();
    assertThat(request.header("Authorization")).isNull();
  }

  @Test
  void aKeySignsTheBodyAndIsNotSent() throws Exception {
    Path key = Files.writeString(folder.resolve("key"), "correct horse\n");
    target(new Secret(key.toString(), "")).deliver(new Delivery(CASE, JSON, null, 0));
    Request request = webhook.requests().get(0);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("correct horse".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    assertThat(request.header("X-iis-chain-signature"))
        .isEqualTo("sha256=" + HexFormat.of().formatHex(mac.doFinal(JSON)));
    assertThat(request.toString()).doesNotContain("correct horse");
  }

  @Test
  void aHostileCaseIsPostedByteForByteAndStaysOutOfTheHeaders() throws Exception {
    Delivery hostile = HostileCase.delivery(CASE.caseId(), 1, "complete");
    target(Secret.NONE).deliver(hostile);
    Request request = webhook.requests().get(0);
    assertThat(request.body()).isEqualTo(new String(hostile.json(), StandardCharsets.UTF_8));
    assertThat(request.headers().toString())
        .doesNotContain("script")
        .contains(CASE.caseId() + ":1");
  }

  @Test
  void anAlertIsPostedUnderAKeyOfItsContents() throws Exception {
    Alert alert = SampleRecords.writeAlert();
    byte[] json = RecordJson.write(alert);
    WebhookTarget target = target(Secret.NONE);
    assertThat(target.deliver(new AlertDelivery(alert, json, null))).isEqualTo(alert.alertId());
    target.deliver(new AlertDelivery(alert, json, null));
    byte[] changed =
        (new String(json, StandardCharsets.UTF_8) + " ").getBytes(StandardCharsets.UTF_8);
    target.deliver(new AlertDelivery(alert, changed, null));
    assertThat(webhook.keys()).allMatch(key -> key.startsWith(alert.alertId() + ":"));
    assertThat(webhook.keys().get(1)).isEqualTo(webhook.keys().get(0));
    assertThat(webhook.keys().get(2)).isNotEqualTo(webhook.keys().get(0));
    assertThat(webhook.requests().get(0).header("X-iis-chain-schema"))
        .isEqualTo("iis-chain/alert/1");
  }

  @Test
  void aKeyThatIsStillBeingHandledIsRetried() {
    webhook.answer(409, Map.of("Retry-After", "2"), "in progress");
    assertFails(Kind.RETRY, 409);
  }

  @Test
  void otherAnswersMeanWhatTheyAlwaysMean() {
    webhook.answer(503, Map.of(), "");
    assertFails(Kind.RETRY, 503);
    webhook.answer(401, Map.of(), "");
    assertFails(Kind.UNAUTHORISED, 401);
    webhook.answer(302, Map.of("Location", webhook.url()), "");
    assertFails(Kind.UNAUTHORISED, 302);
    webhook.answer(422, Map.of(), "{\"error\":\"title\"}");
    assertFails(Kind.REFUSED, 422);
    assertThat(webhook.requests()).as("no redirect was followed").hasSize(4);
  }

  @Test
  void aPageInsteadOfAnAnswerIsNoDelivery() {
    Map<String, String> html = Map.of("Content-Type", "text/html; charset=utf-8");
    webhook.answer(200, html, "<!doctype html><title>Sign in</title>");
    assertFails(Kind.AMBIGUOUS, 200);
    webhook.answer(200, Map.of(), "<html><body>Blocked by policy</body></html>");
    assertFails(Kind.AMBIGUOUS, 200);
    webhook.answer(203, Map.of(), "");
    assertFails(Kind.AMBIGUOUS, 203);
  }

  @Test
  void whatAServiceSaysOfSuccessIsTaken() throws Exception {
    Map<String, String> html = Map.of("Content-Type", "text/html");
    List<WebhookDouble.Answer> answers =
        List.of(
            new WebhookDouble.Answer(204, Map.of(), ""),
            new WebhookDouble.Answer(201, Map.of("Content-Type", "application/json"), "{\"id\":1}"),
            new WebhookDouble.Answer(202, Map.of("Content-Type", "text/plain"), "accepted\n"),
            new WebhookDouble.Answer(200, html, "ok"));
    for (WebhookDouble.Answer each : answers) {
      webhook.answer(each.status(), each.headers(), each.body());
      assertThat(target(Secret.NONE).deliver(new Delivery(CASE, JSON, null, 0)))
          .isEqualTo(CASE.caseId());
    }
  }

  @Test
  void aMissingKeySendsNothing() {
    WebhookTarget target = target(new Secret(folder.resolve("none").toString(), ""));
    assertThatThrownBy(() -> target.deliver(new Delivery(CASE, JSON, null, 0)))
        .isInstanceOfSatisfying(
            DeliveryException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAUTHORISED));
    assertThat(webhook.requests()).isEmpty();
  }

  @Test
  void preflightSaysWhatIsInTheWay() throws Exception {
    webhook.answer(405, Map.of(), "");
    assertThat(target(Secret.NONE).preflight()).as("it answers only to POST").isEmpty();
    webhook.answer(403, Map.of(), "");
    assertThat(target(Secret.NONE).preflight()).hasSize(1);
    webhook.answer(302, Map.of("Location", "https://login.example/"), "");
    assertThat(target(Secret.NONE).preflight()).hasSize(1).first().asString().contains("redirects");
    assertThat(target(new Secret(folder.resolve("none").toString(), "")).preflight())
        .hasSize(1)
        .first()
        .asString()
        .contains("cannot be read");
    webhook.close();
    assertThat(target(Secret.NONE).preflight()).hasSize(1);
  }

  @Test
  void thePreviewHidesWhatMayBeASecretInTheAddress() {
    HttpSettings settings =
        new HttpSettings(
            URI.create("https://soar.example.com/hook?code=hush"),
            Secret.NONE,
            "",
            Duration.ofSeconds(1));
    assertThat(new WebhookTarget(settings).preview(CASE))
        .startsWith("POST https://soar.example.com/hook?...\n")
        .contains(CASE.caseId() + ":3")
        .doesNotContain("hush");
  }

  private void assertFails(Kind kind, int status) {
    assertThatThrownBy(() -> target(Secret.NONE).deliver(new Delivery(CASE, JSON, null, 0)))
        .isInstanceOfSatisfying(
            DeliveryException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(kind);
              assertThat(e.status()).isEqualTo(status);
            });
  }

  private WebhookTarget target(Secret key) {
    return new WebhookTarget(
        new HttpSettings(URI.create(webhook.url()), key, "", Duration.ofSeconds(5)));
  }
}
