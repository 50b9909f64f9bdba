package dev.iischain.operator;

import dev.iischain.event.DeadLetter;
import dev.iischain.event.EndpointEvent;
import dev.iischain.event.RawRecord;
import dev.iischain.event.TelemetryFormat;
import dev.iischain.event.Vendor;
import dev.iischain.normalise.NormaliseOptions;
import dev.iischain.normalise.PreFilter;
import dev.iischain.normalise.Relevance;
import dev.iischain.normalise.TelemetryDecoder;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** Bytes to events; what cannot be read leaves by {@link #DEAD_LETTERS}. */
public final class Decode extends ProcessFunction<RawRecord, EndpointEvent> {

  /** What could not be read. */
  public static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", TypeInformation.of(DeadLetter.class));

  /** What agents' events lack, or other events tell of their agents. */
  public static final OutputTag<AgentRecord> AGENTS =
      new OutputTag<>("agents", TypeInformation.of(AgentRecord.class));

  /** Parts of script blocks. */
  public static final OutputTag<EndpointEvent> SCRIPTS =
      new OutputTag<>("scripts", TypeInformation.of(EndpointEvent.class));

  private static final long serialVersionUID = 1L;

  private final NormaliseOptions options;
  private final @Nullable Relevance relevance;
  private final List<String> topics;
  private transient TelemetryDecoder decoder;
  private transient @Nullable PreFilter filter;
  private transient ReadCounters counters;
  private transient Routes routes;

  /** Decodes records of any topic as told, and skips what is of no relevance or nothing. */
  public Decode(NormaliseOptions options, @Nullable Relevance relevance) {
    this(options, relevance, List.of());
  }

  /**
   * Decodes as told, and skips what is of no relevance or, where that is null, nothing.
   *
   * @param topics those that are known by name
   */
  public Decode(NormaliseOptions options, @Nullable Relevance relevance, List<String> topics) {
    this.options = options;
    this.relevance = relevance;
    this.topics = List.copyOf(topics);
  }

  @Override
  public void open(OpenContext context) {
    decoder = new TelemetryDecoder(options);
    filter = relevance == null ? null : new PreFilter(options, relevance);
    counters = new ReadCounters(getRuntimeContext(), topics);
    routes = new Routes();
  }

  @Override
  public void processElement(RawRecord record, Context context, Collector<EndpointEvent> out) {
    counters.read();
    if (filter != null && filter.skips(record.value(), counters)) {
      return;
    }
    decoder.decode(record, new Outlet(record, context, out, counters, routes));
  }

  /** Where the decoder puts what it finds in one record. */
  private record Outlet(
      RawRecord record,
      Context context,
      Collector<EndpointEvent> out,
      ReadCounters counters,
      Routes routes)
      implements TelemetryDecoder.Output {

    @Override
    public void event(EndpointEvent event) {
      counters.event(event, record);
      routes.send(event, context, out);
    }

    @Override
    public void irrelevant(TelemetryFormat format, Vendor vendor) {
      counters.irrelevant(format, vendor);
    }

    @Override
    public void deadLetter(DeadLetter deadLetter) {
      counters.deadLetter(deadLetter);
      context.output(DEAD_LETTERS, deadLetter);
    }
  }
}
