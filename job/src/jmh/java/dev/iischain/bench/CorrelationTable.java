package dev.iischain.bench;

import dev.iischain.chain.Chain;
import dev.iischain.chain.ChainLibrary;
import dev.iischain.chain.LedgerOptions;
import dev.iischain.event.Case;
import dev.iischain.event.Detection;
import dev.iischain.operator.CaseBook;
import dev.iischain.operator.Control;
import dev.iischain.operator.Controls;
import dev.iischain.operator.LedgerSettings;
import dev.iischain.operator.Pace;
import dev.iischain.operator.Patterns;
import dev.iischain.operator.RememberEvidence;
import dev.iischain.operator.StreamKeys;
import dev.iischain.suppression.SuppressionPreload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Our graph behind the rules, host ledger, FlinkCEP on runs and case book, beside FlinkCEP on event
 * time, in one run on the same detections: how many a core takes a second, and how many of the
 * complete chains each finds when deliveries take up to an hour.
 */
final class CorrelationTable {

  private static final int HOSTS = 10_000;
  private static final long JITTER = Duration.ofHours(1).toMillis();
  private static final int MINIMUM_SCORE = 35;
  private static final int ROUNDS = 3;

  /** Stock CEP that waits out every delay, and stock CEP as one would set it to be prompt. */
  private static final Duration PATIENT = Duration.ofMillis(JITTER).plusMinutes(1);

  private static final Duration PROMPT = Duration.ofSeconds(60);

  /** What was found in the run at hand; both graphs run in this process, one after the other. */
  private static final Set<String> FOUND = ConcurrentHashMap.newKeySet();

  private static List<Detection> arrivals = List.of();

  /** One situation in a backend. */
  private record Situation(String name, int relevantOneIn, int advancedOneIn) {}

  /** Processor seconds and the share of complete chains found. */
  private record Cost(double seconds, double recall) {}

  private CorrelationTable() {}

  @SuppressWarnings("SystemOut")
  static void print(List<String> wanted) throws Exception {
    List<Situation> situations =
        List.of(
            new Situation("(a) 1 % of events relevant", 100, 100),
            new Situation("(b) all relevant, 1 % of implants advance", 1, 100),
            new Situation("(c) all relevant, every implant completes", 1, 1));
    System.out.printf(
        Locale.ROOT,
        "%n%-44s %-8s %8s %12s %12s %8s %9s %9s %12s%n",
        "one core; deliveries take up to an hour",
        "backend",
        "events",
        "ours ev/s",
        "stock ev/s",
        "ratio",
        "recall",
        "stock's",
        "stock, 60 s");
    for (String backend : List.of("hashmap", "rocksdb")) {
      for (Situation situation : situations) {
        String row = backend + ' ' + situation.name().substring(1, 2);
        if (wanted.isEmpty() || wanted.contains(row)) {
          compare(backend, situation);
        }
      }
    }
    System.out.printf(
        "%nMedians of %d interleaved rounds, the ratio taken within a round; by the processor time"
            + " of the process, without its compiler, less that of the same graph without"
            + " events.%n",
        ROUNDS);
  }

  @SuppressWarnings("SystemOut")
  private static void compare(String backend, Situation situation) throws Exception {
    int events = events(backend, situation);
    Histories histories =
        Histories.of(events, HOSTS, situation.relevantOneIn(), situation.advancedOneIn(), JITTER);
    List<Double> ours = new ArrayList<>();
    List<Double> stock = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    int warmUps = backend.equals("rocksdb") ? 1 : 2;
    double recall = 0;
    double stockRecall = 0;
    for (int round = 0; round < warmUps + ROUNDS; round++) {
      double idle = run(backend, List.of(), null, 0).seconds();
      Cost mine = run(backend, histories.arrivals(), null, histories.complete());
      double idleStock = run(backend, List.of(), PATIENT, 0).seconds();
      Cost theirs = run(backend, histories.arrivals(), PATIENT, histories.complete());
      if (round >= warmUps) {
        ours.add(Math.max(0.001, mine.seconds() - idle));
        stock.add(Math.max(0.001, theirs.seconds() - idleStock));
        ratios.add(stock.get(stock.size() - 1) / ours.get(ours.size() - 1));
      }
      recall = mine.recall();
      stockRecall = theirs.recall();
    }
    double prompt = run(backend, histories.arrivals(), PROMPT, histories.complete()).recall();
    double mine = events / median(ours);
    double theirs = events / median(stock);
    System.out.printf(
        Locale.ROOT,
        "%-44s %-8s %8d %12.0f %12.0f %8.1f %8.1f%% %8.1f%% %11.1f%%%n",
        situation.name(),
        backend,
        events,
        mine,
        theirs,
        median(ratios),
        100 * recall,
        100 * stockRecall,
        100 * prompt);
  }

