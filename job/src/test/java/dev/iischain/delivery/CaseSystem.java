package dev.iischain.delivery;

import dev.iischain.config.DeliveryConfig.Alerts;
import dev.iischain.delivery.DeliveryException.Kind;
import dev.iischain.event.Alert;
import dev.iischain.event.Case;
import dev.iischain.event.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A case system in memory that, like most real ones, does not know a case again by itself: creating
 * one twice makes two. It fails as it is told.
 */
final class CaseSystem implements AlertTarget, TargetSettings {

  private static final long serialVersionUID = 1L;
  private static final Map<Integer, CaseSystem> ALL = new ConcurrentHashMap<>();
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final int number = NUMBER.incrementAndGet();
  private final DeliveryLimits limits;
  private final transient List<Map<String, Long>> records = new ArrayList<>();
  private final transient Deque<Fault> faults = new ArrayDeque<>();
  private final transient List<String> requests = new ArrayList<>();
  private transient @Nullable Fault always;

  /** What goes wrong, before or after the request had its effect. */
  record Fault(DeliveryException failure, boolean afterCommit) {

    static Fault of(Kind kind) {
      return new Fault(DeliveryException.of(kind, kind.name()), false);
    }

    static Fault busyFor(Duration wait) {
      return new Fault(
          DeliveryException.answered(Kind.RETRY, "busy", 429, "slow down", wait), false);
    }

    static Fault resetAfterCommit() {
      return new Fault(DeliveryException.of(Kind.AMBIGUOUS, "reset"), true);
    }
  }

  CaseSystem(DeliveryLimits limits) {
    this.limits = limits;
    ALL.put(number, this);
  }

  /** The next requests fail one by one. */
  void failNext(Fault... next) {
    faults.addAll(List.of(next));
  }

  /** Every request fails, or from now on none does. */
  void failAlways(@Nullable Fault fault) {
    always = fault;
  }

  /** Requests in the order of arrival, as case id and revision. */
  List<String> requests() {
    return requests;
  }

  /** The records it holds: each is one case id with the revision it shows. */
  List<Map<String, Long>> records() {
    return records;
  }

  @Override
  public synchronized String deliver(Delivery delivery) throws DeliveryException {
    Case snapshot = delivery.snapshot();
    return take(snapshot.caseId(), snapshot.revision(), delivery.reference());
  }

  @Override
  public synchronized String deliver(AlertDelivery delivery) throws DeliveryException {
    Alert alert = delivery.alert();
    return take(alert.alertId(), alert.count(), delivery.reference());
  }

  private String take(String id, long revision, @Nullable String reference)
      throws DeliveryException {
    requests.add(id + ":" + revision);
    Fault fault = always != null ? always : faults.poll();
    if (fault != null && !fault.afterCommit()) {
      throw fault.failure();
    }
    int at = reference == null ? find(id) : Integer.parseInt(reference);
    if (at < 0) {
      at = records.size();
      records.add(new TreeMap<>());
    }
    records.get(at).merge(id, revision, Math::max);
    if (fault != null) {
      throw fault.failure();
    }
    return Integer.toString(at);
  }

  private int find(String caseId) {
    for (int i = 0; i < records.size(); i++) {
      if (records.get(i).containsKey(caseId)) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public List<String> preflight() {
    return List.of();
  }

  @Override
  public String preview(Case snapshot) {
    return snapshot.caseId();
  }

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public DeliveryPolicy policy() {
    return new DeliveryPolicy(Level.INFORMATIONAL, false, Alerts.ALL);
  }

  @Override
  public DeliveryLimits limits() {
    return limits;
  }

  @Override
  public CaseTarget open() {
    CaseSystem system = ALL.get(number);
    if (system == null) {
      throw new IllegalStateException("there is no such case system");
    }
    return system;
  }
}
