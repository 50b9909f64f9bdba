package dev.iischain.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.iischain.local.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Request Tracker 5 of this machine with a database of its own, where Debian's package is. */
final class RequestTrackerServer implements AutoCloseable {

  private static final Path SETUP = Path.of("/usr/sbin/rt-setup-database-5");
  private static final Path SERVER = Path.of("/usr/share/request-tracker5/libexec/rt-server");
  private static final String ROOT_PASSWORD = "of-a-test-only";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final Path folder;
  private final int port;
  private final Process process;
  private final String token;

  private RequestTrackerServer(Path folder, int port, Process process, String token) {
    this.folder = folder;
    this.port = port;
    this.process = process;
    this.token = token;
  }

  /** Whether it can be started here. */
  static boolean isInstalled() {
    return Files.isExecutable(SETUP) && Files.isExecutable(SERVER);
  }

  /** Starts one with the queue and the fields that we ship. */
  static RequestTrackerServer start(Path initialData) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("iis-chain-rt-");
    int port = FreePorts.any();
    for (String each : List.of("conf.d", "data", "sessions", "mason")) {
      Files.createDirectory(folder.resolve(each));
    }
    Path site = Files.writeString(folder.resolve("RT_SiteConfig.pm"), configuration(folder, port));
    Path password = Files.writeString(folder.resolve("password"), ROOT_PASSWORD);
    Path token = folder.resolve("token");
    Map<String, String> environment =
        Map.of(
            "RT_SITE_CONFIG", site.toString(),
            "RT_SITE_CONFIG_DIR", folder.resolve("conf.d").toString(),
            "RT_TOKEN_FILE", token.toString());
    String setup = SETUP.toString();
    run(
        folder,
        environment,
        setup,
        "--action",
        "init",
        "--skip-create",
        "--root-password-file",
        password.toString());
    run(
        folder,
        environment,
        setup,
        "--action",
        "insert",
        "--skip-create",
        "--datafile",
        initialData.toString());
    Process process =
        start(
            folder,
            environment,
            SERVER.toString(),
            "--server",
            "Starlet",
            "--host",
            "127.0.0.1",
            "--port",
            Integer.toString(port),
            "--max-workers",
            "2");
    RequestTrackerServer server =
        new RequestTrackerServer(folder, port, process, Files.readString(token).strip());
    server.awaitAnswer();
    return server;
  }

  private static String configuration(Path folder, int port) {
    return """
    Set($rtname, 'soc.local'); Set($Organization, 'soc.local');
    Set($WebDomain, '127.0.0.1'); Set($WebPort, %2$d); Set($WebPath, '');
    Set($WebBaseURL, 'http://127.0.0.1:%2$d'); Set($Timezone, 'UTC');
    Set($DatabaseType, 'SQLite'); Set($DatabaseName, '%1$s/data/rt5.db');
    Set($DatabaseHost, ''); Set($DatabaseUser, ''); Set($DatabasePassword, '');
    Set($MailCommand, 'testfile'); Set($LogToSyslog, undef); Set($LogToSTDERR, 'warning');
    Set($WebSessionClass, 'Apache::Session::File');
    Set($MasonDataDir, '%1$s/mason'); Set($MasonSessionDir, '%1$s/sessions');
    1;
    """
        .formatted(folder, port);
  }

  private static Process start(Path folder, Map<String, String> environment, String... command)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(environment);
    return builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
        .start();
  }

  private static void run(Path folder, Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    Process process = start(folder, environment, command);
    if (!process.waitFor(3, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IllegalStateException(Files.readString(folder.resolve("log")));
    }
  }

  private void awaitAnswer() throws InterruptedException, IOException {
    for (int attempt = 0; attempt < 120; attempt++) {
      try {
        if (send("GET", "/REST/2.0/rt", "", "token " + token).statusCode() == 200) {
          return;
        }
      } catch (IOException e) {
        // not yet
      }
      TimeUnit.SECONDS.sleep(1);
    }
    throw new IllegalStateException(Files.readString(folder.resolve("log")));
  }

  /** How an adapter reaches it. */
  HttpSettings settings() {
    return new HttpSettings(
        URI.create("http://127.0.0.1:" + port), TestSecret.of(token), "", Duration.ofSeconds(60));
  }

  /** What it shows under a path, as our user sees it. */
  JsonNode get(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer = send("GET", "/REST/2.0" + path, "", "token " + token);
    return JSON.readTree(answer.body());
  }

  /** What an administrator changes. */
  JsonNode asRoot(String method, String path, String body)
      throws IOException, InterruptedException {
    String login = "root:" + ROOT_PASSWORD;
    String basic =
        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    return JSON.readTree(send(method, "/REST/2.0" + path, body, basic).body());
  }

  /** The numbers of the tickets about a case, merged ones too. */
  List<String> tickets(String caseId) throws IOException, InterruptedException {
    String query = "CF.{DedupKey}='" + caseId + "' AND EffectiveId > 0";
    JsonNode found =
        get("/tickets?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8)).path("items");
    return found.findValuesAsText("id");
  }

  private HttpResponse<String> send(String method, String path, String body, String login)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(60))
            .header("Authorization", login)
            .header("Content-Type", "application/json")
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() throws IOException {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      process.waitFor(20, TimeUnit.SECONDS);
      new ProcessBuilder("rm", "-rf", folder.toString()).start().waitFor(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
