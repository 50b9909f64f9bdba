package dev.iischain.local;

import java.time.Duration;

/**
 * One message of the sample telemetry.
 *
 * @param topicSuffix the feed, to be put behind {@link LocalTopics#TELEMETRY_PREFIX}
 * @param value the message as the vendor's pipeline would send it
 * @param delay how long to wait after the message before it, so that a viewer can follow
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record DemoRecord(String topicSuffix, byte[] value, Duration delay) {}
