package dev.iischain.operator;

import dev.iischain.metric.Metric;
import dev.iischain.metric.Metrics;
import dev.iischain.normalise.AgentProcess;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.jspecify.annotations.Nullable;

/**
 * The processes of one agent in Flink state, by the agent's own ids. Beyond the bound new ones are
 * refused, so that a flood of processes drives no long-lived one out.
 */
final class AgentProcesses {

  private final MapState<String, AgentProcess> known;
  private final ValueState<Budget> budget;
  private final JoinSettings settings;
  private final Counter refused;

  AgentProcesses(RuntimeContext context, JoinSettings settings, Metrics metrics) {
    this.settings = settings;
    MapStateDescriptor<String, AgentProcess> processes =
        new MapStateDescriptor<>("processes", String.class, AgentProcess.class);
    processes.enableTimeToLive(TimeToLive.after(settings.retention()));
    known = context.getMapState(processes);
    ValueStateDescriptor<Budget> taken = new ValueStateDescriptor<>("process-budget", Budget.class);
    taken.enableTimeToLive(TimeToLive.after(settings.retention()));
    budget = context.getState(taken);
    refused = metrics.counter(Metric.REFUSED_PROCESSES);
  }

  /** The process; without an image where it was waited for in vain; null when nothing is known. */
  @Nullable AgentProcess get(String id) throws Exception {
    AgentProcess process = known.get(id);
    if (process != null) {
      known.put(id, process); // remembered from its last use
    }
    return process;
  }

  /** Remembers a process; false when nothing new was learnt. */
  boolean learn(AgentProcess process, long now) throws Exception {
    AgentProcess before = known.get(process.id());
    if (before == null && !admit(now)) {
      return false;
    }
    AgentProcess after = before == null ? process : AgentProcess.better(before, process);
    known.put(process.id(), after);
    return !after.equals(before);
  }

  /** Remembers that a process was waited for in vain. */
  void miss(String id, long now) throws Exception {
    learn(new AgentProcess(id, null, null, 0), now);
  }

  /** Frees what has expired; whether nothing is left. */
  boolean sweep() throws Exception {
    boolean none = TimeToLive.sweep(known);
    return budget.value() == null && none;
  }

  private boolean admit(long now) throws Exception {
    Budget last = budget.value();
    boolean over = last == null || now - last.since() >= settings.retention().toMillis();
    Budget current = over ? new Budget(0, now) : last;
    if (current.taken() >= settings.maxProcesses()) {
      refused.inc();
      return false;
    }
    budget.update(new Budget(current.taken() + 1, current.since()));
    return true;
  }
}
