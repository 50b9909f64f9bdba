package dev.iischain.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.iischain.delivery.DeliveryException.Kind;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * What a system answered.
 *
 * @param status the HTTP status
 * @param body the beginning of the body
 * @param retryAfter the header Retry-After, or null
 * @param entityTag the header ETag, or null
 * @param contentType the header Content-Type, or null
 */
public record HttpAnswer(
    int status,
    String body,
    @Nullable String retryAfter,
    @Nullable String entityTag,
    @Nullable String contentType) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  /** Whether the status is one of success. */
  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /**
   * The body as JSON.
   *
   * @throws DeliveryException as ambiguous: who answers a success with something else may be a
   *     proxy, and nobody knows what became of the request
   */
  public JsonNode json() throws DeliveryException {
    try {
      JsonNode node = JSON.readTree(body);
      if (node != null && (node.isObject() || node.isArray())) {
        return node;
      }
    } catch (JsonProcessingException e) {
      // said below, without the library's excerpt
    }
    throw DeliveryException.answered(
        Kind.AMBIGUOUS, "The answer of status " + status + " is no JSON.", status, body, null);
  }

  /** The failure that this answer is for any system, or null when that depends on the system. */
  public @Nullable DeliveryException commonFailure() {
    return switch (status) {
      case 408, 425, 429, 500, 502, 503, 504 -> failure(Kind.RETRY, "is busy or failing");
      case 401, 403 -> failure(Kind.UNAUTHORISED, "does not accept our credential");
      default ->
          status >= 300 && status < 400
              ? failure(Kind.UNAUTHORISED, "redirects, so its address is wrong")
              : null;
    };
  }

  /** The failure that this answer is: what all systems mean by it, or else a refusal. */
  public DeliveryException failure() {
    DeliveryException common = commonFailure();
    return common == null ? failure(Kind.REFUSED, "refuses the case") : common;
  }

  /** A failure of a kind with this answer. */
  public DeliveryException failure(Kind kind, String what) {
    return DeliveryException.answered(
        kind, "The system " + what + " (HTTP status " + status + ").", status, body, wait(now()));
  }

  /** How long Retry-After asks to wait, as seconds or as a date; null when it does not. */
  @Nullable Duration wait(Instant now) {
    if (retryAfter == null) {
      return null;
    }
    String text = retryAfter.strip();
    Duration wait;
    try {
      wait =
          text.chars().allMatch(Character::isDigit) && !text.isEmpty()
              ? Duration.ofSeconds(Long.parseLong(text))
              : Duration.between(
                  now, ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME));
    } catch (DateTimeException | NumberFormatException e) {
      return null;
    }
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }

  private static Instant now() {
    return Instant.now();
  }
}
