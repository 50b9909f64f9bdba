package dev.iischain;

import dev.iischain.config.JobConfig;
import dev.iischain.config.KafkaConfig;
import dev.iischain.config.StartFrom;
import dev.iischain.config.TelemetryTopics;
import dev.iischain.event.Alert;
import dev.iischain.event.Case;
import dev.iischain.event.DeadLetter;
import dev.iischain.event.NearMiss;
import dev.iischain.event.RawRecord;
import dev.iischain.event.Suppressed;
import dev.iischain.operator.SuppressionRecord;
import dev.iischain.sink.Sinks;
import dev.iischain.source.FromTheStart;
import dev.iischain.source.GroupProgress;
import dev.iischain.source.KafkaSuppressions;
import dev.iischain.source.KafkaTelemetry;
import dev.iischain.source.ReadRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.enumerator.subscriber.KafkaSubscriber;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.jspecify.annotations.Nullable;

/** The detection job's source and sinks as a configuration describes them. */
final class KafkaDetection {

  private final JobConfig config;
  private final KafkaJob job;
  private final @Nullable ReadRange range;
  private final boolean commits;

  KafkaDetection(JobConfig config) {
    this(config, null, true);
  }

  /**
   * A job that reads as far as this, or for ever.
   *
   * @param commits whether the source commits what it has read, which it never waits for
   */
  KafkaDetection(JobConfig config, @Nullable ReadRange range, boolean commits) {
    this.config = config;
    this.job = new KafkaJob(config);
    this.range = range;
    this.commits = commits;
  }

  /** What a run until then reads; throws {@link UsageProblems} where there is no topic to read. */
  static ReadRange range(JobConfig config, ReadUntil until) throws InterruptedException {
    ReadRange range = ReadRange.now(config.kafka(), topics(config), until.offset());
    TelemetryTopics telemetry = config.topics().telemetry();
    if (range.ends().keySet().stream().noneMatch(each -> telemetry.includes(each.topic()))) {
      throw new UsageProblems(
          List.of(
              "topics.telemetry: no topic matches "
                  + telemetry.print()
                  + ", so a run with an end has nothing to read; create one, or correct it."));
    }
    return range;
  }

  /** The telemetry, without the records that these settings have no use for. */
  KafkaSource<RawRecord> source(DetectionSettings settings) {
    KafkaConfig kafka = config.kafka();
    KafkaSourceBuilder<RawRecord> builder =
        KafkaSource.<RawRecord>builder()
            .setBootstrapServers(kafka.bootstrapServersText())
            .setProperties(kafka.clientProperties())
            .setProperty(
                "partition.discovery.interval.ms",
                KafkaJob.discovery(kafka.partitionDiscoveryInterval()))
            .setGroupId(kafka.groupId())
            .setStartingOffsets(hostsFirst(offsets(kafka.startFrom())))
            .setDeserializer(
                new KafkaTelemetry(
                    settings.normalise(),
                    settings.prefilter() ? settings.relevance() : null,
                    settings.topics()));
    if (!commits) {
      builder.setProperty(GroupProgress.COMMITS, "false");
    }
    // Those partitions and no other: what is created meanwhile has no end yet.
    return range == null
        ? builder.setKafkaSubscriber(topics(config)).build()
        : builder
            .setPartitions(Set.copyOf(range.ends().keySet()))
            .setBounded(OffsetsInitializer.offsets(range.ends()))
            .build();
  }

  private static KafkaSubscriber topics(JobConfig config) {
    TelemetryTopics topics = config.topics().telemetry();
    String hosts = config.topics().falconHosts();
    boolean more = !hosts.isEmpty() && !topics.includes(hosts);
    if (topics instanceof TelemetryTopics.Matching matching) {
      String pattern = matching.pattern();
      return KafkaSubscriber.getTopicPatternSubscriber(
          Pattern.compile(more ? "(?:" + pattern + ")|" + Pattern.quote(hosts) : pattern));
    }
    List<String> all = new ArrayList<>(topics.named());
    if (more) {
      all.add(hosts);
    }
    return KafkaSubscriber.getTopicListSubscriber(all);
  }

  private OffsetsInitializer hostsFirst(OffsetsInitializer offsets) {
    String hosts = config.topics().falconHosts();
    return hosts.isEmpty() ? offsets : new FromTheStart(hosts, offsets);
  }

  /** The topic of suppressions from its start: it is compacted, and the last word counts. */
  KafkaSource<SuppressionRecord> suppressions() {
    KafkaConfig kafka = config.kafka();
    KafkaSourceBuilder<SuppressionRecord> builder =
        KafkaSource.<SuppressionRecord>builder()
            .setBootstrapServers(kafka.bootstrapServersText())
            .setProperties(kafka.clientProperties())
            .setProperty(
                "partition.discovery.interval.ms",
                KafkaJob.discovery(kafka.partitionDiscoveryInterval()))
            .setProperty(GroupProgress.COMMITS, "false")
            .setGroupId(kafka.groupId() + "-suppressions")
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setTopics(config.topics().suppressions())
            .setDeserializer(new KafkaSuppressions());
    if (range != null) {
      builder.setBounded(OffsetsInitializer.latest());
    }
    return builder.build();
  }

  @SuppressWarnings("deprecation") // the connector has no other way to ask for it
  private static OffsetsInitializer offsets(StartFrom startFrom) {
    if (startFrom instanceof StartFrom.Earliest) {
      return OffsetsInitializer.earliest();
    }
    if (startFrom instanceof StartFrom.Latest) {
      return OffsetsInitializer.latest();
    }
    if (startFrom instanceof StartFrom.Timestamp timestamp) {
      return OffsetsInitializer.timestamp(timestamp.time().toEpochMilli());
    }
    return OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
  }

  Sinks sinks() {
    return new Sinks(
        job.sink(config.topics().alerts(), Alert::alertId),
        job.sink(config.topics().cases(), Case::caseId),
        job.sink(config.topics().suppressed(), Suppressed::recordId),
        job.sink(config.topics().nearMisses(), KafkaDetection::implant),
        job.sink(config.topics().deadLetters(), KafkaDetection::place));
  }

  private static String implant(NearMiss miss) {
    return miss.host().key() + '|' + miss.dll().path();
  }

  private static String place(DeadLetter dead) {
    return dead.source() + '-' + dead.partition() + '-' + dead.position();
  }
}
