package dev.iischain.delivery;

import dev.iischain.event.RawRecord;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The graph of the delivery job: cases, to each system on its own, to receipts. */
public final class DeliveryTopology {

  private final Source<RawRecord, ?, ?> cases;
  private final Sink<Receipt> receipts;
  private final Sink<UndeliverableCase> deadLetters;
  private final List<TargetSettings> targets;
  private final LeaseSettings leases;

  /** The graph between a source of cases, the systems, and where it is told how it went. */
  public DeliveryTopology(
      Source<RawRecord, ?, ?> cases,
      Sink<Receipt> receipts,
      Sink<UndeliverableCase> deadLetters,
      List<TargetSettings> targets,
      LeaseSettings leases) {
    this.cases = cases;
    this.receipts = receipts;
    this.deadLetters = deadLetters;
    this.targets = List.copyOf(targets);
    this.leases = leases;
  }

  /** Adds the graph to an environment. */
  public void build(StreamExecutionEnvironment env) {
    DataStream<RawRecord> records =
        env.fromSource(cases, WatermarkStrategy.noWatermarks(), "Read cases").uid("source-cases");
    List<DataStream<Receipt>> delivered = new ArrayList<>();
    List<DataStream<UndeliverableCase>> failed = new ArrayList<>();
    for (TargetSettings target : targets) {
      SingleOutputStreamOperator<CaseRecord> revisions =
          records
              .process(new ReadCases(target))
              .name("Read cases for " + target.name())
              .uid("read-" + target.name());
      SingleOutputStreamOperator<Receipt> deliveries =
          revisions
              .keyBy(CaseRecord::id)
              .process(new DeliverCases(target, leases))
              .setParallelism(1)
              .setMaxParallelism(1)
              // A sink in one task with it would share the bound, and be lost to a job of another
              // parallelism or with another number of systems.
              .disableChaining()
              .name("Deliver to " + target.name())
              .uid("deliver-" + target.name());
      delivered.add(deliveries);
      failed.add(revisions.getSideOutput(ReadCases.UNREADABLE));
      failed.add(deliveries.getSideOutput(DeliverCases.REFUSED));
    }
    union(delivered).sinkTo(receipts).name("Write receipts").uid("sink-receipts");
    union(failed)
        .sinkTo(deadLetters)
        .name("Write delivery dead letters")
        .uid("sink-delivery-dead-letters");
  }

  private static <T> DataStream<T> union(List<DataStream<T>> streams) {
    return streams.stream()
        .reduce(DataStream::union)
        .orElseThrow(() -> new IllegalArgumentException("there is no system to deliver to"));
  }
}
