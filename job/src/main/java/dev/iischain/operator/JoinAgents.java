package dev.iischain.operator;

import dev.iischain.event.EndpointEvent;
import dev.iischain.metric.Metric;
import dev.iischain.metric.Metrics;
import dev.iischain.normalise.AgentJoin;
import dev.iischain.normalise.AgentNames;
import dev.iischain.normalise.AgentProcess;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Gives events of one agent the machine's name and the acting process that their records lack. A
 * live event is held back until both are known, and no longer than {@code maxWait}; it then goes on
 * with what is known. In a bounded run all names and processes come first and nothing waits.
 *
 * <p>State per agent: 8 names, {@code maxProcesses} processes within a retention, and {@value
 * WaitingEvents#MAX} events that wait; names and processes are forgotten one retention after their
 * last use.
 */
public final class JoinAgents extends KeyedProcessFunction<String, AgentRecord, EndpointEvent> {

  private static final long serialVersionUID = 1L;

  private final JoinSettings settings;
  private transient AgentJoin join;
  private transient ValueState<AgentNames> names;
  private transient ValueState<Boolean> nameless;
  private transient AgentProcesses processes;
  private transient WaitingEvents waiting;
  private transient TimeToLive timeToLive;
  private transient Counter released;
  private transient Counter expired;

  /** A join under these settings. */
  public JoinAgents(JoinSettings settings) {
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) {
    join = new AgentJoin(settings.normalise());
    ValueStateDescriptor<AgentNames> known = new ValueStateDescriptor<>("names", AgentNames.class);
    known.enableTimeToLive(TimeToLive.after(settings.retention()));
    names = getRuntimeContext().getState(known);
    ValueStateDescriptor<Boolean> missed = new ValueStateDescriptor<>("nameless", Boolean.class);
    missed.enableTimeToLive(TimeToLive.after(settings.retention()));
    nameless = getRuntimeContext().getState(missed);
    Metrics metrics = new Metrics(getRuntimeContext().getMetricGroup());
    processes = new AgentProcesses(getRuntimeContext(), settings, metrics);
    waiting = new WaitingEvents(getRuntimeContext());
    timeToLive = new TimeToLive(settings.retention(), getRuntimeContext());
    released = metrics.counter(Metric.JOINED_EVENTS);
    expired = metrics.counter(Metric.UNJOINED_EVENTS);
  }

  @Override
  public void processElement(AgentRecord record, Context context, Collector<EndpointEvent> out)
      throws Exception {
    if (record.name() != null) {
      learn(record.name(), context, out);
    }
    if (record.process() != null) {
      learn(record.process(), context, out);
    }
    EndpointEvent event = record.event();
    if (event == null) {
      return;
    }
    Joined joined = join(event);
    boolean waits =
        joined.lacking() && settings.pace() == Pace.LIVE && !settings.maxWait().isZero();
    if (!waits || !waiting.add(event, joined.lackedProcess(), settings.maxWait(), context)) {
      out.collect(joined.event());
    }
  }

  private void learn(AgentNames.Name name, Context context, Collector<EndpointEvent> out)
      throws Exception {
    AgentNames before = names.value();
    AgentNames after = (before == null ? AgentNames.NONE : before).with(name);
    names.update(after);
    if (after.equals(before)) {
      return;
    }
    if (before == null) {
      remembered(context);
    }
    nameless.clear();
    release(waiting.all(), context, out);
  }

  private void learn(AgentProcess process, Context context, Collector<EndpointEvent> out)
      throws Exception {
    if (processes.learn(process, context.timerService().currentProcessingTime())) {
      remembered(context);
      release(waiting.of(process.id()), context, out);
    }
  }

  /** A bounded run drops an agent's state with its last record. */
  private void remembered(Context context) throws Exception {
    if (settings.pace() == Pace.LIVE) {
      timeToLive.written(context.timerService());
    }
  }

  /** Sends on those that lack nothing any more. */
  private void release(List<String> ids, Context context, Collector<EndpointEvent> out)
      throws Exception {
    for (String id : ids) {
      WaitingEvents.Waiting each = waiting.get(id);
      Joined joined = each == null ? null : join(each.event());
      if (joined != null && !joined.lacking()) {
        waiting.remove(id, context);
        out.collect(joined.event());
        released.inc();
      }
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<EndpointEvent> out)
      throws Exception {
    List<Joined> due = new ArrayList<>();
    for (String id : waiting.all()) {
      WaitingEvents.Waiting each = waiting.get(id);
      if (each != null && each.deadline() <= timestamp) {
        due.add(join(each.event()));
        waiting.remove(id, context);
      }
    }
    if (timeToLive.isDue(timestamp)) {
      boolean none = processes.sweep();
      none &= names.value() == null;
      none &= nameless.value() == null;
      timeToLive.swept(none, context.timerService());
    }
    long now = context.timerService().currentProcessingTime();
    for (Joined each : due) {
      out.collect(each.event());
      expired.inc();
      // What was waited for in vain is not waited for again.
      if (each.lacksName()) {
        nameless.update(true);
        remembered(context);
      }
      String process = each.lackedProcess();
      if (process != null) {
        processes.miss(process, now);
        remembered(context);
      }
    }
  }

  private Joined join(EndpointEvent event) throws Exception {
    EndpointEvent joined = event;
    boolean lacksName = false;
    if (AgentJoin.lacksHost(event)) {
      AgentNames known = names.value();
      if (known != null) {
        names.update(known); // remembered from its last use
      }
      String name = known == null ? null : known.at(event.eventTimeMillis());
      lacksName = name == null && !isNameless();
      joined = name == null ? event : join.onHost(event, name);
    }
    String id = AgentJoin.lackedProcess(event);
    AgentProcess process = id == null ? null : processes.get(id);
    if (process != null) {
      return new Joined(join.byProcess(joined, process), lacksName, null);
    }
    return new Joined(joined, lacksName, id);
  }

  private boolean isNameless() throws Exception {
    if (nameless.value() == null) {
      return false;
    }
    nameless.update(true); // remembered from its last use
    return true;
  }

  /** An event with what is known, and what is not known yet. */
  private record Joined(EndpointEvent event, boolean lacksName, @Nullable String lackedProcess) {

    boolean lacking() {
      return lacksName || lackedProcess != null;
    }
  }
}