  private static int events(String backend, Situation situation) {
    boolean rocks = backend.equals("rocksdb");
    if (situation.relevantOneIn() > 1) {
      return rocks ? 200_000 : 400_000;
    }
    if (situation.advancedOneIn() > 1) {
      return rocks ? 12_000 : 200_000;
    }
    return rocks ? 6_000 : 60_000;
  }

  /** One run: of our graph, or of stock CEP with a bound. */
  private static Cost run(
      String backend, List<Detection> input, @Nullable Duration bound, int complete)
      throws Exception {
    arrivals = input;
    FOUND.clear();
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration(backend));
    env.setParallelism(1);
    DataStream<Detection> detections =
        env.fromSequence(1, Math.max(1, input.size()))
            .uid("numbers")
            .flatMap(
                (Long number, Collector<Detection> out) -> {
                  if (!arrivals.isEmpty()) {
                    out.collect(arrivals.get((int) (number - 1)));
                  }
                })
            .returns(Detection.class)
            .uid("detections");
    DataStream<String> found = bound == null ? ours(detections) : StockCep.build(detections, bound);
    found.map(new Note()).uid("note").sinkTo(new DiscardingSink<>()).uid("sink");
    double before = ProcessorTime.seconds();
    env.execute();
    return new Cost(
        ProcessorTime.seconds() - before, complete == 0 ? 1 : (double) FOUND.size() / complete);
  }

  private static DataStream<String> ours(DataStream<Detection> detections) {
    List<Chain> chains = ChainLibrary.load(List.of());
    var episodes =
        StreamKeys.chainEvidence(detections)
            .process(
                new RememberEvidence(
                    new LedgerSettings(
                        LedgerOptions.defaults(),
                        chains,
                        MINIMUM_SCORE,
                        Pace.LIVE,
                        Duration.ofMillis(200))))
            .uid("host-ledger");
    DataStream<Control> nothingSaid =
        detections
            .flatMap((Detection detection, Collector<Control> out) -> {})
            .returns(Control.class)
            .uid("controls")
            .assignTimestampsAndWatermarks(Controls.notWaitedFor())
            .uid("stamp-controls");
    return Patterns.matches(episodes, chains)
        .keyBy(StreamKeys::caseId)
        .connect(Controls.broadcast(nothingSaid))
        .process(
            new CaseBook(
                chains, MINIMUM_SCORE, Duration.ofDays(400), Pace.LIVE, SuppressionPreload.NONE))
        .uid("case-book")
        .filter(snapshot -> snapshot.status().equals("complete"))
        .uid("complete")
        .map((Case snapshot) -> snapshot.dll().path())
        .returns(String.class)
        .uid("files");
  }

  private static Configuration configuration(String backend) {
    Configuration configuration = new Configuration();
    configuration.set(StateBackendOptions.STATE_BACKEND, backend);
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    configuration.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofMillis(100));
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(256));
    return configuration;
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  /** Notes what was found. */
  private static final class Note implements MapFunction<String, String> {

    private static final long serialVersionUID = 1L;

    @Override
    public String map(String file) {
      FOUND.add(file);
      return file;
    }
  }
}
