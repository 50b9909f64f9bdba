package dev.iischain.operator;

import dev.iischain.event.EndpointEvent;
import dev.iischain.metric.Metric;
import dev.iischain.metric.Metrics;
import dev.iischain.normalise.ScriptParts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Puts the parts of a host's PowerShell script blocks together, in whatever order they come, and
 * sends each block on once: when it is whole, or after {@code scriptWait}, or at the end of the
 * input, with the parts there are. A part for which there is no room goes on by itself at once.
 *
 * <p>State per host: {@value ScriptState#MAX_OPEN} open blocks with {@value ScriptState#MAX_TEXT}
 * characters together, and the ids of {@value ScriptState#MAX_BLOCKS} blocks a day.
 */
public final class JoinScripts extends KeyedProcessFunction<String, EndpointEvent, EndpointEvent> {

  private static final long serialVersionUID = 1L;

  private final JoinSettings settings;
  private transient ScriptParts parts;
  private transient ScriptState state;
  private transient TimeToLive timeToLive;
  private transient Counter whole;
  private transient Counter incomplete;

  /** A join under these settings. */
  public JoinScripts(JoinSettings settings) {
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) {
    parts = new ScriptParts(settings.normalise());
    state = new ScriptState(getRuntimeContext());
    timeToLive = new TimeToLive(ScriptState.MEMORY, getRuntimeContext());
    Metrics metrics = new Metrics(getRuntimeContext().getMetricGroup());
    whole = metrics.counter(Metric.WHOLE_SCRIPTS);
    incomplete = metrics.counter(Metric.INCOMPLETE_SCRIPTS);
  }

  @Override
  public void processElement(EndpointEvent part, Context context, Collector<EndpointEvent> out)
      throws Exception {
    String id = ScriptParts.block(part);
    if (id == null) {
      out.collect(part);
      return;
    }
    if (state.isDone(id)) {
      return; // a copy of a part that has gone on
    }
    long now = context.timerService().currentProcessingTime();
    ScriptState.Block known = state.get(id);
    boolean live = settings.pace() == Pace.LIVE;
    if (known == null) {
      long deadline = live ? now + settings.scriptWait().toMillis() : Long.MAX_VALUE;
      known = state.open(id, ScriptParts.total(part), deadline, now);
      if (known == null) {
        out.collect(part);
        return;
      }
      if (live) {
        context.timerService().registerProcessingTimeTimer(deadline);
        timeToLive.written(context.timerService());
      }
      context.timerService().registerEventTimeTimer(Long.MAX_VALUE); // the end of the input
    }
    EndpointEvent head = known.head();
    int number = ScriptParts.number(part);
    if (number > known.total()) {
      out.collect(part); // of another block than its id says
      return;
    }
    boolean added = !state.has(id, number);
    if (added && !state.add(id, number, ScriptParts.text(part))) {
      out.collect(part);
      return;
    }
    EndpointEvent slim = ScriptParts.withoutText(part);
    ScriptState.Block grown =
        known.grown(head == null ? slim : ScriptParts.head(head, slim), added ? 1 : 0);
    state.put(id, grown);
    if (grown.seen() == grown.total()) {
      emit(id, grown, context, out);
      whole.inc();
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<EndpointEvent> out)
      throws Exception {
    List<String> due = new ArrayList<>();
    for (Map.Entry<String, ScriptState.Block> each : state.all()) {
      if (each.getValue().deadline() <= timestamp) {
        due.add(each.getKey());
      }
    }
    for (String id : due) {
      ScriptState.Block block = state.get(id);
      if (block != null) {
        emit(id, block, context, out);
        incomplete.inc();
      }
    }
    sweep(timestamp, context);
  }

  private void sweep(long timestamp, OnTimerContext context) throws Exception {
    if (timeToLive.isDue(timestamp)) {
      timeToLive.swept(state.sweep(), context.timerService());
    }
  }

  private void emit(
      String id, ScriptState.Block block, Context context, Collector<EndpointEvent> out)
      throws Exception {
    SortedMap<Integer, String> texts = new TreeMap<>();
    for (int number = 1; number <= block.total(); number++) {
      String text = state.take(id, number);
      if (text != null) {
        texts.put(number, text);
      }
    }
    boolean complete = texts.size() == block.total();
    if (state.close(id, complete)) {
      context.timerService().deleteEventTimeTimer(Long.MAX_VALUE);
    }
    EndpointEvent head = block.head();
    if (head != null) {
      out.collect(parts.assemble(head, texts, block.total()));
    }
  }
}
