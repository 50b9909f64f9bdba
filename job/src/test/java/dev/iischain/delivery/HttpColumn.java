package dev.iischain.delivery;

import dev.iischain.delivery.HttpDouble.Fault;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A double behind HTTP as a column of the table of faults.
 *
 * @param own what its section of a configuration holds beside address and token
 */
record HttpColumn(
    HttpDouble system, Function<HttpSettings, CaseTarget> open, Map<String, String> own)
    implements FaultySystem {

  /** Every system behind HTTP, by its name in the configuration. */
  static Map<String, Supplier<FaultySystem>> all() {
    Map<String, Supplier<FaultySystem>> all = new LinkedHashMap<>();
    all.put("webhook", HttpColumn::webhook);
    all.put("elasticsearch", HttpColumn::elasticsearch);
    all.put("request-tracker", HttpColumn::requestTracker);
    all.put("thehive", HttpColumn::theHive);
    all.put("iris", HttpColumn::iris);
    return all;
  }

  private static HttpColumn webhook() {
    return new HttpColumn(new DocumentStoreDouble.Webhook(), WebhookTarget::new, Map.of());
  }

  private static HttpColumn elasticsearch() {
    return new HttpColumn(
        new DocumentStoreDouble(),
        settings -> new ElasticsearchTarget(settings, "cases", "alerts"),
        Map.of());
  }

  private static HttpColumn requestTracker() {
    return new HttpColumn(
        new RequestTrackerDouble(),
        settings ->
            new RequestTrackerTarget(settings, RequestTrackerDouble.QUEUE, TicketFields.defaults()),
        Map.of("queue", RequestTrackerDouble.QUEUE));
  }

  private static HttpColumn theHive() {
    return new HttpColumn(
        new TheHiveDouble(), settings -> new TheHiveTarget(settings, "iis-chain", ""), Map.of());
  }

  private static HttpColumn iris() {
    return new HttpColumn(
        new IrisDouble(),
        settings -> new IrisTarget(settings, IrisDouble.CUSTOMER),
        Map.of("customer", IrisDouble.CUSTOMER));
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
    failWrites(fault, after, 1);
  }

  private void failWrites(Fault fault, int after, int times) {
    AtomicInteger seen = new AtomicInteger();
    system.fail(fault, times, request -> request.writes() && seen.getAndIncrement() >= after);
  }

  @Override
  public void holdAnswers(int after) {
    failWrites(Fault.HANG_AFTER_COMMIT, after, Integer.MAX_VALUE);
  }

  @Override
  public int held() {
    return system.hanging();
  }

  @Override
  public int written() {
    return system.written();
  }

  @Override
  public Map<String, String> section() {
    Map<String, String> section = new TreeMap<>(own);
    section.put("url", system.url());
    section.put("token-file", TestSecret.of(HttpDouble.TOKEN).file());
    return section;
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
    system.checkRecords();
  }

  @Override
  public void close() {
    system.close();
  }
}
