package dev.iischain.normalise;

import dev.iischain.event.EndpointEvent;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps, besides what somebody else finds relevant, every event that tells a join something: parts
 * of script blocks, and what agents tell of their machines and processes.
 *
 * @param events what is relevant apart from the joins
 */
public record JoinRelevance(Relevance events) implements Relevance {

  @Override
  public @Nullable Set<String> literals(EndpointEvent example) {
    boolean agent = AgentJoin.agent(example) != null;
    boolean tells =
        example.kind().isJoined()
            || ScriptParts.block(example) != null
            || (agent && (AgentJoin.name(example) != null || AgentJoin.process(example) != null));
    return tells ? null : events.literals(example);
  }
}
