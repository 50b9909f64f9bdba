package dev.iischain;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What an endpoint for Prometheus shows at one moment. */
record Scrape(List<Sample> samples) {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** One number of one series. */
  record Sample(String name, Map<String, String> labels, double value) {}

  /** Asks an endpoint of this machine. */
  static Scrape of(int port) throws IOException, InterruptedException {
    String text =
        CLIENT
            .send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build(),
                HttpResponse.BodyHandlers.ofString())
            .body();
    List<Sample> samples = new ArrayList<>();
    for (String line : text.split("\n")) {
      if (!line.isBlank() && !line.startsWith("#")) {
        samples.add(parse(line));
      }
    }
    return new Scrape(samples);
  }

  private static Sample parse(String line) {
    int brace = line.indexOf('{');
    int space = line.lastIndexOf(' ');
    if (brace < 0) {
      return new Sample(line.substring(0, line.indexOf(' ')), Map.of(), number(line, space));
    }
    Map<String, String> labels = new LinkedHashMap<>();
    int at = brace + 1;
    while (line.charAt(at) != '}') {
      int equals = line.indexOf('=', at);
      String key = line.substring(at, equals);
      StringBuilder value = new StringBuilder();
      at = equals + 2;
      while (line.charAt(at) != '"') {
        if (line.charAt(at) == '\\') {
          at++;
        }
        value.append(line.charAt(at++));
      }
      labels.put(key, value.toString());
      at++;
      if (line.charAt(at) == ',') {
        at++;
      }
    }
    return new Sample(line.substring(0, brace), labels, number(line, space));
  }

  private static double number(String line, int space) {
    String text = line.substring(space + 1);
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  /** The names of all series. */
  Set<String> names() {
    return samples.stream().map(Sample::name).collect(Collectors.toCollection(TreeSet::new));
  }

  /** The sum of all series of a name that have these labels. */
  double sum(String name, Map<String, String> labels) {
    return samples.stream()
        .filter(of(name))
        .filter(sample -> sample.labels().entrySet().containsAll(labels.entrySet()))
        .mapToDouble(Sample::value)
        .sum();
  }

  /** Samples of this name. */
  static Predicate<Sample> of(String name) {
    return sample -> sample.name().equals(name);
  }
}
