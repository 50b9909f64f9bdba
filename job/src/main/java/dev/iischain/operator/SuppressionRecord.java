package dev.iischain.operator;

import org.jspecify.annotations.Nullable;

/**
 * A record of the topic of suppressions as it lies there.
 *
 * @param key the id of a suppression, or null where the record has none
 * @param value what it says, or null to remove it
 * @param topic where it lies
 * @param partition where in the topic
 * @param offset where in the partition
 * @param timeMillis when Kafka received it, epoch milliseconds
 */
@SuppressWarnings("ArrayRecordComponent") // bytes as Kafka gives them, compared by nobody
public record SuppressionRecord(
    @Nullable String key,
    byte @Nullable [] value,
    String topic,
    int partition,
    long offset,
    long timeMillis) {}
