package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.Monitoring.AlertRule;
import dev.iischain.Monitoring.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Alert rules and dashboard ask for metrics that exist, and tell where to read on. */
class MonitoringTest {

  @Test
  void alertsAskForMetricsThatExist() throws IOException {
    assertThat(Monitoring.alerts()).hasSizeGreaterThan(10);
    for (AlertRule alert : Monitoring.alerts()) {
      assertThat(Monitoring.metrics(alert.expression())).as(alert.name()).isNotEmpty();
      assertThat(Monitoring.known())
          .as(alert.name())
          .containsAll(Monitoring.metrics(alert.expression()));
    }
  }

  @Test
  void panelsAskForMetricsThatExist() throws IOException {
    assertThat(Monitoring.panels()).hasSizeGreaterThan(40);
    for (Query query : Monitoring.panels()) {
      assertThat(Monitoring.metrics(query.expression())).as(query.panel()).isNotEmpty();
      assertThat(Monitoring.known())
          .as(query.panel())
          .containsAll(Monitoring.metrics(query.expression()));
    }
  }

  @Test
  void everyMetricOfOursIsOnTheDashboard() throws IOException {
    Set<String> shown = new TreeSet<>();
    for (Query query : Monitoring.panels()) {
      shown.addAll(Monitoring.metrics(query.expression()));
    }
    Set<String> ours = new TreeSet<>(Monitoring.known());
    ours.removeAll(Monitoring.BUILT_IN);
    ours.removeIf(name -> name.endsWith("_count"));
    assertThat(shown).containsAll(ours);
  }

  @Test
  void everyBuiltInMetricIsAskedFor() throws IOException {
    Set<String> asked = new TreeSet<>();
    for (Query query : Monitoring.panels()) {
      asked.addAll(Monitoring.metrics(query.expression()));
    }
    for (AlertRule alert : Monitoring.alerts()) {
      asked.addAll(Monitoring.metrics(alert.expression()));
    }
    assertThat(asked).containsAll(Monitoring.BUILT_IN);
  }

  @Test
  void everyAlertHasASectionOfTheRunbook() throws IOException {
    for (AlertRule alert : Monitoring.alerts()) {
      String anchor = alert.name().toLowerCase(Locale.ROOT);
      assertThat(alert.runbook()).isEqualTo("docs/operations.md#" + anchor);
      assertThat(Files.readString(Path.of("..", "docs", "operations.md")).lines())
          .as("the runbook has a section")
          .contains("### " + alert.name());
      assertThat(alert.severity()).isIn("info", "warning", "critical");
    }
  }

  @Test
  void aWrongNameIsFound() {
    assertThat(
            Monitoring.metrics(
                "sum by (job_name) (rate(flink_wrong_total{job=\"up\"}[5m])) / 2 > 1 and on (a) b"))
        .containsExactly("b", "flink_wrong_total");
    assertThat(Monitoring.known())
        .doesNotContain("flink_wrong_total", "b")
        .allMatch(name -> Pattern.matches("[a-z][A-Za-z_]*", name));
  }
}
