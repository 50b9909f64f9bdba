package dev.iischain.operator;

import dev.iischain.event.EndpointEvent;
import java.time.Instant;
import org.apache.flink.api.common.functions.FilterFunction;
import org.jspecify.annotations.Nullable;

/**
 * Keeps events of a span of event time.
 *
 * @param fromMillis the first millisecond that is kept
 * @param untilMillis the first that is not
 */
public record TimeRange(long fromMillis, long untilMillis)
    implements FilterFunction<EndpointEvent> {

  /** All of time. */
  public static final TimeRange ALL = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);

  /** From {@code since} on and before {@code until}; null leaves that side open. */
  public static TimeRange of(@Nullable Instant since, @Nullable Instant until) {
    return new TimeRange(
        since == null ? ALL.fromMillis : since.toEpochMilli(),
        until == null ? ALL.untilMillis : until.toEpochMilli());
  }

  @Override
  public boolean filter(EndpointEvent event) {
    return event.eventTimeMillis() >= fromMillis && event.eventTimeMillis() < untilMillis;
  }
}
