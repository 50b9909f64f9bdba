package dev.iischain.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsPageTest {

  private static final Path PAGE = Path.of("..", "docs", "metrics.md");

  @Test
  void thePageIsCurrent() throws IOException {
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(PAGE, MetricsPage.render());
    }
    assertThat(Files.readString(PAGE))
        .as("docs/metrics.md; run the test with -Dgolden.update=true to rewrite it")
        .isEqualTo(MetricsPage.render());
  }

  @Test
  void namesFollowOneConvention() {
    for (Metric metric : Metric.values()) {
      assertThat(metric.metricName()).matches("[a-z]+(_[a-z]+)*");
      assertThat(metric.metricName().endsWith("_total"))
          .as("%s only ever grows", metric)
          .isEqualTo(metric.type() == Metric.Type.COUNTER);
      assertThat(metric.metricName().endsWith("_seconds"))
          .as("%s has its unit in its name", metric)
          .isIn(metric.type() == Metric.Type.HISTOGRAM, metric.type() != Metric.Type.COUNTER);
      assertThat(metric.meaning()).matches("[a-z0-9].*[^.]");
    }
  }

  @Test
  void noTwoMetricsShareANameAtOnePlace() {
    List<String> names = new ArrayList<>();
    for (Metric metric : Metric.values()) {
      for (Place place : metric.places()) {
        names.add(place + " " + metric.prometheusName(place));
      }
    }
    assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThan(Metric.values().length);
  }
}
