package dev.iischain.operator;

import dev.iischain.event.EndpointEvent;
import dev.iischain.normalise.AgentNames;
import dev.iischain.normalise.AgentProcess;
import org.jspecify.annotations.Nullable;

/**
 * What one agent tells to the join: an event that lacks something, or something that events lack.
 *
 * @param key the agent, within its tenant
 * @param timeMillis the event's time; 0 for what events lack, so that a run that sorts by time has
 *     it first
 * @param event the event that lacks something, or null
 * @param name a name of the agent's machine, or null
 * @param process a process of the agent's machine, or null
 */
public record AgentRecord(
    String key,
    long timeMillis,
    @Nullable EndpointEvent event,
    AgentNames.@Nullable Name name,
    @Nullable AgentProcess process) {

  static AgentRecord of(String key, EndpointEvent event) {
    return new AgentRecord(key, event.eventTimeMillis(), event, null, null);
  }

  static AgentRecord of(String key, AgentNames.Name name) {
    return new AgentRecord(key, 0, null, name, null);
  }

  static AgentRecord of(String key, AgentProcess process) {
    return new AgentRecord(key, 0, null, null, process);
  }
}
