package dev.iischain.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Ends a job of the local cluster with a savepoint, as {@code flink stop} does. */
final class JobStop {
  private static final Duration TIMEOUT = Duration.ofMinutes(3);

  private final FlinkRest rest;

  JobStop(FlinkRest rest) {
    this.rest = rest;
  }

  /** Returns the savepoint's place once the job is over. */
  String run(String jobId, boolean drain, @Nullable Path into) {
    String directory = into == null ? null : into.toUri().toString();
    String request =
        rest.stop(jobId, drain, directory)
            .orElseThrow(
                () ->
                    LocalClusterException.failure(
                        "The job "
                            + jobId
                            + " cannot be stopped: it does not run, or not all of its tasks do"
                            + " yet."));
    AtomicReference<@Nullable String> place = new AtomicReference<>();
    boolean done =
        Patience.until(
            () -> {
              rest.savepoint(jobId, request).ifPresent(answer -> place.set(placeIn(jobId, answer)));
              return place.get() != null && isOver(jobId);
            },
            TIMEOUT);
    String savepoint = place.get();
    if (!done || savepoint == null) {
      throw LocalClusterException.failure(
          "The job " + jobId + " has not stopped after " + TIMEOUT.toSeconds() + " s.");
    }
    return savepoint;
  }

  private boolean isOver(String jobId) {
    return rest.jobs().stream().anyMatch(job -> job.id().equals(jobId) && job.isOver());
  }

  private static @Nullable String placeIn(String jobId, JsonNode answer) {
    if (!answer.path("status").path("id").asText().equals("COMPLETED")) {
      return null;
    }
    JsonNode place = answer.path("operation").path("location");
    if (place.isTextual()) {
      return place.asText();
    }
    String cause =
        answer
            .path("operation")
            .path("failure-cause")
            .path("stack-trace")
            .asText("")
            .lines()
            .filter(line -> !line.startsWith("\tat ") && !line.contains("... "))
            .limit(8)
            .reduce("", (all, line) -> all + "\n    " + line);
    throw LocalClusterException.failure(
        "The savepoint of job " + jobId + " failed; the job goes on or starts again:" + cause);
  }
}
