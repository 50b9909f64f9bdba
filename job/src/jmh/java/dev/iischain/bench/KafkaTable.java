package dev.iischain.bench;

import dev.iischain.event.EndpointEvent;
import dev.iischain.event.Level;
import dev.iischain.event.RawRecord;
import dev.iischain.local.LocalBroker;
import dev.iischain.normalise.JoinRelevance;
import dev.iischain.normalise.NormaliseOptions;
import dev.iischain.normalise.Relevance;
import dev.iischain.operator.Decode;
import dev.iischain.operator.Detect;
import dev.iischain.rule.RuleLibrary;
import dev.iischain.rule.RuleRelevance;
import dev.iischain.rule.RuleSet;
import dev.iischain.source.KafkaTelemetry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFilterFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Records through a real broker: the job's way from bytes to detections, beside a job that does no
 * more than count the same records. One task slot each, in turn, in one run.
 */
final class KafkaTable {

  private static final String TOPIC = "telemetry.bench";
  private static final int COPIES = 100;
  private static final int ROUNDS = 5;

  private final String brokers;
  private final RuleSet rules = RuleSet.compile(RuleLibrary.builtIn().orThrow());

  private KafkaTable(String brokers) {
    this.brokers = brokers;
  }

  @SuppressWarnings("SystemOut")
  static void print() throws Exception {
    try (LocalBroker broker = LocalBroker.startTemporary()) {
      broker.createTopics(Map.of(TOPIC, Map.of()), 1);
      long records = fill(broker.bootstrapServers());
      KafkaTable table = new KafkaTable(broker.bootstrapServers());
      table.count();
      table.detect();
      List<Double> counting = new ArrayList<>();
      List<Double> detecting = new ArrayList<>();
      List<Double> shares = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        double count = records / table.count();
        double detect = records / table.detect();
        counting.add(count);
        detecting.add(detect);
        shares.add(detect / count);
        System.err.printf(Locale.ROOT, "round %d: %.0f and %.0f%n", round + 1, count, detect);
      }
      System.out.printf(
          Locale.ROOT,
          "%nthrough Kafka, %d records, one slot: counting %.0f/s, bytes to detections %.0f/s,"
              + " share %.2f%n",
          records,
          FilterTable.median(counting),
          FilterTable.median(detecting),
          FilterTable.median(shares));
    }
  }

  private static long fill(String brokers) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", brokers);
    properties.put("linger.ms", "50");
    properties.put("batch.size", "262144");
    long sent = 0;
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      List<RawRecord> records = FilterCorpus.records();
      for (int copy = 0; copy < COPIES; copy++) {
        for (RawRecord record : records) {
          producer.send(new ProducerRecord<>(TOPIC, record.value()));
          sent++;
        }
      }
    }
    return sent;
  }

  /** Seconds to count every record. */
  private double count() throws Exception {
    StreamExecutionEnvironment env = environment();
    read(env, null).filter(new Counted()).sinkTo(new DiscardingSink<>());
    return seconds(env);
  }

  /** Seconds from bytes to detections. */
  private double detect() throws Exception {
    StreamExecutionEnvironment env = environment();
    DataStream<EndpointEvent> events =
        read(env, new JoinRelevance(new RuleRelevance(rules)))
            .process(new Decode(NormaliseOptions.defaults(), null));
    events.process(new Detect(rules, Level.LOW)).sinkTo(new DiscardingSink<>());
    return seconds(env);
  }

  private DataStream<RawRecord> read(
      StreamExecutionEnvironment env, @org.jspecify.annotations.Nullable Relevance relevance) {
    KafkaSource<RawRecord> source =
        KafkaSource.<RawRecord>builder()
            .setBootstrapServers(brokers)
            .setTopics(TOPIC)
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setBounded(OffsetsInitializer.latest())
            .setDeserializer(new KafkaTelemetry(NormaliseOptions.defaults(), relevance, List.of()))
            .build();
    return env.fromSource(source, WatermarkStrategy.noWatermarks(), "Read");
  }

  private static StreamExecutionEnvironment environment() {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    return StreamExecutionEnvironment.createLocalEnvironment(1, configuration);
  }

  private static double seconds(StreamExecutionEnvironment env) throws Exception {
    return env.execute().getNetRuntime() / 1e3;
  }

  /** Counts, and lets nothing pass. */
  private static final class Counted extends RichFilterFunction<RawRecord> {

    private static final long serialVersionUID = 1L;
    private final LongCounter counter = new LongCounter();

    @Override
    public void open(OpenContext context) {
      getRuntimeContext().addAccumulator("records", counter);
    }

    @Override
    public boolean filter(RawRecord record) {
      counter.add(1);
      return false;
    }
  }
}
