package dev.iischain.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process that outlives the command that started it, found again by its pid file.
 *
 * @param name what it is called in files and messages
 * @param folder the cluster's folder
 */
record ManagedProcess(String name, ClusterFolder folder) {
  private static final Duration TERMINATION = Duration.ofSeconds(15);
  private static final Duration KILL = Duration.ofSeconds(10);

  /** The process, when it is alive. */
  Optional<ProcessHandle> running() {
    Path file = pidFile();
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      String[] words = Files.readString(file).strip().split(" ", 2);
      long pid = Long.parseLong(words[0]);
      String started = words.length > 1 ? words[1] : "";
      // A pid alone may by now be that of a stranger.
      return ProcessHandle.of(pid)
          .filter(ProcessHandle::isAlive)
          .filter(handle -> startOf(handle).equals(started));
    } catch (IOException | NumberFormatException e) {
      throw LocalClusterException.failure(
          "Cannot read the process id in " + file + "; delete the file when " + name + " is gone.",
          e);
    }
  }

  /** When the process started, or the beginning of time when that is not known. */
  Instant startedAt() {
    return running().flatMap(handle -> handle.info().startInstant()).orElse(Instant.EPOCH);
  }

  /** Starts the process; its output goes to files. */
  ProcessHandle start(List<String> command, Map<String, String> environment) {
    ProcessBuilder builder = new ProcessBuilder(Detaching.detached(command));
    builder.environment().putAll(environment);
    builder.directory(folder.root().toFile());
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.redirectErrorStream(true);
    builder.redirectOutput(folder.output(name).toFile());
    try {
      ProcessHandle handle = builder.start().toHandle();
      Files.writeString(pidFile(), handle.pid() + " " + startOf(handle) + "\n");
      return handle;
    } catch (IOException e) {
      throw LocalClusterException.failure("Cannot start " + name + ": " + command.get(0), e);
    }
  }

  /** Asks the process to end, then ends it; says which, or nothing when it was not running. */
  Optional<String> stop() {
    Optional<ProcessHandle> found = running();
    if (found.isEmpty()) {
      forget();
      return Optional.empty();
    }
    ProcessHandle handle = found.get();
    handle.destroy();
    String how = "stopped";
    if (!ended(handle, TERMINATION)) {
      handle.destroyForcibly();
      how = "killed";
      if (!ended(handle, KILL)) {
        throw LocalClusterException.failure(
            "The process " + handle.pid() + " (" + name + ") does not end; end it yourself.");
      }
    }
    forget();
    return Optional.of(how + " " + name + " (pid " + handle.pid() + ")");
  }

  /** The end of what the process wrote, for an error message. */
  String lastWords() {
    StringBuilder words = new StringBuilder();
    for (Path file : List.of(folder.output(name), folder.log(name))) {
      try {
        if (Files.exists(file)) {
          List<String> lines = Files.readAllLines(file);
          lines.stream()
              .skip(Math.max(0, lines.size() - 8))
              .forEach(line -> words.append("\n    ").append(line));
        }
      } catch (IOException e) {
        words.append("\n    (").append(file).append(" cannot be read)");
      }
    }
    return words.toString();
  }

  private void forget() {
    try {
      Files.deleteIfExists(pidFile());
    } catch (IOException e) {
      throw LocalClusterException.failure("Cannot delete " + pidFile() + ".", e);
    }
  }

  private Path pidFile() {
    return folder.processes().resolve(name + ".pid");
  }

  private static String startOf(ProcessHandle handle) {
    return handle.info().startInstant().map(Instant::toString).orElse("");
  }

  private static boolean ended(ProcessHandle handle, Duration patience) {
    try {
      handle.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      throw LocalClusterException.failure("Cannot wait for the process " + handle.pid() + ".", e);
    }
  }
}
