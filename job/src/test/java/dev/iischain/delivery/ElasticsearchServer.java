package dev.iischain.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.iischain.local.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** An Elasticsearch with data of its own, where the profile case-systems has unpacked one. */
final class ElasticsearchServer implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final boolean ROOT = System.getProperty("user.name").equals("root");

  private final HttpClient client = HttpClient.newHttpClient();
  private final Path folder;
  private final int port;
  private final Process process;

  private ElasticsearchServer(Path folder, int port, Process process) {
    this.folder = folder;
    this.port = port;
    this.process = process;
  }

  /** The unpacked distribution, or nothing without the profile. */
  static Optional<Path> distribution() throws IOException {
    String unpacked = System.getProperty("case.systems", "");
    if (unpacked.isEmpty() || !Files.isDirectory(Path.of(unpacked))) {
      return Optional.empty();
    }
    try (Stream<Path> entries = Files.list(Path.of(unpacked))) {
      return entries.filter(each -> Files.exists(each.resolve("bin/elasticsearch"))).findFirst();
    }
  }

  /** Starts one, with a copy of the distribution that its user may read. */
  static ElasticsearchServer start(Path distribution) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("iis-chain-elasticsearch-");
    int port = FreePorts.any();
    Path home = folder.resolve("home");
    run("cp", "-r", distribution.toString(), home.toString());
    Files.writeString(
        home.resolve("config/elasticsearch.yml"),
        """
        discovery.type: single-node
        network.host: 127.0.0.1
        http.port: %d
        path.data: %s
        path.logs: %s
        xpack.security.enabled: false
        cluster.routing.allocation.disk.threshold_enabled: false
        """
            .formatted(port, folder.resolve("data"), folder.resolve("logs")));
    run("chmod", "+x", home.resolve("bin/elasticsearch").toString());
    Path scratch = Files.createDirectory(folder.resolve("tmp")); // it may hold nothing of its own
    run("chmod", "-R", "a+rwX", folder.toString());
    List<String> command = new ArrayList<>();
    if (ROOT) {
      command.addAll(List.of("runuser", "-u", "nobody", "--")); // it refuses to run as root
    }
    command.add(home.resolve("bin/elasticsearch").toString());
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("ES_JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("ES_JAVA_OPTS", "-Xms512m -Xmx512m");
    builder.environment().put("ES_TMPDIR", scratch.toString());
    Process process =
        builder.redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
    ElasticsearchServer server = new ElasticsearchServer(folder, port, process);
    server.awaitAnswer();
    return server;
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
      throw new IllegalStateException(String.join(" ", command));
    }
  }

  private void awaitAnswer() throws InterruptedException, IOException {
    // Its root answers 405 in this distribution, so an index is created.
    for (int attempt = 0; attempt < 180 && process.isAlive(); attempt++) {
      try {
        if (send("PUT", "/iis-chain-cases").statusCode() == 200) {
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
        URI.create("http://127.0.0.1:" + port), Secret.NONE, "", Duration.ofSeconds(60));
  }

  /** What it shows under a path. */
  JsonNode get(String path) throws IOException, InterruptedException {
    return JSON.readTree(send("GET", path).body());
  }

  private HttpResponse<String> send(String method, String path)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(60))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() throws IOException {
    process.descendants().forEach(ProcessHandle::destroy);
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
      run("rm", "-rf", folder.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
