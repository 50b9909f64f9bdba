package dev.iischain.delivery;

import dev.iischain.delivery.DeliveryException.Kind;
import dev.iischain.event.Case;
import dev.iischain.event.RecordJson;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Any service that takes the case, or the alert, itself as JSON by POST. It recognises a repetition
 * by the header {@code Idempotency-Key}, and us by an HMAC of the body.
 */
public final class WebhookTarget implements AlertTarget {

  private static final String ALGORITHM = "HmacSHA256";

  private final HttpSettings settings;
  private final WebhookFormat format;
  private final HttpCalls calls;

  /** A target at an address; the token of the settings is the key of the HMAC, if there is one. */
  public WebhookTarget(HttpSettings settings) {
    this(settings, WebhookFormat.CASE);
  }

  /** A target that gets cases in a format; alerts always go out as they are. */
  public WebhookTarget(HttpSettings settings, WebhookFormat format) {
    this.settings = settings;
    this.format = format;
    this.calls = new HttpCalls(settings);
  }

  @Override
  public String deliver(Delivery delivery) throws DeliveryException, InterruptedException {
    Case snapshot = delivery.snapshot();
    String body = format.body(snapshot, delivery.json());
    post(format.schema(snapshot), delivery.idempotencyKey(), body);
    return snapshot.caseId();
  }

  @Override
  public String deliver(AlertDelivery delivery) throws DeliveryException, InterruptedException {
    post(delivery.alert().schema(), delivery.idempotencyKey(), delivery.text());
    return delivery.alert().alertId();
  }

  private void post(String schema, String key, String body)
      throws DeliveryException, InterruptedException {
    HttpAnswer answer = calls.call("POST", "", body, headers(schema, key, body));
    if (answer.status() == 409) {
      // As with Idempotency-Key elsewhere: the first request with this key is still being handled.
      throw answer.failure(Kind.RETRY, "is still handling an earlier request with this key");
    }
    if (!answer.isSuccess()) {
      throw answer.failure();
    }
    if (!WebhookAnswer.confirms(answer)) {
      throw answer.failure(
          Kind.AMBIGUOUS,
          "answers neither with nothing nor with JSON or plain text, so it may be a proxy or a"
              + " page to sign in at");
    }
  }

  private Map<String, String> headers(String schema, String key, String body)
      throws DeliveryException {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Idempotency-Key", key);
    headers.put("X-Iis-Chain-Schema", schema);
    if (!settings.token().isNone()) {
      headers.put("X-Iis-Chain-Signature", "sha256=" + hmac(settings.token().read(), body));
    }
    return headers;
  }

  private static String hmac(String key, String body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  @Override
  public List<String> preflight() throws InterruptedException {
    try {
      if (!settings.token().isNone()) {
        settings.token().read();
      }
      HttpAnswer answer = calls.call("HEAD", "", "", Map.of());
      // A webhook may well answer only to POST; whoever answers at all is there, unless it sends us
      // away or elsewhere.
      return answer.failure().kind() == Kind.UNAUTHORISED
          ? List.of(String.valueOf(answer.failure().getMessage()))
          : List.of();
    } catch (DeliveryException e) {
      return List.of(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public String preview(Case snapshot) {
    return "POST "
        + withoutQuery(settings.url())
        + "\nIdempotency-Key: "
        + snapshot.caseId()
        + ':'
        + snapshot.revision()
        + "\n\n"
        + format.body(snapshot, RecordJson.write(snapshot));
  }

  /** What stands behind the question mark of a webhook is often its secret. */
  private static String withoutQuery(URI url) {
    String text = url.toString();
    int query = text.indexOf('?');
    return query < 0 ? text : text.substring(0, query) + "?...";
  }
}
