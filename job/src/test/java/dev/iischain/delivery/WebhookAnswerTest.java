package dev.iischain.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookAnswerTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "200 | none | ''",
        "204 | none | ''",
        "202 | text/html | ''",
        "201 | application/json | {\"id\": 7}",
        "200 | application/problem+json | []",
        "200 | application/json; charset=utf-8 | true",
        "200 | text/plain | {\"note\": \"a < b\"}",
        "200 | application/octet-stream | {\"ok\": 1}",
        "200 | text/plain;charset=UTF-8 | OK",
        "200 | none | stored 1 case",
        "200 | text/html | ok",
        "200 | TEXT/HTML | ok",
      })
  void nothingJsonAndPlainTextAreAnAnswer(int status, @Nullable String contentType, String body) {
    assertThat(WebhookAnswer.confirms(answer(status, contentType, body))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "200 | text/html | <!DOCTYPE html><form action=login>",
        "200 | text/html; charset=utf-8 | Please <a href=/login>sign in</a>",
        "200 | none | <html>",
        "200 | text/plain | <html>",
        "200 | application/json | <html>",
        "200 | application/json | {\"half\": ",
        "200 | application/json | {} <html>",
        "200 | application/xml | <ok/>",
        "200 | text/xml | ok",
        "200 | application/octet-stream | ok",
        "200 | image/png | ok",
        "203 | application/json | {}",
        "205 | none | ''",
        "206 | text/plain | ok",
        "207 | application/json | {}",
        "226 | none | ''",
      })
  void anythingElseMayBeAProxyOrAPageToSignInAt(
      int status, @Nullable String contentType, String body) {
    assertThat(WebhookAnswer.confirms(answer(status, contentType, body))).isFalse();
  }

  private static HttpAnswer answer(int status, @Nullable String contentType, String body) {
    return new HttpAnswer(status, body, null, null, contentType);
  }
}
