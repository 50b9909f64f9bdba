package dev.iischain.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.iischain.event.DeadLetter;
import dev.iischain.event.EndpointEvent;
import dev.iischain.event.EventKind;
import dev.iischain.event.RawRecord;
import dev.iischain.event.TelemetryFormat;
import dev.iischain.event.Vendor;
import dev.iischain.normalise.JoinRelevance;
import dev.iischain.normalise.Needles;
import dev.iischain.normalise.NormaliseOptions;
import dev.iischain.normalise.PreFilter;
import dev.iischain.normalise.Relevance;
import dev.iischain.normalise.TelemetryDecoder;
import dev.iischain.rule.RuleEvaluator;
import dev.iischain.rule.RuleLibrary;
import dev.iischain.rule.RuleRelevance;
import dev.iischain.rule.RuleSet;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.management.ManagementFactory;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a record costs on one thread, from its bytes to the rules that match: as the job does it,
 * without the filter, and beside parsers that know nothing about it. One event in a hundred is of
 * use. All in one run, in turn, by the processor time of the thread.
 */
final class FilterTable {

  private static final int ROUNDS = 9;
  private static final int WARM_UP = 50;
  private static final int PASSES = 12;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final com.sun.management.ThreadMXBean THREAD =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final List<RawRecord> records = FilterCorpus.records();
  private final ObjectMapper mapper = new ObjectMapper();
  private final JsonFactory factory = new JsonFactory();
  private final TelemetryDecoder decoder = new TelemetryDecoder(NormaliseOptions.defaults());
  private final RuleSet rules = RuleSet.compile(RuleLibrary.builtIn().orThrow());
  private final PreFilter filter =
      new PreFilter(NormaliseOptions.defaults(), new JoinRelevance(new RuleRelevance(rules)));
  private final Needles words = words();
  private final Sink sink = new Sink(new RuleEvaluator(rules));

  /** One way to go through all records. */
  private interface Pass {
    void run() throws IOException;
  }

  private FilterTable() {}

  static void print() throws IOException {
    new FilterTable().measure();
  }

