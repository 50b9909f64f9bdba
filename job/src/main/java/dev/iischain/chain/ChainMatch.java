package dev.iischain.chain;

import java.util.List;

/**
 * A chain found in an episode.
 *
 * @param run which evaluation of the implant this is
 * @param episode the whole episode
 * @param chain the chain's name
 * @param evidenceIds the evidence that took the steps, in order
 */
public record ChainMatch(long run, Episode episode, String chain, List<String> evidenceIds) {}
