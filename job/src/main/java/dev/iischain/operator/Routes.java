package dev.iischain.operator;

import dev.iischain.event.EndpointEvent;
import dev.iischain.event.EventKind;
import dev.iischain.event.RawRecord;
import dev.iischain.event.Vendor;
import dev.iischain.normalise.AgentJoin;
import dev.iischain.normalise.AgentNames;
import dev.iischain.normalise.AgentProcess;
import dev.iischain.normalise.ScriptParts;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Where a decoded event goes on: straight to the rules, unless it lacks something that a join may
 * know. What it tells of its agent goes to the join besides.
 */
final class Routes {

  /** Names are told again after this, so that none is forgotten while it is in use. */
  private static final long AGAIN_MILLIS = 86_400_000L;

  private static final int SLOTS = 4096;

  /** Told lately, so that a feed that names the machine in every event tells it once. */
  private final @Nullable String[] agents = new String[SLOTS];

  private final @Nullable String[] computers = new String[SLOTS];
  private final long[] since = new long[SLOTS];

  void send(
      EndpointEvent event,
      ProcessFunction<RawRecord, EndpointEvent>.Context context,
      Collector<EndpointEvent> out) {
    if (event.source().vendor() == Vendor.FALCON) {
      agent(event, context, out);
    } else if (event.kind() == EventKind.PS_SCRIPT && ScriptParts.block(event) != null) {
      context.output(Decode.SCRIPTS, event);
    } else {
      out.collect(event);
    }
  }

  private void agent(
      EndpointEvent event,
      ProcessFunction<RawRecord, EndpointEvent>.Context context,
      Collector<EndpointEvent> out) {
    String agent = AgentJoin.agent(event);
    if (agent == null) {
      if (!event.kind().isJoined()) {
        out.collect(event);
      }
      return;
    }
    String key = event.tenant() + '|' + agent;
    if (isNewName(key, event)) {
      AgentNames.Name name = AgentJoin.name(event);
      if (name != null) {
        context.output(Decode.AGENTS, AgentRecord.of(key, name));
      }
    }
    AgentProcess process = AgentJoin.process(event);
    if (process != null) {
      context.output(Decode.AGENTS, AgentRecord.of(key, process));
    }
    if (event.kind().isJoined()) {
      return;
    }
    if (AgentJoin.lacksHost(event) || AgentJoin.lackedProcess(event) != null) {
      context.output(Decode.AGENTS, AgentRecord.of(key, event));
    } else {
      out.collect(event);
    }
  }

  /** Whether the event tells a name, or an earlier time of it, that was not told lately. */
  private boolean isNewName(String key, EndpointEvent event) {
    String computer = event.source().computer();
    if (computer == null) {
      return false;
    }
    long time = event.eventTimeMillis();
    int slot = (key.hashCode() * 0x9E3779B9) >>> 20;
    boolean told =
        key.equals(agents[slot])
            && computer.equals(computers[slot])
            && since[slot] <= time
            && time - since[slot] < AGAIN_MILLIS;
    agents[slot] = key;
    computers[slot] = computer;
    since[slot] = told ? since[slot] : time;
    return !told;
  }
}
