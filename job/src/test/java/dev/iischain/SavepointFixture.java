package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.local.SharedBroker;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * A savepoint that a release has left for later ones.
 *
 * @param release the version that wrote it
 * @param job which job it is of
 * @param backend the state backend of that job
 */
record SavepointFixture(String release, String job, String backend) {

  static final List<String> BACKENDS = List.of("hashmap", "rocksdb");

  /** The system property that has the fixtures of a release written. */
  static final String WRITTEN = "savepoint.fixture";

  private static final Path FOLDER = Path.of("src/test/resources/savepoints");
  private static final String METADATA = "_metadata";
  private static final String KNOWN = "known.txt";
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** How many records each topic holds. */
  private static final Map<String, Integer> WRITTEN_TO = new TreeMap<>();

  /** What every savepoint of a job is restored with: each fixture, on each backend. */
  static Stream<Restoration> restorations(String job) throws IOException {
    List<Restoration> all = new ArrayList<>();
    try (Stream<Path> found = Files.walk(FOLDER, 3)) {
      for (Path each : found.filter(path -> Files.exists(path.resolve(KNOWN))).sorted().toList()) {
        Path name = FOLDER.relativize(each);
        SavepointFixture fixture =
            new SavepointFixture(
                name.getName(0).toString(), name.getName(1).toString(), name.getName(2).toString());
        if (fixture.job().equals(job)) {
          BACKENDS.forEach(backend -> all.add(new Restoration(fixture, backend)));
        }
      }
    }
    return all.stream();
  }

  /** A fixture, and the backend of the job that goes on from it. */
  record Restoration(SavepointFixture fixture, String backend) {}

  /** The fixture of the version at hand. */
  static SavepointFixture ofThisVersion(String job, String backend) {
    return new SavepointFixture(System.getProperty(WRITTEN), job, backend);
  }

  /** A topic that only jobs of this fixture read; a savepoint knows its topics by name. */
  String topic(String what) {
    return String.join(".", "savepoints", release, job, backend, what);
  }

  /** Writes to one of its topics, which is made when it is not there; counts what it holds. */
  void write(String what, @Nullable String key, List<String> values) {
    String topic = topic(what);
    if (!WRITTEN_TO.containsKey(topic)) {
      SharedBroker.createTopics(1, topic);
    }
    WRITTEN_TO.merge(topic, values.size(), Integer::sum);
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", SharedBroker.bootstrapServers()),
            new StringSerializer(),
            new StringSerializer())) {
      values.forEach(value -> producer.send(new ProducerRecord<>(topic, key, value)));
    }
  }

  /**
   * Makes a topic long enough for the savepoint to go on behind what it has read, which is not
   * there any more, and adds what came later. All jobs that go on from it read the same.
   */
  void fill(String what, @Nullable String key, String instead, List<String> later)
      throws IOException {
    if (!WRITTEN_TO.containsKey(topic(what))) {
      int count = Integer.parseInt(known().get(what));
      write(what, key, Collections.nCopies(count, instead));
      write(what, key, later);
    }
  }

  /** What was known when it was written, beside its state. */
  Map<String, String> known() throws IOException {
    Map<String, String> known = new TreeMap<>();
    for (String line : Files.readAllLines(folder().resolve(KNOWN))) {
      known.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
    }
    return known;
  }

  /** Lets a job go on from it. */
  void restore(Configuration flink, Path scratch) throws IOException {
    Path savepoint = scratch.resolve("savepoint");
    unpack(savepoint);
    flink.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint.toUri().toString());
  }

  /** Makes the folder that Flink once made. */
  void unpack(Path savepoint) throws IOException {
    Files.createDirectories(savepoint);
    try (InputStream in =
        new GZIPInputStream(Files.newInputStream(folder().resolve(METADATA + ".gz")))) {
      Files.copy(in, savepoint.resolve(METADATA));
    }
  }

  /** All state within the one file of a savepoint, which can then lie anywhere; no second try. */
  static void keepTogether(Configuration flink, String backend) {
    flink.set(StateBackendOptions.STATE_BACKEND, backend);
    flink.set(CheckpointingOptions.CHECKPOINT_STORAGE, "jobmanager");
    flink.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
  }

  /** True; throws what a job failed with if it has. */
  static boolean runs(JobClient job) {
    try {
      if (job.getJobStatus().get() == JobStatus.FAILED) {
        job.getJobExecutionResult().get();
      }
      return true;
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("The job has failed.", e);
    }
  }

  /** Ends a job that has not ended. */
  static void end(JobClient job) throws Exception {
    if (!job.getJobStatus().get().isGloballyTerminalState()) {
      job.cancel().get();
    }
  }

  /** Stops a job with a savepoint. */
  static Path stop(JobClient job, Path folder) throws Exception {
    String place =
        job.stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    return Path.of(URI.create(place));
  }

  /** Keeps a savepoint as this fixture. */
  void keep(Path savepoint, Map<String, String> known) throws IOException {
    byte[] state = Files.readAllBytes(savepoint.resolve(METADATA));
    assertThat(new String(state, StandardCharsets.ISO_8859_1).contains("file:/"))
        .as("whether some state lies in other files than this one")
        .isFalse();
    Files.createDirectories(folder());
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder().resolve(METADATA + ".gz")))) {
      out.write(state);
    }
    Map<String, String> all = new TreeMap<>(known);
    WRITTEN_TO.forEach(
        (topic, count) -> {
          if (topic.startsWith(topic(""))) {
            all.put(topic.substring(topic("").length()), count.toString());
          }
        });
    all.put("flink", EnvironmentInformation.getVersion());
    Files.write(
        folder().resolve(KNOWN),
        all.entrySet().stream().map(each -> each.getKey() + '=' + each.getValue()).toList());
  }

  private Path folder() {
    return FOLDER.resolve(release).resolve(job).resolve(backend);
  }

  @Override
  public String toString() {
    return job + " of " + release + " on " + backend;
  }
}
