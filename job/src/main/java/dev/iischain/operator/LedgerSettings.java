package dev.iischain.operator;

import dev.iischain.chain.Chain;
import dev.iischain.chain.LedgerOptions;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * What the ledger operator is told.
 *
 * @param options the bounds of a host's memory
 * @param chains the chains that an episode may match
 * @param minimumScore episodes that cannot reach it are not judged
 * @param pace when changed implants are judged
 * @param debounce how long a live stream waits for more evidence before it judges
 */
public record LedgerSettings(
    LedgerOptions options, List<Chain> chains, int minimumScore, Pace pace, Duration debounce)
    implements Serializable {}
