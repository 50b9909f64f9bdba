package dev.iischain.suppression;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A record of the topic of suppressions. All records of one id lie in one partition, so that the
 * higher offset is the later word.
 *
 * @param id the suppression's id
 * @param partition where the record lies
 * @param offset where in the partition
 * @param entry what it says from now on, or null when it is removed
 */
public record SuppressionUpdate(String id, int partition, long offset, @Nullable Suppression entry)
    implements Serializable {}
