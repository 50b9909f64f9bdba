package dev.iischain.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for a case system in tests: keeps what it was told, insists on the limits that the
 * system publishes, and fails as it is told.
 */
abstract class HttpDouble implements AutoCloseable {

  static final String TOKEN = "of-a-test";
  static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private Fault fault = Fault.NONE;
  private int faultsLeft;
  private Predicate<Request> faulty = request -> true;
  private Predicate<Request> awaited = request -> false;
  private Runnable meanwhile = () -> {};
  private final AtomicInteger hanging = new AtomicInteger();
  private final AtomicInteger written = new AtomicInteger();

  /** What goes wrong. */
  enum Fault {
    NONE,
    UNAVAILABLE,
    TOO_MANY_REQUESTS,
    RESET_AFTER_COMMIT,
    HANG_AFTER_COMMIT,
    UNAUTHORISED,
    MALFORMED,
    MALFORMED_AFTER_COMMIT
  }

  /** What arrived. */
  record Request(
      String method, String path, Map<String, String> query, JsonNode body, Headers headers) {

    /** Whether it may change anything. */
    boolean writes() {
      return !method.equals("GET") && !method.equals("HEAD") && !path.endsWith("/query");
    }
  }

  /** The headers of a request. */
  record Headers(Map<String, List<String>> all) {
    @Nullable String first(String name) {
      List<String> values = all.get(name);
      return values == null ? null : values.get(0);
    }
  }

  /** What is answered. */
  record Answer(int status, String body, Map<String, String> headers) {
    static Answer of(int status, Object body) {
      return new Answer(status, body.toString(), Map.of());
    }
  }

  HttpDouble() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::take);
    server.start();
  }

  /** What the system does with a request; one at a time. */
  abstract Answer handle(Request request);

  /** How it turns away who does not show the token. */
  abstract Answer unauthorised();

  /** The header with the token. */
  abstract boolean accepts(Headers headers);

  /** The records it holds about each case, by case id: the revision each shows. */
  abstract Map<String, List<Long>> shown();

  /** Fails when a record holds anything twice. */
  void checkRecords() {}

  /** Fails when two of what a record holds say the same. */
  static void assertDifferent(String what, List<ObjectNode> all, String field) {
    assertThat(all.stream().map(each -> each.path(field).asText()))
        .as(what)
        .doesNotHaveDuplicates();
  }

  HttpSettings settings() {
    return settings(Duration.ofSeconds(5));
  }

  HttpSettings settings(Duration timeout) {
    return new HttpSettings(URI.create(url()), TestSecret.of(TOKEN), "", timeout);
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The next requests of a kind fail, so many of them. */
  synchronized void fail(Fault next, int times, Predicate<Request> which) {
    fault = next;
    faultsLeft = times;
    faulty = which;
  }

  /** Just before the next request of a kind is handled, something else happens, once. */
  synchronized void before(Predicate<Request> which, Runnable happens) {
    awaited = which;
    meanwhile = happens;
  }

  /** From now on nothing fails. */
  void recover() {
    fail(Fault.NONE, 0, request -> false);
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  /** How many requests had their effect and will never be answered. */
  int hanging() {
    return hanging.get();
  }

  /** How many requests that write had their effect, answered or not. */
  int written() {
    return written.get();
  }

  private synchronized Fault next(Request request) {
    if (faultsLeft <= 0 || !faulty.test(request)) {
      return Fault.NONE;
    }
    faultsLeft--;
    return fault;
  }

  private void take(HttpExchange exchange) throws IOException {
    Request request = read(exchange);
    requests.add(request);
    switch (next(request)) {
      case NONE -> send(exchange, answer(request));
      case UNAVAILABLE -> send(exchange, new Answer(503, "<h1>Down</h1>", Map.of()));
      case TOO_MANY_REQUESTS ->
          send(exchange, new Answer(429, "slow down", Map.of("Retry-After", "120")));
      case UNAUTHORISED -> send(exchange, unauthorised());
      case MALFORMED -> send(exchange, new Answer(200, "<html>Sign in</html>", Map.of()));
      case MALFORMED_AFTER_COMMIT -> {
        answer(request);
        send(exchange, new Answer(200, "<html>", Map.of()));
      }
      case RESET_AFTER_COMMIT -> {
        answer(request);
        exchange.close();
      }
      case HANG_AFTER_COMMIT -> {
        answer(request);
        hanging.incrementAndGet();
        try {
          closed.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        exchange.close();
      }
    }
  }

  private synchronized Answer answer(Request request) {
    if (!accepts(request.headers())) {
      return unauthorised();
    }
    if (awaited.test(request)) {
      awaited = each -> false;
      meanwhile.run();
    }
    Answer answer = handle(request);
    if (request.writes() && answer.status() < 300) {
      written.incrementAndGet();
    }
    return answer;
  }

  private static Request read(HttpExchange exchange) throws IOException {
    byte[] bytes = exchange.getRequestBody().readAllBytes();
    URI uri = exchange.getRequestURI();
    Map<String, String> query = new LinkedHashMap<>();
    if (uri.getRawQuery() != null) {
      for (String pair : uri.getRawQuery().split("&")) {
        int equals = pair.indexOf('=');
        query.put(
            pair.substring(0, equals),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    JsonNode body;
    try {
      body = bytes.length == 0 ? JSON.missingNode() : JSON.readTree(bytes);
    } catch (JsonProcessingException e) {
      body = JSON.missingNode();
    }
    return new Request(
        exchange.getRequestMethod(),
        uri.getPath(),
        query,
        body,
        new Headers(Map.copyOf(exchange.getRequestHeaders())));
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    answer.headers().forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    boolean empty = exchange.getRequestMethod().equals("HEAD") || bytes.length == 0;
    exchange.sendResponseHeaders(answer.status(), empty ? -1 : bytes.length);
    if (!empty) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
