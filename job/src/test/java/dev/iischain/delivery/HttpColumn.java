package dev.iischain.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.delivery.HttpDouble.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A double behind HTTP as a column of the table of faults. */
record HttpColumn(HttpDouble system, Function<HttpSettings, CaseTarget> open)
    implements FaultySystem {

  static HttpColumn webhook() {
    return new HttpColumn(new DocumentStoreDouble.Webhook(), WebhookTarget::new);
  }

  static HttpColumn elasticsearch() {
    return new HttpColumn(
        new DocumentStoreDouble(),
        settings -> new ElasticsearchTarget(settings, "cases", "alerts"));
  }

  static HttpColumn requestTracker() {
    return new HttpColumn(
        new RequestTrackerDouble(),
        settings ->
            new RequestTrackerTarget(
                settings, RequestTrackerDouble.QUEUE, TicketFields.defaults()));
  }

  static HttpColumn theHive() {
    return new HttpColumn(
        new TheHiveDouble(), settings -> new TheHiveTarget(settings, "iis-chain", ""));
  }

  static HttpColumn iris() {
    return new HttpColumn(
        new IrisDouble(), settings -> new IrisTarget(settings, IrisDouble.CUSTOMER));
  }

  @Override
  public CaseTarget adapter() {
    return open.apply(system.settings(Duration.ofMillis(700)));
  }

  @Override
  public void failNext(Fault fault, int times) {
    system.fail(fault, times, request -> true);
  }

  @Override
  public void failWrite(Fault fault, int after) {
    AtomicInteger seen = new AtomicInteger();
    system.fail(fault, 1, request -> request.writes() && seen.getAndIncrement() >= after);
  }

  @Override
  public void recover() {
    system.recover();
  }

  @Override
  public Map<String, List<Long>> shown() {
    return system.shown();
  }

  @Override
  public int requests() {
    return system.requests().size();
  }

  @Override
  public void checkRecords() {
    if (system instanceof RequestTrackerDouble tracker) {
      for (int id = 1; id <= tracker.count(); id++) {
        assertThat(tracker.row(id).comments.stream().map(each -> each.path("Subject")))
            .as("comments")
            .doesNotHaveDuplicates();
      }
    }
  }

  @Override
  public void close() {
    system.close();
  }
}
