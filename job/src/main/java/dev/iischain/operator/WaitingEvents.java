package dev.iischain.operator;

import dev.iischain.event.EndpointEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.jspecify.annotations.Nullable;

/** The events of one agent that wait for what they lack, in Flink state. */
final class WaitingEvents {

  /** How many events of one agent may wait; the next one goes on with what is known. */
  static final int MAX = 2_000;

  /** Deadlines are brought to whole steps, so that a burst needs one timer. */
  private static final long STEP = 250;

  private final MapState<String, Waiting> events;
  private final MapState<String, Ids> byProcess;
  private final ValueState<Integer> count;

  WaitingEvents(RuntimeContext context) {
    events = context.getMapState(new MapStateDescriptor<>("waiting", String.class, Waiting.class));
    byProcess =
        context.getMapState(new MapStateDescriptor<>("waiting-for", String.class, Ids.class));
    count = context.getState(new ValueStateDescriptor<>("waiting-count", Integer.class));
  }

  /**
   * One that waits.
   *
   * @param event the event
   * @param process the id of the process that it waits for, or null
   * @param deadline the wall-clock time at which it goes on
   */
  public record Waiting(EndpointEvent event, @Nullable String process, long deadline) {}

  /** Events that wait for one process. */
  public record Ids(List<String> ids) {}

  /** Holds an event back; false when there are too many. */
  boolean add(
      EndpointEvent event,
      @Nullable String process,
      Duration wait,
      KeyedProcessFunction<String, AgentRecord, EndpointEvent>.Context context)
      throws Exception {
    if (events.contains(event.eventId())) {
      return true; // a copy of one that waits
    }
    int held = held();
    if (held >= MAX) {
      return false;
    }
    long now = context.timerService().currentProcessingTime();
    long deadline = Math.max(now + 1, (now + wait.toMillis()) / STEP * STEP);
    events.put(event.eventId(), new Waiting(event, process, deadline));
    if (process != null) {
      Ids others = byProcess.get(process);
      List<String> ids = new ArrayList<>(others == null ? List.of() : others.ids());
      ids.add(event.eventId());
      byProcess.put(process, new Ids(ids));
    }
    count.update(held + 1);
    context.timerService().registerProcessingTimeTimer(deadline);
    if (held == 0) {
      context.timerService().registerEventTimeTimer(Long.MAX_VALUE); // the end of the input
    }
    return true;
  }

  @Nullable Waiting get(String id) throws Exception {
    return events.get(id);
  }

  /** The ids of all, in any order. */
  List<String> all() throws Exception {
    if (held() == 0) {
      return List.of();
    }
    List<String> ids = new ArrayList<>();
    events.keys().forEach(ids::add);
    return ids;
  }

  /** The ids of those that wait for a process. */
  List<String> of(String process) throws Exception {
    if (held() == 0) {
      return List.of();
    }
    Ids ids = byProcess.get(process);
    return ids == null ? List.of() : ids.ids();
  }

  void remove(String id, KeyedProcessFunction<String, AgentRecord, EndpointEvent>.Context context)
      throws Exception {
    Waiting gone = events.get(id);
    if (gone == null) {
      return;
    }
    events.remove(id);
    String process = gone.process();
    Ids others = process == null ? null : byProcess.get(process);
    if (process != null && others != null) {
      List<String> left = new ArrayList<>(others.ids());
      left.remove(id);
      if (left.isEmpty()) {
        byProcess.remove(process);
      } else {
        byProcess.put(process, new Ids(left));
      }
    }
    int held = held() - 1;
    if (held > 0) {
      count.update(held);
    } else {
      count.clear();
      context.timerService().deleteEventTimeTimer(Long.MAX_VALUE);
    }
  }

  private int held() throws Exception {
    Integer held = count.value();
    return held == null ? 0 : held;
  }
}
