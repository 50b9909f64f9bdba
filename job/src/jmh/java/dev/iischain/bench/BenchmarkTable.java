package dev.iischain.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs {@link DecodeBenchmark} in interleaved rounds and prints one table: events and megabytes per
 * second of one core, beside Jackson's {@code readTree} of the same bytes.
 */
public final class BenchmarkTable {

  private static final int ROUNDS = 3;
  private static final String ALLOCATED = "gc.alloc.rate.norm";
  private static final String TREE = "readTree";

  /**
   * What was measured of one row in one round.
   *
   * @param nanos processor time per event
   * @param allocated bytes per event
   */
  private record Cost(double nanos, double allocated) {}

  /** A row of the table: a benchmark over the records of a corpus. */
  private record Row(String records, String benchmark, String title) {}

  private static final List<Row> JSON =
      List.of(
          new Row("json", TREE, "JSON to a tree (ObjectMapper.readTree)"),
          new Row("json", "decode", "JSON to events"),
          new Row("json", "signals", "JSON to signals"));

  private static final List<Row> XML =
      List.of(
          new Row("xml", "decode", "XML to events"), new Row("xml", "signals", "XML to signals"));

  private BenchmarkTable() {}

  /**
   * Prints the tables to standard output. With {@code rules} and perhaps a folder of rules it is
   * {@link RuleTable} alone, with {@code state} {@link StateTable}, with other arguments JMH's own
   * command line.
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 0) {
      print(ROUNDS);
      RuleTable.print(null);
    } else if (arguments[0].equals("rules")) {
      RuleTable.print(arguments.length > 1 ? Path.of(arguments[1]) : null);
    } else if (arguments[0].equals("correlation")) {
      CorrelationTable.print(
          arguments.length < 3 ? List.of() : List.of(arguments[1] + ' ' + arguments[2]));
    } else if (arguments[0].equals("state")) {
      StateTable.print(List.of(arguments).subList(1, arguments.length));
    } else if (arguments[0].equals("filter")) {
      FilterTable.print();
      KafkaTable.print();
    } else {
      org.openjdk.jmh.Main.main(arguments);
    }
  }

  @SuppressWarnings("SystemOut")
  private static void print(int rounds) throws RunnerException {
    Map<String, Corpus> corpora = new LinkedHashMap<>();
    for (Shape shape : Shape.values()) {
      Corpus corpus = Corpus.named(shape.name());
      System.out.printf(
          Locale.ROOT,
          "%-11s %2d %% of events, %5d bytes each%n",
          shape.name().toLowerCase(Locale.ROOT),
          shape.percent(),
          corpus.bytes() / corpus.events());
    }
    for (String name : List.of("json", "xml")) {
      Corpus corpus = Corpus.named(name);
      corpora.put(name, corpus);
      System.out.printf(
          Locale.ROOT,
          "%n%s corpus: %d events in %d records, %.2f MB; %s%n",
          name,
          corpus.events(),
          corpus.records().size(),
          corpus.bytes() / 1e6,
          Tally.of(corpus));
    }
    List<Row> rows = new ArrayList<>(JSON);
    rows.addAll(XML);
    Map<Row, List<Cost>> costs = new LinkedHashMap<>();
    for (int round = 1; round <= rounds; round++) {
      for (Row row : rows) {
        System.err.printf("round %d of %d: %s%n", round, rounds, row.title());
        costs.computeIfAbsent(row, ignored -> new ArrayList<>()).add(measure(row, corpora));
      }
    }
    System.out.printf(
        "%n%-40s %10s %8s %12s %15s%n",
        "one core, one thread", "events/s", "MB/s", "of readTree", "bytes allocated");
    for (Row row : rows) {
      System.out.println(line(row, corpora.get(row.records()), costs));
    }
    System.out.printf(
        "%nMedians of %d interleaved rounds, by the processor time of the thread.%n", rounds);
  }

  private static Cost measure(Row row, Map<String, Corpus> corpora) throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(
                        "\\Q" + DecodeBenchmark.class.getName() + "." + row.benchmark() + "\\E$")
                    .param("records", row.records())
                    .addProfiler(GCProfiler.class)
                    .addProfiler(CpuTimeProfiler.class)
                    .verbosity(VerboseMode.SILENT)
                    .shouldFailOnError(true)
                    .build())
            .run();
    RunResult result = results.iterator().next();
    // JMH takes a whole batch of passes for one operation.
    double events =
        (double) corpora.get(row.records()).events()
            * result.getParams().getMeasurement().getBatchSize();
    Map<String, ? extends Result<?>> secondary = secondary(result);
    return new Cost(
        score(secondary, CpuTimeProfiler.LABEL) / events, score(secondary, ALLOCATED) / events);
  }

  @SuppressWarnings({"rawtypes", "unchecked"}) // as JMH declares it
  private static Map<String, ? extends Result<?>> secondary(RunResult result) {
    return (Map) result.getSecondaryResults();
  }

  private static double score(Map<String, ? extends Result<?>> results, String label) {
    for (Map.Entry<String, ? extends Result<?>> result : results.entrySet()) {
      if (result.getKey().endsWith(label)) {
        return result.getValue().getScore();
      }
    }
    throw new IllegalStateException("JMH reported no " + label + " but " + results.keySet() + ".");
  }

  private static String line(Row row, Corpus corpus, Map<Row, List<Cost>> costs) {
    List<Cost> mine = costs.getOrDefault(row, List.of());
    double nanos = median(mine.stream().map(Cost::nanos).toList());
    String ratio = "";
    if (row.records().equals("json")) {
      List<Cost> tree = costs.getOrDefault(JSON.get(0), List.of());
      List<Double> ratios = new ArrayList<>();
      for (int i = 0; i < mine.size(); i++) {
        ratios.add(tree.get(i).nanos() / mine.get(i).nanos());
      }
      ratio = String.format(Locale.ROOT, "%.2f", median(ratios));
    }
    return String.format(
        Locale.ROOT,
        "%-40s %10.0f %8.0f %12s %15.0f",
        row.title(),
        1e9 / nanos,
        corpus.bytes() * 1e3 / (nanos * corpus.events()),
        ratio,
        median(mine.stream().map(Cost::allocated).toList()));
  }

  private static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
