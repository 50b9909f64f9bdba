package dev.iischain.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.iischain.delivery.DeliveryException.Kind;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAnswerTest {

  private static final Instant NOW = Instant.parse("2026-11-20T13:10:06Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0",
        "120|120",
        " 7 |7",
        "86400|3600",
        "Fri, 20 Nov 2026 13:10:36 GMT|30",
        "Fri, 20 Nov 2026 12:00:00 GMT|0",
        "Sat, 21 Nov 2026 13:10:06 GMT|3600",
      })
  void retryAfterIsSecondsOrADateAndNeverMoreThanAnHour(String text, long seconds) {
    assertThat(answer(429, text).wait(NOW)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-5", "1.5", "99999999999999999999", "2026-11-20T13:10:36Z"})
  void anyOtherRetryAfterAsksForNothing(String text) {
    assertThat(answer(429, text).wait(NOW)).isNull();
  }

  @Test
  void noRetryAfterAsksForNothing() {
    assertThat(answer(503, null).wait(NOW)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "400,REFUSED",
    "401,UNAUTHORISED",
    "403,UNAUTHORISED",
    "404,REFUSED",
    "408,RETRY",
    "413,REFUSED",
    "422,REFUSED",
    "425,RETRY",
    "429,RETRY",
    "500,RETRY",
    "502,RETRY",
    "503,RETRY",
    "504,RETRY",
    "301,UNAUTHORISED",
    "302,UNAUTHORISED",
    "307,UNAUTHORISED"
  })
  void everyStatusMeansOneThing(int status, Kind kind) {
    DeliveryException failure = answer(status, null).failure();
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.status()).isEqualTo(status);
    assertThat(failure.answer()).isEqualTo("body");
    assertThat(failure).hasMessageContaining(Integer.toString(status));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "{\"half\":", "7", "null", "\"text\""})
  void successWithAnythingButJsonIsAmbiguous(String body) {
    HttpAnswer answer = new HttpAnswer(200, body, null, null, null);
    assertThatThrownBy(answer::json)
        .isInstanceOfSatisfying(
            DeliveryException.class, e -> assertThat(e.kind()).isEqualTo(Kind.AMBIGUOUS));
  }

  @Test
  void jsonIsRead() throws DeliveryException {
    assertThat(new HttpAnswer(200, "{\"id\":7}", null, null, null).json().path("id").asInt())
        .isEqualTo(7);
  }

  private static HttpAnswer answer(int status, @Nullable String retryAfter) {
    return new HttpAnswer(status, "body", retryAfter, null, null);
  }
}
