package dev.iischain.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A revision that a system did not take, or perhaps did not take. Its message holds no secret. */
public final class DeliveryException extends Exception {

  private static final long serialVersionUID = 1L;

  /** More of an answer than this is cut off, in characters. */
  private static final int MAX_ANSWER = 4_096;

  /** What follows from a failure. */
  public enum Kind {
    /** It was not done, and a later attempt may succeed. */
    RETRY,
    /** The connection ended before the answer: it may have been done, and has to be looked up. */
    AMBIGUOUS,
    /** The system does not accept us; no case is to blame, and none can be delivered. */
    UNAUTHORISED,
    /** The system refuses this case, and will refuse it again. */
    REFUSED
  }

  private final Kind kind;
  private final int status;
  private final String answer;
  private final @Nullable Duration retryAfter;

  private DeliveryException(
      Kind kind, String message, int status, String answer, @Nullable Duration retryAfter) {
    super(message);
    this.kind = kind;
    this.status = status;
    this.answer = answer.length() > MAX_ANSWER ? answer.substring(0, MAX_ANSWER) : answer;
    this.retryAfter = retryAfter;
  }

  /** A failure without an answer. */
  public static DeliveryException of(Kind kind, String message) {
    return new DeliveryException(kind, message, 0, "", null);
  }

  /** A failure that an answer tells. */
  public static DeliveryException answered(
      Kind kind, String message, int status, String answer, @Nullable Duration retryAfter) {
    return new DeliveryException(kind, message, status, answer, retryAfter);
  }

  /** What follows from it. */
  public Kind kind() {
    return kind;
  }

  /** The HTTP status, or 0 without one. */
  public int status() {
    return status;
  }

  /** The beginning of the answer, or an empty text. */
  public String answer() {
    return answer;
  }

  /** How long the system asks us to wait, or null. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
