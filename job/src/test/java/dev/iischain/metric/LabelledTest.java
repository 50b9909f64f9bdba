package dev.iischain.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class LabelledTest {

  @Test
  void eachValueIsRegisteredOnceAndThoseBeyondTheBoundShareOne() {
    List<String> registered = new ArrayList<>();
    Labelled<String> labelled =
        new Labelled<>(
            value -> {
              registered.add(value);
              return "series of " + value;
            });
    for (int i = 0; i < 3 * Labelled.MAX_VALUES; i++) {
      labelled.of("value-" + i);
      labelled.of("value-0");
    }
    assertThat(registered).hasSize(Labelled.MAX_VALUES + 1).doesNotHaveDuplicates();
    assertThat(registered).last().isEqualTo(Labelled.OTHER);
    assertThat(labelled.of("value-7")).isEqualTo("series of value-7");
    assertThat(labelled.of("value-1400")).isEqualTo("series of other");
  }

  @Test
  void whatIsNotInTheCatalogueLikeThisIsRefused() {
    Metrics metrics = new Metrics(new UnregisteredMetricsGroup());
    assertThatThrownBy(() -> metrics.counter(Metric.LATENESS, "topic"))
        .hasMessage("LATENESS is a HISTOGRAM with the labels [TOPIC].");
    assertThatThrownBy(() -> metrics.counter(Metric.CASE_REVISIONS, "high"))
        .hasMessageContaining("[LEVEL, STATUS]");
  }
}
