package dev.iischain.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.iischain.delivery.DeliveryException.Kind;
import dev.iischain.event.Alert;
import dev.iischain.event.Case;
import dev.iischain.event.RecordJson;
import java.io.Serializable;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Delivers cases to one system: one request at a time for each case, the newest revision only,
 * again and again until the system takes or refuses it. Nothing here waits: requests run on threads
 * of their own, and everything else is a timer. Runs without parallelism, so that nobody else sends
 * for the same case.
 *
 * <p>State per case: one small record, and its newest revision while that waits; forgotten one
 * retention after the last change. A case with a revision that waits always has a timer.
 */
public final class DeliverCases extends KeyedProcessFunction<String, CaseRecord, Receipt> {

  /** Revisions that the system refuses. */
  public static final OutputTag<UndeliverableCase> REFUSED =
      new OutputTag<>("refused-cases", TypeInformation.of(UndeliverableCase.class));

  private static final long serialVersionUID = 1L;

  /** How often a request under way is asked for its answer, in milliseconds. */
  private static final long POLL_MILLIS = 20;

  private final TargetSettings settings;
  private final Threads threads;
  private final LeaseSettings leases;
  private transient CaseTarget target;
  private transient ExecutorService pool;
  private transient Lease lease;
  private transient Circuit circuit;
  private transient RequestPace pace;
  private transient Backoff backoff;
  private transient Random random;
  private transient Map<String, Flight> flights;
  private transient ValueState<CaseDelivery> deliveries;
  private transient DeliveryMetrics metrics;

  /** Makes the threads that requests run on. */
  public interface Threads extends IntFunction<ExecutorService>, Serializable {}

  /** A request under way. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Flight(long revision, byte[] json, Future<String> answer) {}

  /** Delivers to a system from threads of its own, while it holds the lease. */
  public DeliverCases(TargetSettings settings, LeaseSettings lease) {
    this(settings, lease, DeliverCases::daemons);
  }

  DeliverCases(TargetSettings settings, LeaseSettings lease, Threads threads) {
    this.settings = settings;
    this.leases = lease;
    this.threads = threads;
  }

  private static ExecutorService daemons(int count) {
    return Executors.newFixedThreadPool(
        count,
        task -> {
          Thread thread = new Thread(task, "case-delivery");
          thread.setDaemon(true);
          return thread;
        });
  }

  @Override
  public void open(OpenContext context) {
    DeliveryLimits limits = settings.limits();
    target = settings.open();
    pool = threads.apply(limits.maxInFlight());
    lease = leases.open(settings.name());
    circuit = new Circuit(limits.failuresToOpen(), limits.probeInterval().toMillis());
    pace = new RequestPace(limits.perSecond());
    backoff = new Backoff(limits.retryBase(), limits.retryCap());
    random = new Random();
    flights = new HashMap<>();
    ValueStateDescriptor<CaseDelivery> descriptor =
        new ValueStateDescriptor<>("case-delivery", CaseDelivery.class);
    descriptor.enableTimeToLive(StateTtlConfig.newBuilder(limits.retention()).build());
    deliveries = getRuntimeContext().getState(descriptor);
    metrics = new DeliveryMetrics(getRuntimeContext(), settings.name(), flights::size, circuit);
  }

  @Override
  public void processElement(CaseRecord record, Context context, Collector<Receipt> out)
      throws Exception {
    CaseDelivery stored = deliveries.value();
    CaseDelivery known = stored == null ? CaseDelivery.NOTHING : stored;
    if (!known.wants(record)) {
      metrics.unwanted();
      return;
    }
    long now = context.timerService().currentProcessingTime();
    if (known.waits()) {
      metrics.coalesced();
    } else {
      wake(context.timerService(), pace.take(now));
    }
    store(context.getCurrentKey(), known.waitingFor(record, now));
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Receipt> out)
      throws Exception {
    CaseDelivery known = deliveries.value();
    String key = context.getCurrentKey();
    Flight flight = flights.get(key);
    long now = context.timerService().currentProcessingTime();
    if (flight != null) {
      if (!flight.answer().isDone()) {
        wake(context.timerService(), now + POLL_MILLIS);
        return;
      }
      flights.remove(key);
      if (known != null) {
        settle(known, flight, context, out);
      }
    } else if (known != null && known.waits()) {
      send(key, known, context.timerService(), now);
    }
  }

