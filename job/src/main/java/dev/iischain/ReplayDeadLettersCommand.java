package dev.iischain;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.iischain.config.JobConfig;
import dev.iischain.config.Purpose;
import dev.iischain.delivery.CaseRecord;
import dev.iischain.delivery.UndeliverableCase;
import dev.iischain.event.RecordJson;
import dev.iischain.source.TopicContent;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code deliver replay-dead-letters}: has the delivery job try again what systems refused. */
@Command(
    name = "replay-dead-letters",
    description =
        "Copy the cases and alerts in the delivery dead letters to the topic delivery.redeliver,"
            + " which the delivery job reads. Each system gets those that it does not show yet."
            + " Only what came since the last replay is copied.")
final class ReplayDeadLettersCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The configuration file of the delivery job.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path config;

  @Option(names = "--all", description = "Also copy what an earlier replay copied.")
  private boolean all;

  @Option(
      names = "--target",
      paramLabel = "SYSTEM",
      description = "Only copy what this system refused.")
  private @Nullable String target;

  private final Set<String> tooLarge = new TreeSet<>();
  private int copied;
  private int left;

  @Override
  public Integer call() throws Exception {
    JobConfig job = new SettingsLoader(config, List.of(), List.of()).config(Purpose.DELIVER);
    List<String> problems = new KafkaDelivery(job).problems();
    if (!problems.isEmpty()) {
      throw new UsageProblems(problems);
    }
    String group = job.delivery().groupId() + "-replay" + (target == null ? "" : "-" + target);
    Properties properties = job.kafka().clientProperties();
    properties.setProperty("acks", "all");
    properties.setProperty("enable.idempotence", "true");
    try (TopicContent letters =
            new TopicContent(job, job.delivery().deadLetters(), all ? "" : group);
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      Failure failure = new Failure();
      letters.forEach(letter -> copy(letter, job.delivery().redeliver(), producer, failure));
      copyTooLarge(job, producer, failure);
      producer.flush();
      failure.throwIfAny();
      if (!all) {
        letters.commit();
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%d copied to %s, %d left out.%n", copied, job.delivery().redeliver(), left);
    out.flush();
    return CommandLine.ExitCode.OK;
  }

  private void copy(
      ConsumerRecord<byte[], byte[]> letter,
      String topic,
      KafkaProducer<byte[], byte[]> producer,
      Failure failure) {
    UndeliverableCase refused = read(letter.value());
    if (refused == null || (target != null && !refused.target().equals(target))) {
      left++;
      return;
    }
    if (!refused.holdsValue()) {
      if (refused.recordId().isEmpty()) {
        left++;
      } else {
        tooLarge.add(refused.recordId());
      }
      return;
    }
    send(topic, refused.recordId(), refused.value(), producer, failure);
  }

  /** What was too large for its dead letter is in the topic that it came from. */
  private void copyTooLarge(
      JobConfig job, KafkaProducer<byte[], byte[]> producer, Failure failure) {
    Map<String, CaseRecord> newest = new TreeMap<>();
    Set<String> topics = new TreeSet<>();
    for (String id : tooLarge) {
      topics.add(CaseRecord.isAlert(id) ? job.topics().alerts() : job.topics().cases());
    }
    for (String topic : topics) {
      try (TopicContent content = new TopicContent(job, topic, "")) {
        content.forEach(record -> keepNewest(record, newest));
      }
    }
    left += tooLarge.size() - newest.size();
    newest.forEach(
        (id, record) -> send(job.delivery().redeliver(), id, record.json(), producer, failure));
  }

  private void keepNewest(ConsumerRecord<byte[], byte[]> found, Map<String, CaseRecord> newest) {
    if (found.key() == null
        || found.value() == null
        || !tooLarge.contains(new String(found.key(), StandardCharsets.UTF_8))) {
      return;
    }
    CaseRecord record = CaseRecord.read(found.value());
    if (record != null) {
      newest.merge(record.id(), record, (a, b) -> a.revision() > b.revision() ? a : b);
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the callback notes failures, flush waits
  private void send(
      String topic,
      String id,
      byte[] value,
      KafkaProducer<byte[], byte[]> producer,
      Failure failure) {
    producer.send(
        new ProducerRecord<>(topic, id.getBytes(StandardCharsets.UTF_8), value),
        (written, problem) -> failure.note(problem));
    copied++;
  }

  private static @Nullable UndeliverableCase read(byte @Nullable [] json) {
    try {
      return json == null ? null : RecordJson.readKnown(json, UndeliverableCase.class);
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  /** The first record that Kafka did not take. */
  private static final class Failure {
    private volatile @Nullable Exception first;

    void note(@Nullable Exception problem) {
      if (problem != null && first == null) {
        first = problem;
      }
    }

    void throwIfAny() throws Exception {
      Exception problem = first;
      if (problem != null) {
        throw problem;
      }
    }
  }
}
