package dev.iischain.operator;

/**
 * How much of a bounded memory was given out.
 *
 * @param taken how many entries
 * @param since the wall-clock time from which they are counted: some time later the count starts
 *     again, also where nobody falls silent
 */
public record Budget(int taken, long since) {}
