package dev.iischain;

import dev.iischain.Monitoring.Query;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The dashboard during a soak: a real Prometheus asks every process, whichever is killed. */
final class SoakDashboard implements AutoCloseable {

  /** So long a rate looks back: longer than a process is away. */
  private static final Duration LOOKS_BACK = Duration.ofSeconds(60);

  private final PrometheusServer prometheus;
  private final Map<Query, List<Double>> found = new TreeMap<>(Query.ORDER);

  SoakDashboard(Path folder, Collection<Integer> ports) throws Exception {
    prometheus =
        new PrometheusServer(
            Files.createDirectory(folder), Monitoring.RULES, new ArrayList<>(ports));
  }

  /** Notes what each panel has shown in this time. */
  void look(Instant from, Instant to) throws Exception {
    for (Query query : Monitoring.panels()) {
      found
          .computeIfAbsent(query, each -> new ArrayList<>())
          .addAll(prometheus.range(query.over(LOOKS_BACK), from, to));
    }
  }

  /** Panels that have never shown anything, in sentences. */
  List<String> wrong() {
    List<String> wrong = new ArrayList<>();
    found.forEach(
        (query, values) -> {
          if (!PrometheusServer.isData(values)) {
            wrong.add("the panel has shown nothing: " + query);
          }
        });
    return wrong;
  }

  /** How many queries were asked. */
  int queries() {
    return found.size();
  }

  @Override
  public String toString() {
    return PrometheusServer.table(found);
  }

  @Override
  public void close() {
    prometheus.close();
  }
}
