package dev.iischain.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.config.DeliveryConfig.Alerts;
import dev.iischain.event.Alert;
import dev.iischain.event.Level;
import dev.iischain.event.RecordJson;
import org.junit.jupiter.api.Test;

class DeliverAlertsTest {

  private static final long MINUTE = 60_000;
  private static final DeliveryPolicy ALL = policy(Alerts.ALL);

  @Test
  void anAlertIsDeliveredBesideItsCase() throws Exception {
    CaseSystem system = new CaseSystem(DeliveryLimits.defaults());
    try (DeliveryHarness job = new DeliveryHarness(system)) {
      job.see(record(SampleAlerts.attached(1)), SampleCases.record(SampleCases.id(1), 1));
      job.pass(MINUTE);
      assertThat(system.requests())
          .containsExactlyInAnyOrder(SampleAlerts.of(1).alertId() + ":1", SampleCases.id(1) + ":1");
      assertThat(system.records()).hasSize(2);
      assertThat(job.refused()).isEmpty();
    }
  }

  @Test
  void aChangeThatCountsNoFurtherEventIsDeliveredToo() throws Exception {
    CaseSystem system = new CaseSystem(DeliveryLimits.defaults());
    try (DeliveryHarness job = new DeliveryHarness(system)) {
      job.see(record(SampleAlerts.of(1))).pass(20);
      assertThat(system.requests()).as("under way").hasSize(1);
      job.see(record(SampleAlerts.attached(1))).pass(MINUTE);
      assertThat(system.requests()).hasSize(2);
      assertThat(system.records()).hasSize(1);
      assertThat(job.receipts()).hasSize(2);
      assertThat(job.timers()).isZero();
    }
  }

  @Test
  void anAlertOfFewerEventsIsStale() throws Exception {
    CaseSystem system = new CaseSystem(DeliveryLimits.defaults());
    try (DeliveryHarness job = new DeliveryHarness(system)) {
      job.see(record(SampleAlerts.of(1)), record(SampleAlerts.of(10)), record(SampleAlerts.of(1)));
      job.pass(MINUTE);
      job.see(record(SampleAlerts.of(1))).pass(MINUTE);
      assertThat(system.requests()).containsExactly(SampleAlerts.of(1).alertId() + ":10");
    }
  }

  @Test
  void thePolicySaysWhichGoOut() {
    Alert lone = SampleAlerts.of(1);
    Alert attached = SampleAlerts.attached(1);
    assertThat(policy(Alerts.OFF).opens(attached)).isFalse();
    assertThat(policy(Alerts.ATTACHED).opens(attached)).isTrue();
    assertThat(policy(Alerts.ATTACHED).opens(lone)).isFalse();
    assertThat(ALL.opens(lone)).isTrue();
    assertThat(ALL.opens(SampleAlerts.with(node -> node.put("status", Alert.RETRACTED)))).isFalse();
    assertThat(ALL.opens(SampleAlerts.with(node -> node.put("level", "low")))).isFalse();
  }

  @Test
  void aRetractionReachesWhoeverSawTheAlert() throws Exception {
    CaseSystem system = new CaseSystem(DeliveryLimits.defaults());
    CaseRecord retracted =
        record(SampleAlerts.with(node -> node.put("count", 1).put("status", Alert.RETRACTED)));
    try (DeliveryHarness job = new DeliveryHarness(system)) {
      job.see(retracted).pass(MINUTE);
      assertThat(system.requests()).as("nobody saw it").isEmpty();
      job.see(record(SampleAlerts.of(1))).pass(MINUTE);
      job.see(retracted).pass(MINUTE);
      assertThat(system.requests()).hasSize(2);
    }
  }

  private static CaseRecord record(Alert alert) {
    return CaseRecord.of(alert, RecordJson.write(alert), ALL);
  }

  private static DeliveryPolicy policy(Alerts alerts) {
    return new DeliveryPolicy(Level.MEDIUM, false, alerts);
  }
}
