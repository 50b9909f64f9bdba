package dev.iischain.operator;

import dev.iischain.normalise.NormaliseOptions;
import java.io.Serializable;
import java.time.Duration;

/**
 * How what belongs together is brought together before the rules look at it.
 *
 * @param normalise how hosts are named
 * @param maxWait how long a live event is held back for a name or a process that it lacks
 * @param retention how long names and processes are remembered after their last use
 * @param maxProcesses how many processes of one agent are remembered within a retention
 * @param scriptWait how long a live part of a script block is held back for the others
 * @param pace live, or a bounded run that has what events lack before the events
 */
public record JoinSettings(
    NormaliseOptions normalise,
    Duration maxWait,
    Duration retention,
    int maxProcesses,
    Duration scriptWait,
    Pace pace)
    implements Serializable {}
