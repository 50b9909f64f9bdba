package dev.iischain.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is asked of a JobManager over its REST interface. */
final class FlinkRest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final String address;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  /** For the REST interface at this address, such as {@code http://localhost:8081}. */
  FlinkRest(String address) {
    this.address = address;
  }

  /** A job as the JobManager lists it. */
  record Job(String id, String name, String state) {
    /** Whether it will never run again. */
    boolean isOver() {
      return switch (state) {
        case "FINISHED", "CANCELED", "FAILED" -> true;
        default -> false;
      };
    }
  }

  /** A registered TaskManager; the time is in epoch milliseconds. */
  record TaskManager(String id, long lastHeartbeat, int slots, int freeSlots) {}

  /** Whether the JobManager answers. */
  boolean answers() {
    return get("/overview").isPresent();
  }

  /** The registered TaskManagers; none while the JobManager does not answer. */
  List<TaskManager> taskManagers() {
    List<TaskManager> managers = new ArrayList<>();
    get("/taskmanagers")
        .ifPresent(
            answer ->
                answer
                    .path("taskmanagers")
                    .forEach(
                        manager ->
                            managers.add(
                                new TaskManager(
                                    manager.path("id").asText(),
                                    manager.path("timeSinceLastHeartbeat").asLong(),
                                    manager.path("slotsNumber").asInt(),
                                    manager.path("freeSlots").asInt()))));
    return managers;
  }

  /** The jobs it knows, running ones and those that ended lately. */
  List<Job> jobs() {
    List<Job> jobs = new ArrayList<>();
    get("/jobs/overview")
        .ifPresent(
            answer ->
                answer
                    .path("jobs")
                    .forEach(
                        job ->
                            jobs.add(
                                new Job(
                                    job.path("jid").asText(),
                                    job.path("name").asText(),
                                    job.path("state").asText()))));
    return jobs;
  }

  /** Whether the job and each of its tasks run. */
  boolean isRunning(String jobId) {
    Optional<JsonNode> job = get("/jobs/" + jobId);
    if (job.isEmpty() || !job.get().path("state").asText().equals("RUNNING")) {
      return false;
    }
    for (JsonNode vertex : job.get().path("vertices")) {
      // A bounded source may be done already.
      String state = vertex.path("status").asText();
      if (!state.equals("RUNNING") && !state.equals("FINISHED")) {
        return false;
      }
    }
    return true;
  }

  /** The checkpoint counts and the last completed one, as the JobManager tells them. */
  Optional<JsonNode> checkpoints(String jobId) {
    return get("/jobs/" + jobId + "/checkpoints");
  }

  /** Why the job failed last, or nothing. */
  Optional<String> rootException(String jobId) {
    return get("/jobs/" + jobId + "/exceptions")
        .map(answer -> answer.path("exceptionHistory").path("entries").path(0))
        .map(entry -> entry.path("stacktrace").asText())
        .filter(text -> !text.isBlank());
  }

  /** Starts to stop a job with a savepoint; what to ask for with {@link #savepoint}. */
  Optional<String> stop(String jobId, boolean drain, @Nullable String directory) {
    ObjectNode body = JSON.createObjectNode().put("drain", drain);
    if (directory != null) {
      body.put("targetDirectory", directory);
    }
    return send(to("/jobs/" + jobId + "/stop")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString())))
        .map(answer -> answer.path("request-id").asText());
  }

  /** What became of a savepoint: its status, and its place or why it failed. */
  Optional<JsonNode> savepoint(String jobId, String request) {
    return get("/jobs/" + jobId + "/savepoints/" + request);
  }

  private Optional<JsonNode> get(String path) {
    return send(to(path).GET());
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(address + path)).timeout(TIMEOUT);
  }

  private Optional<JsonNode> send(HttpRequest.Builder builder) {
    HttpRequest request = builder.build();
    try {
      HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      return response.statusCode() / 100 == 2
          ? Optional.of(JSON.readTree(response.body()))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw LocalClusterException.failure("Interrupted while asking " + request.uri() + ".", e);
    }
  }
}
