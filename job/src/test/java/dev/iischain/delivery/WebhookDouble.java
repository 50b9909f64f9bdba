package dev.iischain.delivery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A service that takes cases by POST, remembers them, and answers as it is told. */
public final class WebhookDouble implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Map<String, String> taken = new ConcurrentHashMap<>();
  private volatile Answer answer = new Answer(200, Map.of(), "{}");

  /** What arrived. */
  public record Request(
      String method, String path, Map<String, List<String>> headers, String body) {

    /** The first header with this name, or null. */
    public @Nullable String header(String name) {
      List<String> values = headers.get(name);
      return values == null ? null : values.get(0);
    }

    /** What a repetition has in common with it. */
    public String key() {
      return String.valueOf(header("Idempotency-key"));
    }
  }

  /** How every request is answered. */
  public record Answer(int status, Map<String, String> headers, String body) {}

  /** A service on a free port of this machine. */
  public WebhookDouble() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::take);
    server.start();
  }

  /** Where it listens. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/cases";
  }

  /** Answers like this from now on. */
  public void answer(int status, Map<String, String> headers, String body) {
    answer = new Answer(status, headers, body);
  }

  /** Every POST, in the order of arrival. */
  public List<Request> posts() {
    return requests.stream().filter(request -> request.method().equals("POST")).toList();
  }

  /** Every request, in the order of arrival. */
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  /** What was taken with success, by idempotency key. */
  public Map<String, String> taken() {
    return Map.copyOf(taken);
  }

  /** Waits until something holds; fails when it never does. */
  public void await(String what, BooleanSupplier holds) throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (!holds.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError(what + " within " + PATIENCE + "; arrived: " + keys());
      }
      synchronized (requests) {
        requests.wait(50);
      }
    }
  }

  /** The keys of all POSTs. */
  public List<String> keys() {
    return posts().stream().map(Request::key).toList();
  }

  private void take(HttpExchange exchange) throws IOException {
    Answer now = answer;
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Request request =
        new Request(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            Map.copyOf(exchange.getRequestHeaders()),
            body);
    requests.add(request);
    if (now.status() < 300 && request.method().equals("POST")) {
      taken.put(request.key(), body);
    }
    synchronized (requests) {
      requests.notifyAll();
    }
    now.headers().forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
    byte[] bytes = now.body().getBytes(StandardCharsets.UTF_8);
    boolean empty = request.method().equals("HEAD") || bytes.length == 0;
    exchange.sendResponseHeaders(now.status(), empty ? -1 : bytes.length);
    if (!empty) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
