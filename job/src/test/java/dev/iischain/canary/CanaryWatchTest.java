package dev.iischain.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CanaryWatchTest {

  private static final String LAST_SUCCESS = "iis_chain_canary_last_success_timestamp_seconds";

  private final CanaryWatch watch = new CanaryWatch(Duration.ofSeconds(60));

  @Test
  void hopsAreMeasuredFromTheRecordsOn() {
    watch.sent("windows", "a.dll", 10_000);
    watch.alert("a.dll", 10_300);
    watch.alert("a.dll", 10_900);
    watch.complete("a.dll", 11_000);
    assertThat(watch.isDone()).isTrue();
    assertThat(watch.metrics())
        .contains(
            "# TYPE iis_chain_canary_runs_total counter",
            "iis_chain_canary_runs_total{topic=\"windows\"} 1.0",
            "iis_chain_canary_completed_total{topic=\"windows\"} 1.0",
            "iis_chain_canary_missing{topic=\"windows\"} 0.0",
            LAST_SUCCESS + "{topic=\"windows\"} 11.0",
            "iis_chain_canary_hop_seconds{topic=\"windows\",hop=\"alert\"} 0.3",
            "iis_chain_canary_hop_seconds{topic=\"windows\",hop=\"case\"} 1.0");
  }

  @Test
  void anAlertThatIsReadAfterItsCaseCounts() {
    watch.sent("windows", "a.dll", 10_000);
    watch.complete("a.dll", 11_000);
    assertThat(watch.isDone()).as("its alert may still come").isFalse();
    assertThat(watch.isAnyMissing()).isFalse();
    watch.sent("windows", "b.dll", 20_000);
    watch.complete("b.dll", 20_100);
    watch.alert("a.dll", 30_000);
    watch.alert("b.dll", 30_000);
    watch.alert("b.dll", 30_500);
    watch.complete("b.dll", 30_500);
    assertThat(watch.isDone()).isTrue();
    assertThat(watch.metrics())
        .contains(
            "iis_chain_canary_completed_total{topic=\"windows\"} 2.0",
            "iis_chain_canary_hop_seconds{topic=\"windows\",hop=\"alert\"} 10.0",
            "iis_chain_canary_hop_seconds{topic=\"windows\",hop=\"case\"} 0.1");
  }

  @Test
  void anAlertThatNeverComesIsGivenUpAndTheCanaryIsNotMissing() {
    watch.sent("windows", "a.dll", 0);
    watch.complete("a.dll", 100);
    watch.giveUp(60_001);
    assertThat(watch.isDone()).isTrue();
    assertThat(watch.isAnyMissing()).isFalse();
    assertThat(watch.last())
        .singleElement()
        .satisfies(run -> assertThat(run.alertMillis()).isNull());
  }

  @Test
  void aCanaryWithoutACaseIsMissingUntilAnotherArrives() {
    watch.sent("windows", "a.dll", 0);
    watch.sent("falcon", "b.dll", 0);
    watch.alert("a.dll", 100);
    watch.complete("b.dll", 200);
    watch.giveUp(60_000);
    assertThat(watch.isAnyMissing()).as("its time is not over").isFalse();
    watch.giveUp(60_001);
    assertThat(watch.isAnyMissing()).isTrue();
    assertThat(watch.isDone()).isTrue();
    assertThat(watch.metrics())
        .contains(
            "iis_chain_canary_missing{topic=\"windows\"} 1.0",
            "iis_chain_canary_missing{topic=\"falcon\"} 0.0",
            LAST_SUCCESS + "{topic=\"windows\"} 0.0")
        .doesNotContain("topic=\"windows\",hop=\"case\"");
    watch.complete("a.dll", 60_002);
    assertThat(watch.isAnyMissing()).as("too late").isTrue();
    watch.sent("windows", "c.dll", 70_000);
    assertThat(watch.isAnyMissing()).as("not yet known").isTrue();
    watch.complete("c.dll", 70_001);
    assertThat(watch.isAnyMissing()).isFalse();
  }

  @Test
  void whereKafkaIsOutOfReachEveryTopicsCanaryIsMissing() {
    watch.sent("windows", "a.dll", 0);
    watch.complete("a.dll", 5);
    watch.failed();
    assertThat(watch.isAnyMissing()).isTrue();
    watch.sent("windows", "b.dll", 100);
    watch.complete("b.dll", 200);
    assertThat(watch.isAnyMissing()).isFalse();
  }

  @Test
  void whatNobodySentChangesNothing() {
    watch.alert("x.dll", 1);
    watch.complete("x.dll", 1);
    assertThat(watch.metrics()).isEmpty();
    assertThat(watch.last()).isEmpty();
  }
}
