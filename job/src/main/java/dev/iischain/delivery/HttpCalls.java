package dev.iischain.delivery;

import dev.iischain.delivery.DeliveryException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Calls to one system. Follows no redirect, waits no longer than told, reads no endless answer. */
public final class HttpCalls {

  private static final int MAX_ANSWER_BYTES = 1 << 20;

  private final HttpSettings settings;
  private final HttpClient client;

  /** Calls with these settings; throws UncheckedIOException when the CA file cannot be used. */
  public HttpCalls(HttpSettings settings) {
    this.settings = settings;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.timeout());
    if (!settings.caFile().isEmpty()) {
      try {
        builder.sslContext(TrustedCertificates.of(Path.of(settings.caFile())));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    this.client = builder.build();
  }

  /**
   * Sends a request and waits for the answer, whatever its status.
   *
   * @param path what follows the system's address
   * @param body the body as JSON, or an empty text for none
   * @throws DeliveryException when there is no answer: to be retried when it cannot have had an
   *     effect, ambiguous when it can
   */
  public HttpAnswer call(String method, String path, String body, Map<String, String> headers)
      throws DeliveryException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(settings.url() + path)).timeout(settings.timeout());
    headers.forEach(request::header);
    if (body.isEmpty()) {
      request.method(method, HttpRequest.BodyPublishers.noBody());
    } else {
      request
          .header("Content-Type", "application/json")
          .method(method, HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    }
    CompletableFuture<HttpResponse<byte[]>> sent =
        client.sendAsync(request.build(), answer -> new BoundedBody(MAX_ANSWER_BYTES));
    Duration timeout = settings.timeout();
    try {
      return answer(sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      throw unanswered(method, "did not answer within " + timeout.toMillis() + " ms");
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw failure(method, cause == null ? e : cause);
    } finally {
      sent.cancel(true);
    }
  }

  private static HttpAnswer answer(HttpResponse<byte[]> response) {
    return new HttpAnswer(
        response.statusCode(),
        new String(response.body(), StandardCharsets.UTF_8),
        response.headers().firstValue("Retry-After").orElse(null),
        response.headers().firstValue("ETag").orElse(null),
        response.headers().firstValue("Content-Type").orElse(null));
  }

  private static DeliveryException failure(String method, Throwable cause) {
    if (cause instanceof ConnectException
        || cause instanceof HttpConnectTimeoutException
        || cause instanceof UnresolvedAddressException
        || cause instanceof SSLException) {
      return DeliveryException.of(
          Kind.RETRY, "No connection: " + cause.getClass().getSimpleName() + ".");
    }
    return unanswered(method, "ended the connection (" + cause.getClass().getSimpleName() + ")");
  }

  private static DeliveryException unanswered(String method, String what) {
    Kind kind = method.equals("GET") || method.equals("HEAD") ? Kind.RETRY : Kind.AMBIGUOUS;
    return DeliveryException.of(kind, "The system " + what + ".");
  }
}
