package dev.iischain.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.iischain.event.DeadLetter;
import dev.iischain.event.EndpointEvent;
import dev.iischain.event.RawRecord;
import dev.iischain.event.TelemetryFormat;
import dev.iischain.event.Vendor;
import dev.iischain.normalise.NormaliseOptions;
import dev.iischain.normalise.TelemetryDecoder;
import dev.iischain.rule.RuleEvaluator;
import dev.iischain.rule.RuleLibrary;
import dev.iischain.rule.RuleSet;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** One pass over a corpus on one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(
    Mode.SingleShotTime) // a fixed amount of work, so that a busy machine warms up as well
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 8, batchSize = 15)
@Measurement(iterations = 5, batchSize = 12)
@Fork(
    value = 1,
    jvmArgs = {"-Xms512m", "-Xmx512m", "-Xmn256m", "-XX:+UseSerialGC"})
public class DecodeBenchmark {

  /** Which records: {@code json}, {@code xml}, or one shape such as {@code winlogbeat}. */
  @Param("json")
  public String records = "json";

  private final ObjectMapper mapper = new ObjectMapper();
  private final TelemetryDecoder decoder = new TelemetryDecoder(NormaliseOptions.defaults());
  private final RuleEvaluator evaluator =
      new RuleEvaluator(RuleSet.compile(RuleLibrary.builtIn().orThrow()));
  private Corpus corpus = Corpus.named("json");

  /** Builds the corpus, and checks that every event in it is read. */
  @Setup
  public void prepare() {
    corpus = Corpus.named(records);
    Tally.of(corpus).requireReadable();
  }

  /** Bytes to signals: what the job does with a record before any state is touched. */
  @Benchmark
  public void signals(Blackhole hole) {
    Sink sink = new Sink(hole, evaluator);
    for (RawRecord record : corpus.records()) {
      decoder.decode(record, sink);
    }
  }

  /** Bytes to normalised events. */
  @Benchmark
  public void decode(Blackhole hole) {
    Sink sink = new Sink(hole, null);
    for (RawRecord record : corpus.records()) {
      decoder.decode(record, sink);
    }
  }

  /** Bytes to a tree, by Jackson: the cost that everybody knows. JSON only. */
  @Benchmark
  public void readTree(Blackhole hole) throws IOException {
    for (RawRecord record : corpus.records()) {
      hole.consume(mapper.readTree(record.value()));
    }
  }

  private record Sink(Blackhole hole, @Nullable RuleEvaluator evaluator)
      implements TelemetryDecoder.Output {
    @Override
    public void event(EndpointEvent event) {
      hole.consume(evaluator == null ? event : evaluator.matches(event));
    }

    @Override
    public void irrelevant(TelemetryFormat format, Vendor vendor) {
      hole.consume(vendor);
    }

    @Override
    public void deadLetter(DeadLetter letter) {
      throw new IllegalStateException("A record of the corpus cannot be read: " + letter.detail());
    }
  }
}
