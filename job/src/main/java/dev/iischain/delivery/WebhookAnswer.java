package dev.iischain.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which answers of success are a webhook's own. A proxy or a single sign-on in front of it answers
 * 200 as well, with a page, and has taken nothing.
 */
final class WebhookAnswer {

  private static final ObjectReader JSON =
      new ObjectMapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private WebhookAnswer() {}

  /** Whether an answer of success says that the case is safe there. */
  static boolean confirms(HttpAnswer answer) {
    return switch (answer.status()) {
      case 200, 201, 202, 204 -> isWorthBelieving(answer.body().strip(), answer.contentType());
      default -> false; // 203 is a proxy's, 206 a part of something
    };
  }

  private static boolean isWorthBelieving(String body, @Nullable String contentType) {
    if (body.isEmpty() || isJson(body)) {
      return true;
    }
    String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
    // Frameworks call a bare "ok" HTML; a page has markup.
    boolean text = type.isEmpty() || type.startsWith("text/plain") || type.startsWith("text/html");
    return text && body.indexOf('<') < 0;
  }

  private static boolean isJson(String body) {
    try {
      return JSON.readTree(body) != null;
    } catch (JsonProcessingException e) {
      return false;
    }
  }
}
