package dev.iischain;

import dev.iischain.event.Alert;
import dev.iischain.event.Case;
import dev.iischain.event.DeadLetter;
import dev.iischain.event.NearMiss;
import dev.iischain.event.Suppressed;
import dev.iischain.sink.Sinks;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** What one run of the graph wrote, in a process of its own with the test. */
final class Collected {

  private static final Map<Integer, Queue<Object>> WRITTEN = new ConcurrentHashMap<>();
  private static final AtomicInteger NEXT = new AtomicInteger();

  private final int alerts = open();
  private final int cases = open();
  private final int suppressed = open();
  private final int nearMisses = open();
  private final int deadLetters = open();

  private static int open() {
    int number = NEXT.getAndIncrement();
    WRITTEN.put(number, new ConcurrentLinkedQueue<>());
    return number;
  }

  Sinks sinks() {
    return new Sinks(
        new Collecting<>(alerts),
        new Collecting<>(cases),
        new Collecting<>(suppressed),
        new Collecting<>(nearMisses),
        new Collecting<>(deadLetters));
  }

  /** The last alert of each id. */
  Map<String, Alert> alerts() {
    Map<String, Alert> last = new TreeMap<>();
    for (Object each : WRITTEN.get(alerts)) {
      Alert alert = (Alert) each;
      last.put(alert.alertId(), alert);
    }
    return last;
  }

  /** The last snapshot of each case. */
  Map<String, Case> cases() {
    Map<String, Case> last = new TreeMap<>();
    for (Object each : WRITTEN.get(cases)) {
      Case snapshot = (Case) each;
      Case before = last.put(snapshot.caseId(), snapshot);
      if (before != null && before.revision() >= snapshot.revision()) {
        throw new AssertionError("the revision of " + snapshot.caseId() + " does not grow");
      }
    }
    return last;
  }

  /** The last muted record of each alert and case. */
  Map<String, Suppressed> suppressed() {
    Map<String, Suppressed> last = new TreeMap<>();
    for (Object each : WRITTEN.get(suppressed)) {
      Suppressed muted = (Suppressed) each;
      last.put(muted.recordId(), muted);
    }
    return last;
  }

  List<NearMiss> nearMisses() {
    return WRITTEN.get(nearMisses).stream().map(NearMiss.class::cast).toList();
  }

  List<DeadLetter> deadLetters() {
    return WRITTEN.get(deadLetters).stream().map(DeadLetter.class::cast).toList();
  }

  /** Writes to the test's own memory. */
  private static final class Collecting<T> implements Sink<T> {

    private static final long serialVersionUID = 1L;

    private final int number;

    Collecting(int number) {
      this.number = number;
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
      Queue<Object> written = WRITTEN.get(number);
      return new SinkWriter<>() {
        @Override
        public void write(T element, Context ignored) {
          written.add(element);
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {}
      };
    }
  }
}
