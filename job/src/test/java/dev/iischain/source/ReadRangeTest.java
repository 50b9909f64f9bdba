package dev.iischain.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ReadRangeTest {

  private static final TopicPartition ONE = new TopicPartition("telemetry", 0);
  private static final TopicPartition TWO = new TopicPartition("telemetry", 1);
  private static final TopicPartition THREE = new TopicPartition("telemetry", 2);

  @Test
  void theGroupGoesOnWhereTheRunEndsUnlessItStartsBehindThat() {
    Map<TopicPartition, Long> ends = Map.of(ONE, 10L, TWO, 10L, THREE, 0L);

    assertThat(new ReadRange(Map.of(), ends).passed()).isEqualTo(ends);
    assertThat(new ReadRange(Map.of(ONE, 10L, TWO, 11L, THREE, 0L), ends).passed())
        .isEqualTo(Map.of(ONE, 10L, THREE, 0L));
  }

  @Test
  void theGroupGoesForwardOnly() {
    assertThat(
            GroupProgress.further(
                Map.of(ONE, new OffsetAndMetadata(9), TWO, new OffsetAndMetadata(10)),
                Map.of(ONE, 10L, TWO, 10L, THREE, 0L)))
        .isEqualTo(Map.of(ONE, new OffsetAndMetadata(10), THREE, new OffsetAndMetadata(0)));
    assertThat(GroupProgress.further(Map.of(ONE, new OffsetAndMetadata(11)), Map.of(ONE, 10L)))
        .isEmpty();
  }
}
