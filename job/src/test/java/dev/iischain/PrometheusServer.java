package dev.iischain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.iischain.Monitoring.Query;
import dev.iischain.local.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A real Prometheus, where Debian's package is installed, that asks ports of this machine. */
final class PrometheusServer implements AutoCloseable {

  static final Path PROMTOOL = Path.of("/usr/bin/promtool");
  private static final Path PROGRAM = Path.of("/usr/bin/prometheus");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final Process process;
  private final String url;

  /** Whether the package is installed. */
  static boolean isInstalled() {
    return Files.isExecutable(PROGRAM) && Files.isExecutable(PROMTOOL);
  }

  PrometheusServer(Path folder, Path rules, List<Integer> ports) throws Exception {
    int port = FreePorts.any();
    url = "http://127.0.0.1:" + port;
    Path configuration =
        Files.writeString(
            folder.resolve("prometheus.yaml"),
            """
            global: {scrape_interval: 1s, evaluation_interval: 1s}
            rule_files: ['%s']
            scrape_configs:
              - job_name: iis-chain
                static_configs:
                  - targets: [%s]
            """
                .formatted(
                    rules.toAbsolutePath().normalize(),
                    ports.stream()
                        .map(each -> "'127.0.0.1:" + each + "'")
                        .collect(Collectors.joining(", "))));
    process =
        new ProcessBuilder(
                PROGRAM.toString(),
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("prometheus.log").toFile())
            .start();
    Instant end = Instant.now().plus(PATIENCE);
    while (!answers()) {
      if (!process.isAlive() || Instant.now().isAfter(end)) {
        throw new AssertionError(Files.readString(folder.resolve("prometheus.log")));
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private boolean answers() throws InterruptedException {
    try {
      return CLIENT
              .send(
                  HttpRequest.newBuilder(URI.create(url + "/-/ready")).build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** The values that an expression has now; fails where it is wrong. */
  List<Double> query(String expression) throws Exception {
    JsonNode answer =
        get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
    List<Double> values = new ArrayList<>();
    for (JsonNode series : answer.get("result")) {
      values.add(number(series.get("value").get(1).asText()));
    }
    return values;
  }

  /** All values that an expression has had in a time. */
  List<Double> range(String expression, Instant from, Instant to) throws Exception {
    JsonNode answer =
        get(
            "/api/v1/query_range?query="
                + URLEncoder.encode(expression, StandardCharsets.UTF_8)
                + "&start="
                + from.getEpochSecond()
                + "&end="
                + to.getEpochSecond()
                + "&step=1");
    List<Double> values = new ArrayList<>();
    for (JsonNode series : answer.get("result")) {
      series.get("values").forEach(value -> values.add(number(value.get(1).asText())));
    }
    return values;
  }

  /** Whether there is anything to draw. */
  static boolean isData(List<Double> values) {
    return values.stream().anyMatch(value -> !value.isNaN());
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  /** Every alert rule as {@code name health state}. */
  List<String> rules() throws Exception {
    List<String> rules = new ArrayList<>();
    for (JsonNode group : get("/api/v1/rules").get("groups")) {
      for (JsonNode rule : group.get("rules")) {
        rules.add(
            rule.get("name").asText()
                + ' '
                + rule.get("health").asText()
                + ' '
                + rule.get("state").asText());
      }
    }
    return rules;
  }

  private JsonNode get(String path) throws Exception {
    HttpResponse<String> response =
        CLIENT.send(
            HttpRequest.newBuilder(URI.create(url + path)).build(),
            HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new AssertionError(response.body());
    }
    return new JsonMapper().readTree(response.body()).get("data");
  }

  /** What a command of promtool prints; fails unless it succeeds. */
  static String promtool(Path folder, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(PROMTOOL.toString()));
    command.addAll(List.of(arguments));
    Process tool =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String output = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (tool.waitFor() != 0) {
      throw new AssertionError(output);
    }
    return output;
  }

  /** The values that panels have, as columns. */
  static String table(Map<Query, List<Double>> found) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("panel", "values", "highest"));
    found.forEach(
        (query, values) ->
            rows.add(
                List.of(
                    query.panel(),
                    Integer.toString(values.size()),
                    values.stream()
                        .filter(value -> !value.isNaN())
                        .max(Double::compare)
                        .map(value -> String.format(Locale.ROOT, "%.3f", value))
                        .orElse(""))));
    return columns(rows);
  }

  /** Cells in columns. */
  private static String columns(List<List<String>> rows) {
    int[] widths =
        IntStream.range(0, rows.get(0).size())
            .map(i -> rows.stream().mapToInt(row -> row.get(i).length()).max().orElse(0))
            .toArray();
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        text.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
      }
      text.append('\n');
    }
    return text.toString();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted", e));
    }
  }
}
