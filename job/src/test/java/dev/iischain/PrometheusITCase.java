package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.iischain.Monitoring.AlertRule;
import dev.iischain.Monitoring.Query;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alert rules and dashboard in a real Prometheus, which asks both jobs while they work. */
class PrometheusITCase {

  private static final Path TESTS =
      Path.of("src", "test", "resources", "dev", "iischain", "iis-chain-alerts-test.yaml");
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /** So long a rate looks back at the end, and so long there has to be work. */
  private static final Duration LOOKS_BACK = Duration.ofSeconds(30);

  @TempDir private Path folder;

  @BeforeEach
  void onlyWherePrometheusIsInstalled() {
    if (!PrometheusServer.isInstalled()) {
      System.out.println("Skipped: Debian's package prometheus is not installed.");
    }
    assumeTrue(PrometheusServer.isInstalled(), "Debian's package prometheus is not installed");
  }

  @Test
  void theAlertRulesAreWellFormedAndFireWhenTheyShould() throws Exception {
    Files.copy(Monitoring.RULES, folder.resolve("iis-chain-alerts.yaml"));
    Files.copy(TESTS, folder.resolve("tests.yaml"));
    assertThat(PrometheusServer.promtool(folder, "check", "rules", "iis-chain-alerts.yaml"))
        .contains("SUCCESS: " + Monitoring.alerts().size() + " rules found");
    assertThat(PrometheusServer.promtool(folder, "test", "rules", "tests.yaml"))
        .contains("SUCCESS");
    String tests = Files.readString(TESTS);
    assertThat(Monitoring.alerts())
        .extracting(AlertRule::name)
        .as("every alert is tested")
        .allSatisfy(name -> assertThat(tests).contains("alertname: " + name + "\n"));
    Files.writeString(folder.resolve("tests.yaml"), tests.replace("exp_alerts:", "exp_alert:"));
    assertThatThrownBy(() -> PrometheusServer.promtool(folder, "test", "rules", "tests.yaml"))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void theConfigurationToStartFromIsWellFormed() throws Exception {
    for (String file : List.of("iis-chain-alerts.yaml", "prometheus.yaml")) {
      Files.copy(Monitoring.RULES.resolveSibling(file), folder.resolve(file));
    }
    String text = Files.readString(folder.resolve("prometheus.yaml"));
    assertThat(text).contains("regex: metrics\n");
    // Debian's Prometheus knows nothing of Kubernetes; the rest it can look at.
    String bare =
        text.replaceFirst(
            "(?s)kubernetes_sd_configs:.*?names: \\[iis-chain]",
            "static_configs: [{targets: [localhost]}]");
    assertThat(bare).isNotEqualTo(text);
    Files.writeString(folder.resolve("prometheus.yaml"), bare);
    assertThat(PrometheusServer.promtool(folder, "check", "config", "prometheus.yaml"))
        .contains("SUCCESS: " + Monitoring.alerts().size() + " rules found");
    Files.writeString(
        folder.resolve("prometheus.yaml"), bare.replace("relabel_configs", "relabel"));
    assertThatThrownBy(
            () -> PrometheusServer.promtool(folder, "check", "config", "prometheus.yaml"))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void everyPanelHasDataWhileTheJobsWork() throws Exception {
    ObservedJobs jobs = new ObservedJobs(folder);
    try (PrometheusServer prometheus =
        new PrometheusServer(folder, Monitoring.RULES, jobs.ports())) {
      jobs.send(ObservedJobs.TELEMETRY, "hostile", "<Event>");
      Instant end = Instant.now().plus(PATIENCE);
      Instant enough = Instant.now().plus(LOOKS_BACK);
      Map<Query, List<Double>> found = new TreeMap<>(Query.ORDER);
      for (int i = 0; Instant.now().isBefore(end); i++) {
        jobs.attack("web" + i);
        jobs.attack("quiet");
        jobs.send(ObservedJobs.TELEMETRY, "hostile", "<Event>");
        jobs.canary();
        jobs.awaitDelivered(i + 1);
        for (Query query : Monitoring.panels()) {
          found.put(query, prometheus.query(query.over(LOOKS_BACK)));
        }
        if (Instant.now().isAfter(enough)
            && found.values().stream().allMatch(PrometheusServer::isData)) {
          break;
        }
      }
      System.out.println(PrometheusServer.table(found));
      List<String> rules = prometheus.rules();
      System.out.println(String.join("\n", rules));
      assertThat(found).hasSizeGreaterThan(40);
      for (Query query : found.keySet()) {
        assertThat(PrometheusServer.isData(found.get(query))).as(query.toString()).isTrue();
      }
      assertThat(rules)
          .hasSameSizeAs(Monitoring.alerts())
          .allMatch(rule -> rule.contains(" ok "), "is evaluated without an error");
      assertThat(prometheus.query("flink_wrong_total")).as("a wrong name").isEmpty();
    } finally {
      jobs.close();
    }
  }
}
