package dev.iischain.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.iischain.delivery.DeliveryException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpCallsTest {

  private static final Duration SHORT = Duration.ofMillis(400);
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir private Path folder;

  /** What a server does with a connection. */
  private interface Behaviour {
    void on(Socket socket) throws Exception;
  }

  @Test
  void aHangEndsWithTheTimeoutAndMayHaveHadAnEffect() throws Exception {
    try (Server server = new Server(socket -> socket.getInputStream().transferTo(nowhere()))) {
      assertFails(server.calls(SHORT), "POST", Kind.AMBIGUOUS);
      assertFails(server.calls(SHORT), "GET", Kind.RETRY);
    }
  }

  @Test
  void anAnswerThatNeverEndsEndsWithTheTimeout() throws Exception {
    try (Server server =
        new Server(
            socket -> {
              write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nthe beginning");
              socket.getInputStream().transferTo(nowhere());
            })) {
      assertFails(server.calls(SHORT), "POST", Kind.AMBIGUOUS);
    }
  }

  @Test
  void aResetAfterTheRequestMayHaveHadAnEffect() throws Exception {
    try (Server server =
        new Server(
            socket -> {
              socket.getInputStream().read();
              socket.setSoLinger(true, 0);
            })) {
      assertFails(server.calls(LONG), "POST", Kind.AMBIGUOUS);
    }
  }

  @Test
  void whoeverIsNotThereCanBeAskedAgain() throws Exception {
    URI gone;
    try (Server server = new Server(socket -> {})) {
      gone = server.url();
    }
    HttpCalls calls = new HttpCalls(new HttpSettings(gone, Secret.NONE, "", LONG));
    assertFails(calls, "POST", Kind.RETRY);
  }

  @Test
  void ofAnEndlessAnswerOnlyTheBeginningIsRead() throws Exception {
    try (Server server =
        new Server(
            socket -> {
              write(socket, "HTTP/1.1 500 no\r\nConnection: close\r\n\r\n");
              byte[] part = "x".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
              while (true) {
                socket.getOutputStream().write(part);
              }
            })) {
      HttpAnswer answer = server.calls(LONG).call("POST", "", "{}", Map.of());
      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.body()).hasSize(1 << 20);
      assertThat(answer.failure().answer()).hasSize(4_096);
    }
  }

  @Test
  void redirectsAreNotFollowed() throws Exception {
    try (WebhookDouble elsewhere = new WebhookDouble();
        WebhookDouble here = new WebhookDouble()) {
      here.answer(307, Map.of("Location", elsewhere.url(), "ETag", "\"7\""), "");
      HttpCalls calls =
          new HttpCalls(new HttpSettings(URI.create(here.url()), Secret.NONE, "", LONG));
      HttpAnswer answer = calls.call("POST", "/1", "{}", Map.of("X-Extra", "yes"));
      assertThat(answer.status()).isEqualTo(307);
      assertThat(answer.entityTag()).isEqualTo("\"7\"");
      assertThat(here.requests()).hasSize(1);
      assertThat(here.requests().get(0).header("X-extra")).isEqualTo("yes");
      assertThat(elsewhere.requests()).isEmpty();
    }
  }

  @Test
  void ownCertificatesAreTrustedWhereTheyAreNamedAndNoOthers() throws Exception {
    Path ours = keyStore("ours", "ip:127.0.0.1");
    Path stranger = keyStore("stranger", "ip:127.0.0.1");
    try (Https server = new Https(ours)) {
      assertThat(server.calls(certificate(ours)).call("GET", "", "", Map.of()).status())
          .isEqualTo(204);
      assertFails(server.calls(""), "POST", Kind.RETRY);
      assertFails(server.calls(certificate(stranger)), "POST", Kind.RETRY);
    }
  }

  @Test
  void aTrustedCertificateOfAnotherHostIsNotEnough() throws Exception {
    Path other = keyStore("other", "dns:elsewhere.example");
    try (Https server = new Https(other)) {
      assertFails(server.calls(certificate(other)), "POST", Kind.RETRY);
    }
  }

  @Test
  void aFileWithoutCertificatesIsToldByName() throws IOException {
    Path file = Files.writeString(folder.resolve("ca.pem"), "");
    HttpSettings settings =
        new HttpSettings(URI.create("https://soar.example"), Secret.NONE, file.toString(), LONG);
    assertThatThrownBy(() -> new HttpCalls(settings))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("ca.pem");
  }

  private static void assertFails(HttpCalls calls, String method, Kind kind) {
    assertThatThrownBy(
            () -> calls.call(method, "", method.equals("GET") ? "" : "{\"a\":1}", Map.of()))
        .isInstanceOfSatisfying(DeliveryException.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }

  private static OutputStream nowhere() {
    return OutputStream.nullOutputStream();
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  private Path keyStore(String name, String subject) throws Exception {
    Path file = folder.resolve(name + ".p12");
    keytool(
        "-genkeypair",
        "-alias",
        "server",
        "-keyalg",
        "EC",
        "-dname",
        "CN=" + name,
        "-ext",
        "SAN=" + subject,
        "-storetype",
        "PKCS12",
        "-keystore",
        file.toString(),
        "-storepass",
        "changeit");
    return file;
  }

  private String certificate(Path keyStore) throws Exception {
    Path file = folder.resolve(keyStore.getFileName() + ".pem");
    keytool(
        "-exportcert",
        "-rfc",
        "-alias",
        "server",
        "-keystore",
        keyStore.toString(),
        "-storepass",
        "changeit",
        "-file",
        file.toString());
    return file.toString();
  }

  private static void keytool(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
  }

  /** A server that treats every connection alike. */
  private static final class Server implements AutoCloseable {

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

    Server(Behaviour behaviour) throws IOException {
      Thread thread = new Thread(() -> serve(behaviour), "test-server");
      thread.setDaemon(true);
      thread.start();
    }

    private void serve(Behaviour behaviour) {
      while (!listener.isClosed()) {
        try (Socket socket = listener.accept()) {
          behaviour.on(socket);
        } catch (Exception e) {
          // the client went away, or the test is over
        }
      }
    }

    URI url() {
      return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    HttpCalls calls(Duration timeout) {
      return new HttpCalls(new HttpSettings(url(), Secret.NONE, "", timeout));
    }

    @Override
    public void close() throws IOException {
      listener.close();
    }
  }

  /** A server behind TLS that answers 204. */
  private static final class Https implements AutoCloseable {

    private final HttpServer server;

    Https(Path keyStore) throws Exception {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(keyStore)) {
        keys.load(in, PASSWORD);
      }
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(keys, PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      HttpsServer https =
          HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      https.setHttpsConfigurator(new HttpsConfigurator(context));
      https.createContext(
          "/",
          exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
          });
      https.start();
      server = https;
    }

    HttpCalls calls(String caFile) {
      URI url = URI.create("https://127.0.0.1:" + server.getAddress().getPort());
      return new HttpCalls(new HttpSettings(url, Secret.NONE, caFile, LONG));
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
