package dev.iischain.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Hands a job jar to the local cluster as a user would: with Flink's own command line. */
public final class JobSubmission {
  private static final String CLIENT = "client";
  private static final Pattern SUBMITTED = Pattern.compile("JobID ([0-9a-f]{32})");
  private static final Duration CLIENT_TIMEOUT = Duration.ofMinutes(2);
  private static final Duration RUNNING_TIMEOUT = Duration.ofSeconds(90);

  private final ClusterFolder folder;
  private final ClusterJars jars;
  private final FlinkRest rest;
  private final Consumer<String> progress;

  JobSubmission(ClusterFolder folder, ClusterJars jars, FlinkRest rest, Consumer<String> progress) {
    this.folder = folder;
    this.jars = jars;
    this.rest = rest;
    this.progress = progress;
  }

  /**
   * What to submit.
   *
   * @param configuration the job's configuration; null is the one generated for the local broker
   * @param jar null is the job jar of the build
   * @param mainClass null is the one that the jar names
   * @param from a savepoint or retained checkpoint to continue from; null is a fresh start
   * @param allowNonRestoredState whether state that no operator wants is left behind
   * @param settings Flink's, for this job only: {@code key=value} each
   */
  public record Request(
      @Nullable Path configuration,
      @Nullable Path jar,
      @Nullable String mainClass,
      @Nullable String from,
      boolean allowNonRestoredState,
      List<String> settings) {

    /** Without settings, and where all state has to be wanted. */
    public Request(
        @Nullable Path configuration,
        @Nullable Path jar,
        @Nullable String mainClass,
        @Nullable String from) {
      this(configuration, jar, mainClass, from, false, List.of());
    }

    /** The job jar with the configuration for the local broker. */
    public static Request plain() {
      return new Request(null, null, null, null, false, List.of());
    }

    /** The same with another configuration. */
    public Request with(Path otherConfiguration) {
      return new Request(otherConfiguration, jar, mainClass, from, allowNonRestoredState, settings);
    }

    /** The same with settings of Flink's. */
    public Request with(List<String> otherSettings) {
      return new Request(configuration, jar, mainClass, from, allowNonRestoredState, otherSettings);
    }

    /** The same, continuing from a savepoint or checkpoint. */
    public Request startingFrom(String place) {
      return new Request(configuration, jar, mainClass, place, allowNonRestoredState, settings);
    }
  }

  String run(Request request) {
    Path configuration =
        request.configuration() == null ? folder.jobConfiguration() : request.configuration();
    Path jar = request.jar() == null ? jars.jobJar() : request.jar();
    requireFile(configuration, "configuration");
    requireFile(jar, "jar");
    Path record = recordOf(request.mainClass());
    Optional<FlinkRest.Job> before = lastSubmitted(record);
    if (before.isPresent()) {
      progress.accept("the job is there already: " + before.get().name());
      awaitRunning(before.get().id());
      return before.get().id();
    }
    String id = submit(configuration, jar, request);
    write(record, id);
    progress.accept("submitted " + jar.getFileName() + " as job " + id);
    awaitRunning(id);
    return id;
  }

  private Optional<FlinkRest.Job> lastSubmitted(Path record) {
    if (!Files.exists(record)) {
      return Optional.empty();
    }
    String id = read(record).strip();
    return rest.jobs().stream().filter(job -> job.id().equals(id) && !job.isOver()).findFirst();
  }

  private Path recordOf(@Nullable String mainClass) {
    return mainClass == null
        ? folder.job()
        : folder.root().resolve("job-" + mainClass.replaceAll("[^A-Za-z0-9.]", "_") + ".id");
  }

  private String submit(Path configuration, Path jar, Request request) {
    List<String> command = new ArrayList<>();
    command.add(ClusterConfiguration.java());
    command.addAll(ClusterConfiguration.CLIENT_FLAGS);
    command.addAll(ClusterConfiguration.commonFlags(folder, CLIENT));
    command.add("org.apache.flink.client.cli.CliFrontend");
    command.addAll(List.of("run", "-d"));
    request.settings().forEach(setting -> command.add("-D" + setting));
    if (request.from() != null) {
      command.addAll(List.of("-s", request.from()));
    }
    if (request.allowNonRestoredState()) {
      command.add("-n");
    }
    if (request.mainClass() != null) {
      command.addAll(List.of("-c", request.mainClass()));
    }
    command.add(jar.toAbsolutePath().toString());
    command.addAll(List.of("--config", configuration.toAbsolutePath().toString()));
    Path output = folder.output(CLIENT);
    String said = runClient(command, output);
    Matcher matcher = SUBMITTED.matcher(said);
    if (!matcher.find()) {
      throw LocalClusterException.failure(
          "Flink did not accept the job; the whole output is in " + output + ":" + causes(said));
    }
    return matcher.group(1);
  }

  private String runClient(List<String> command, Path output) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("CLASSPATH", jars.flinkClassPath());
    builder.environment().put("FLINK_CONF_DIR", folder.configuration().toString());
    builder.redirectErrorStream(true);
    builder.redirectOutput(output.toFile());
    try {
      Process client = builder.start();
      if (!client.waitFor(CLIENT_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
        client.destroyForcibly();
        throw LocalClusterException.failure(
            "Flink's client did not end within "
                + CLIENT_TIMEOUT.toSeconds()
                + " s; its output is in "
                + output
                + ".");
      }
      return Files.readString(output);
    } catch (IOException e) {
      throw LocalClusterException.failure("Cannot run Flink's client.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw LocalClusterException.failure("Interrupted while submitting the job.", e);
    }
  }

  private void awaitRunning(String id) {
    boolean running =
        Patience.until(
            () -> {
              if (rest.jobs().stream().anyMatch(job -> job.id().equals(id) && job.isOver())) {
                throw LocalClusterException.failure(
                    "The job " + id + " ended instead of running:" + whyItFailed(id));
              }
              return rest.isRunning(id);
            },
            RUNNING_TIMEOUT);
    if (!running) {
      throw LocalClusterException.failure(
          "The job "
              + id
              + " does not run after "
              + RUNNING_TIMEOUT.toSeconds()
              + " s; it stays submitted:"
              + whyItFailed(id));
    }
  }

  private String whyItFailed(String id) {
    return rest.rootException(id)
        .map(JobSubmission::causes)
        .orElse(" no failure is recorded; look into " + folder.logs() + ".");
  }

  private static String causes(String stackTrace) {
    StringBuilder causes = new StringBuilder();
    stackTrace
        .lines()
        .filter(line -> !line.startsWith("\tat ") && !line.isBlank() && !line.contains("... "))
        .limit(20)
        .forEach(line -> causes.append("\n    ").append(line));
    return causes.toString();
  }

  private static void requireFile(Path file, String what) {
    if (!Files.isRegularFile(file)) {
      throw LocalClusterException.usage("The " + what + " " + file + " is not a file.");
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw LocalClusterException.failure("Cannot read " + file + ".", e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text + "\n");
    } catch (IOException e) {
      throw LocalClusterException.failure("Cannot write " + file + ".", e);
    }
  }
}