  private void send(String key, CaseDelivery known, TimerService timers, long now)
      throws Exception {
    if (!lease.isHeld()) {
      wake(timers, pace.take(now + settings.limits().probeInterval().toMillis()));
    } else if (flights.size() >= settings.limits().maxInFlight()) {
      wake(timers, pace.take(now + POLL_MILLIS));
    } else if (!circuit.admits(now)) {
      wake(timers, pace.take(circuit.nextProbe(now)));
    } else {
      byte[] json = known.pending();
      if (json != null) {
        CaseTarget to = target;
        flights.put(
            key,
            new Flight(
                known.pendingRevision(), json, pool.submit(() -> deliver(to, key, known, json))));
      }
      wake(timers, now + POLL_MILLIS);
    }
  }

  private static String deliver(CaseTarget target, String id, CaseDelivery known, byte[] json)
      throws DeliveryException, InterruptedException {
    try {
      if (CaseRecord.isAlert(id)) {
        if (target instanceof AlertTarget alerts) {
          Alert alert = RecordJson.readKnown(json, Alert.class);
          return alerts.deliver(new AlertDelivery(alert, json, known.reference()));
        }
        throw DeliveryException.of(Kind.REFUSED, "The system holds no alerts.");
      }
      Case snapshot = RecordJson.readKnown(json, Case.class);
      return target.deliver(new Delivery(snapshot, json, known.reference(), known.attempts()));
    } catch (JsonProcessingException e) {
      throw DeliveryException.of(Kind.REFUSED, "The record is no case and no alert.");
    }
  }

  private void settle(
      CaseDelivery known, Flight flight, OnTimerContext context, Collector<Receipt> out)
      throws Exception {
    String key = context.getCurrentKey();
    long now = context.timerService().currentProcessingTime();
    CaseDelivery next;
    long again = now;
    try {
      String reference = flight.answer().get();
      circuit.answered();
      next = known.delivered(flight.revision(), flight.json(), reference, now);
      metrics.delivered(now - known.pendingSince());
      out.collect(
          new Receipt(
              Receipt.SCHEMA,
              settings.name(),
              key,
              flight.revision(),
              reference,
              known.attempts(),
              now - known.pendingSince(),
              Instant.ofEpochMilli(now)));
    } catch (ExecutionException | CancellationException e) {
      DeliveryException failure = failure(e);
      metrics.failed(failure.kind());
      switch (failure.kind()) {
        case REFUSED -> {
          circuit.answered();
          next = known.refused(flight.json(), now);
          context.output(REFUSED, undeliverable(key, known, flight, failure, now));
        }
        case UNAUTHORISED -> {
          circuit.refusedUs(now);
          next = known;
          again = circuit.nextProbe(now);
        }
        case RETRY, AMBIGUOUS -> {
          circuit.failed(now);
          next = known.failed();
          again = now + backoff.millis(next.attempts(), failure.retryAfter(), random);
          if (failure.kind() == Kind.AMBIGUOUS) {
            again = Math.max(again, now + settings.limits().timeout().toMillis());
          }
        }
        default -> throw new IllegalStateException(failure.kind().name());
      }
    }
    store(key, next);
    if (next.waits()) {
      wake(context.timerService(), pace.take(again));
    }
  }

  private UndeliverableCase undeliverable(
      String key, CaseDelivery known, Flight flight, DeliveryException failure, long now) {
    return new UndeliverableCase(
            UndeliverableCase.SCHEMA,
            settings.name(),
            key,
            flight.revision(),
            String.valueOf(failure.getMessage()),
            failure.status(),
            failure.answer(),
            known.attempts() + 1,
            Instant.ofEpochMilli(now),
            flight.json())
        .fitting();
  }

  /** A defect of an adapter must not stop the others, nor lose the case. */
  private static DeliveryException failure(Exception e) {
    Throwable cause = e.getCause();
    if (cause instanceof DeliveryException failure) {
      return failure;
    }
    String name = cause == null ? e.getClass().getSimpleName() : cause.getClass().getSimpleName();
    return DeliveryException.of(Kind.RETRY, "The delivery failed with " + name + ".");
  }

  private void store(String key, CaseDelivery next) throws Exception {
    deliveries.update(next);
    metrics.waits(key, next);
  }

  private static void wake(TimerService timers, long moment) {
    timers.registerProcessingTimeTimer(moment);
  }

  @Override
  public void close() {
    if (pool != null) {
      pool.shutdownNow();
    }
    if (lease != null) {
      lease.close();
    }
    if (target != null) {
      target.close();
    }
  }
}