  @SuppressWarnings("SystemOut")
  private void measure() throws IOException {
    List<Pass> passes =
        List.of(
            this::filtered,
            this::decoded,
            this::streamed,
            this::trees,
            this::asked,
            this::searched,
            this::looked);
    List<String> titles =
        List.of(
            "the job: filter, decoder, rules",
            "the job without its filter",
            "every value read by a streaming parser",
            "readTree of every record",
            "the filter alone",
            "nothing but the words, in all bytes",
            "nothing but a glance at all bytes");
    for (int i = 0; i < WARM_UP; i++) {
      for (Pass pass : passes) {
        pass.run();
      }
    }
    List<List<Double>> nanos = new ArrayList<>();
    passes.forEach(pass -> nanos.add(new ArrayList<>()));
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < passes.size(); i++) {
        long before = THREAD.getCurrentThreadCpuTime();
        for (int pass = 0; pass < PASSES; pass++) {
          passes.get(i).run();
        }
        long spent = THREAD.getCurrentThreadCpuTime() - before;
        nanos.get(i).add((double) spent / PASSES / records.size());
      }
    }
    long bytes = records.stream().mapToLong(record -> record.value().length).sum();
    sink.reset();
    filtered();
    System.out.printf(
        Locale.ROOT,
        "%d records of %d bytes; skipped %.1f %%, a rule matches %.1f %%%n%n",
        records.size(),
        bytes / records.size(),
        100.0 * sink.skipped / records.size(),
        100.0 * sink.matched / records.size());
    System.out.printf("%-42s %12s %22s%n", "one thread", "events/s", "the job's, times this");
    for (int i = 0; i < passes.size(); i++) {
      List<Double> ratios = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        ratios.add(nanos.get(i).get(round) / nanos.get(0).get(round));
      }
      System.out.printf(
          Locale.ROOT,
          "%-42s %12.0f %22.2f%n",
          titles.get(i),
          1e9 / median(nanos.get(i)),
          median(ratios));
    }
    System.out.printf(
        Locale.ROOT, "%nbytes allocated for a skipped event: %.1f%n", allocatedPerSkipped());
  }

  private double allocatedPerSkipped() {
    List<RawRecord> skipped = new ArrayList<>();
    for (RawRecord record : records) {
      if (filter.skips(record.value(), sink)) {
        skipped.add(record);
      }
    }
    long thread = Thread.currentThread().getId();
    long before = THREAD.getThreadAllocatedBytes(thread);
    for (int pass = 0; pass < PASSES; pass++) {
      for (int i = 0; i < skipped.size(); i++) {
        filter.skips(skipped.get(i).value(), sink);
      }
    }
    long allocated = THREAD.getThreadAllocatedBytes(thread) - before;
    return (double) allocated / PASSES / skipped.size();
  }

  private void filtered() {
    for (RawRecord record : records) {
      if (filter.skips(record.value(), sink)) {
        sink.skipped++;
      } else {
        decoder.decode(record, sink);
      }
    }
  }

  private void decoded() {
    for (RawRecord record : records) {
      decoder.decode(record, sink);
    }
  }

  private void streamed() throws IOException {
    for (RawRecord record : records) {
      try (JsonParser parser = factory.createParser(record.value())) {
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
          if (token.isScalarValue()) {
            sink.characters += parser.getText().length();
          }
        }
      }
    }
  }

  private void trees() throws IOException {
    for (RawRecord record : records) {
      sink.characters += mapper.readTree(record.value()).size();
    }
  }

  private void asked() {
    for (RawRecord record : records) {
      sink.others += filter.skips(record.value(), sink) ? 1 : 0;
    }
  }

  /** What a search for words would cost that knows neither JSON nor kinds, and is not sound. */
  private void searched() {
    for (RawRecord record : records) {
      sink.others += words.occurIn(record.value(), 0, record.value().length) ? 1 : 0;
    }
  }

  /** What it costs to tell, of eight bytes at a time, whether one may end or break a text. */
  private void looked() {
    long ones = 0x0101010101010101L;
    for (RawRecord record : records) {
      byte[] bytes = record.value();
      long noticed = 0;
      for (int at = 0; at + Long.BYTES <= bytes.length; at += Long.BYTES) {
        long word = (long) LONGS.get(bytes, at);
        noticed |=
            (word ^ ones * '"') - ones | (word ^ ones * '\\') - ones | word - ones * ' ' | word;
      }
      sink.others += noticed;
    }
  }

  /** Every word that is looked for in some event of the corpus. */
  private Needles words() {
    Relevance relevance = new RuleRelevance(rules);
    Set<String> all = new HashSet<>();
    for (RawRecord record : records) {
      decoder.decode(
          record,
          new TelemetryDecoder.Output() {
            @Override
            public void event(EndpointEvent event) {
              Set<String> literals = relevance.literals(event);
              all.addAll(literals == null ? Set.of() : literals);
            }

            @Override
            public void irrelevant(TelemetryFormat format, Vendor vendor) {}

            @Override
            public void deadLetter(DeadLetter letter) {
              throw new IllegalStateException("A record of the corpus cannot be read.");
            }
          });
    }
    return Needles.of(all);
  }

  static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }

  /** Where everything goes; what it counts keeps the compiler from leaving the work out. */
  private static final class Sink implements TelemetryDecoder.Output, PreFilter.Skipped {

    private final RuleEvaluator evaluator;
    private long characters;
    private long skipped;
    private long matched;
    private long others;

    Sink(RuleEvaluator evaluator) {
      this.evaluator = evaluator;
    }

    void reset() {
      skipped = 0;
      matched = 0;
    }

    @Override
    public void event(EndpointEvent event) {
      matched += evaluator.matches(event).isEmpty() ? 0 : 1;
    }

    @Override
    public void event(EventKind kind, TelemetryFormat format, Vendor vendor) {
      others++;
    }

    @Override
    public void irrelevant(TelemetryFormat format, Vendor vendor) {
      others++;
    }

    @Override
    public void deadLetter(DeadLetter letter) {
      throw new IllegalStateException(
          "A record of the corpus cannot be read: " + letter.detail() + ' ' + others + characters);
    }
  }
}
