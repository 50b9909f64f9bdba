package dev.iischain.bench;

import dev.iischain.event.DeadLetter;
import dev.iischain.event.EndpointEvent;
import dev.iischain.event.RawRecord;
import dev.iischain.event.TelemetryFormat;
import dev.iischain.event.Vendor;
import dev.iischain.normalise.NormaliseOptions;
import dev.iischain.normalise.TelemetryDecoder;
import dev.iischain.rule.LoadMode;
import dev.iischain.rule.LoadedRules;
import dev.iischain.rule.ManyRules;
import dev.iischain.rule.Rule;
import dev.iischain.rule.RuleEvaluator;
import dev.iischain.rule.RuleLibrary;
import dev.iischain.rule.RuleSet;
import dev.iischain.rule.RuleText;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What rules cost for each event, in one run on the same events: every rule asked, only those about
 * the kind of event, and those that an index of their texts leaves; with our packs, and with
 * thousands of rules more.
 */
final class RuleTable {

  private static final int INVENTED = 2_000;
  private static final long SEED = 20_261_121;
  private static final int ROUNDS = 5;
  private static final long ROUND_NANOS = 400_000_000L;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** A way to evaluate a rule set; gives how many rules matched. */
  private record Row(String rules, String way, ToLongFunction<EndpointEvent> evaluation) {}

  private RuleTable() {}

  /** Prints the table; with a folder, of the rules in it in place of invented ones. */
  @SuppressWarnings("SystemOut")
  static void print(@Nullable Path folder) throws IOException {
    List<EndpointEvent> events = events();
    List<Rule> ours = RuleLibrary.builtIn().orThrow();
    List<Rule> more = new ArrayList<>(ours);
    more.addAll(folder == null ? invented() : load(folder));
    List<Row> rows = new ArrayList<>();
    addRows(rows, "ours", ours);
    addRows(rows, "ours and " + (folder == null ? "invented" : "more"), more);
    Map<Row, List<Double>> costs = new LinkedHashMap<>();
    long[] matched = new long[rows.size()];
    for (int round = -1; round < ROUNDS; round++) {
      for (int i = 0; i < rows.size(); i++) {
        matched[i] = pass(rows.get(i), events);
        double nanos = measure(rows.get(i), events);
        if (round >= 0) {
          costs.computeIfAbsent(rows.get(i), row -> new ArrayList<>()).add(nanos);
        }
      }
    }
    System.out.printf("%n%,d events that rules look at, one core, one thread%n", events.size());
    System.out.printf(
        "%-19s %6s  %-26s %11s %14s %8s%n",
        "rules", "number", "evaluation", "events/s", "of full scan", "matches");
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      Row scan = rows.get(i / 3 * 3);
      System.out.printf(
          Locale.ROOT,
          "%-19s %6d  %-26s %,11.0f %14.1f %8d%n",
          row.rules(),
          i < 3 ? ours.size() : more.size(),
          row.way(),
          1e9 / median(costs.getOrDefault(row, List.of())),
          median(costs.getOrDefault(scan, List.of())) / median(costs.getOrDefault(row, List.of())),
          matched[i]);
      if (matched[i] != matched[i / 3 * 3]) {
        throw new IllegalStateException("The ways to evaluate disagree on what matches.");
      }
    }
    System.out.printf(
        "%nMedians of %d interleaved rounds, by the processor time of the thread.%n", ROUNDS);
  }

  private static void addRows(List<Row> rows, String name, List<Rule> rules) {
    RuleSet set = RuleSet.compile(rules);
    RuleEvaluator asking = RuleEvaluator.withoutIndex(set);
    RuleEvaluator indexed = new RuleEvaluator(set);
    rows.add(new Row(name, "full scan, every rule", e -> set.matchesFullScan(e).size()));
    rows.add(new Row(name, "every rule about its kind", e -> asking.matches(e).size()));
    rows.add(new Row(name, "indexed", e -> indexed.matches(e).size()));
  }

  private static long pass(Row row, List<EndpointEvent> events) {
    long matched = 0;
    for (EndpointEvent event : events) {
      matched += row.evaluation().applyAsLong(event);
    }
    return matched;
  }

  /** Nanoseconds of processor time for each event. */
  private static double measure(Row row, List<EndpointEvent> events) {
    long start = THREADS.getCurrentThreadCpuTime();
    long end = start;
    long done = 0;
    while (end - start < ROUND_NANOS) {
      for (int i = 0; i < 200; i++) {
        row.evaluation().applyAsLong(events.get((int) (done++ % events.size())));
      }
      end = THREADS.getCurrentThreadCpuTime();
    }
    return (double) (end - start) / done;
  }

  private static List<EndpointEvent> events() {
    List<EndpointEvent> events = new ArrayList<>();
    TelemetryDecoder decoder = new TelemetryDecoder(NormaliseOptions.defaults());
    for (RawRecord record : Corpus.named("json").records()) {
      decoder.decode(
          record,
          new TelemetryDecoder.Output() {
            @Override
            public void event(EndpointEvent event) {
              events.add(event);
            }

            @Override
            public void irrelevant(TelemetryFormat format, Vendor vendor) {}

            @Override
            public void deadLetter(DeadLetter letter) {
              throw new IllegalStateException("A record cannot be read: " + letter.detail());
            }
          });
    }
    return events;
  }

  private static List<Rule> invented() throws IOException {
    Path folder = Files.createTempDirectory("iis-chain-invented-rules");
    ManyRules.write(folder, INVENTED, SEED);
    List<Rule> rules = load(folder);
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
    if (rules.size() != INVENTED) {
      throw new IllegalStateException("Only " + rules.size() + " invented rules were loaded.");
    }
    return rules;
  }

  @SuppressWarnings("SystemOut")
  private static List<Rule> load(Path folder) {
    LoadedRules loaded = RuleLibrary.folder(folder, LoadMode.LENIENT);
    List<Rule> rules = loaded.orThrow();
    System.out.printf(
        "%n%d rules loaded, %d of them never match here, %d not supported%n",
        rules.size(),
        rules.stream().filter(rule -> RuleText.whyNever(rule) != null).count(),
        loaded.unsupported().size());
    return rules;
  }

  private static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }
}
