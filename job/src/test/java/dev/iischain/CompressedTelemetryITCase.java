package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.Case;
import dev.iischain.event.DeadLetter;
import java.nio.file.Path;
import java.util.TreeSet;
import org.apache.kafka.common.record.CompressionType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Producers compress as they like: the job reads every codec that Kafka has. */
class CompressedTelemetryITCase {

  @TempDir private Path folder;

  @Test
  void everyCodecIsRead() throws Exception {
    TreeSet<String> sent = new TreeSet<>();
    try (RunTopics topics = new RunTopics("compressed")) {
      for (CompressionType codec : CompressionType.values()) {
        topics.sendCompressed(codec.name, Scenarios.completeOn(codec.name));
        sent.add(codec.name);
      }
      CommandRun ran = CommandRun.of(RunTopics.until(topics.config(folder, "earliest"), "now"));
      assertThat(ran.status()).as(ran.err()).isZero();
      TreeSet<String> found = new TreeSet<>();
      topics.read("cases", Case.class).stream()
          .filter(each -> each.status().equals(Case.COMPLETE))
          .forEach(each -> found.add(each.host().name()));
      assertThat(found).isEqualTo(sent).hasSize(5).contains("zstd", "lz4", "snappy", "gzip");
      assertThat(topics.read("dead-letters", DeadLetter.class)).isEmpty();
    }
  }
}
