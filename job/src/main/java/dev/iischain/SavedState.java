package dev.iischain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.runtime.client.JobInitializationException;
import org.jspecify.annotations.Nullable;

/**
 * The savepoint or retained checkpoint that a local job goes on from.
 *
 * @param place its folder, or the file in it that Flink begins with
 * @param leavesBehind whether state that no operator wants is left behind
 */
record SavedState(Path place, boolean leavesBehind) {

  private static final String METADATA = "_metadata";

  /** The state at a path; throws {@link UsageProblems} where there is none. */
  static SavedState of(Path path, boolean leavesBehind) {
    if (!Files.exists(path)) {
      throw problem(
          "There is nothing at " + path + '.' + nearest(path.toAbsolutePath().getParent()));
    }
    if (Files.isDirectory(path) && !Files.isRegularFile(path.resolve(METADATA))) {
      throw problem(
          path
              + " holds no file "
              + METADATA
              + ", so it is no savepoint and no checkpoint."
              + nearest(path));
    }
    return new SavedState(path, leavesBehind);
  }

  /** Has a job begin with it. */
  void addTo(Configuration flink) {
    flink.set(StateRecoveryOptions.SAVEPOINT_PATH, place.toUri().toString());
    flink.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, leavesBehind);
  }

  /** What to say of a job that did not start; null where that is not since it is to go on here. */
  @Nullable UsageProblems refusal(Exception failure) {
    boolean initializing = false;
    Throwable cause = failure;
    for (Throwable each = failure; each != null; each = each.getCause()) {
      initializing |= each instanceof JobInitializationException;
      cause = each;
    }
    return initializing
        ? problem(
            place
                + " is no state that this job can go on from: give a savepoint of the detection"
                + " job, and --allow-non-restored-state where a chain is gone since. Flink says: "
                + cause.getMessage())
        : null;
  }

  /** A hint at the newest savepoint in a folder, if there is one. */
  private static String nearest(@Nullable Path folder) {
    if (folder == null || !Files.isDirectory(folder)) {
      return " Give the folder that 'run' named when it was stopped.";
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(each -> Files.isRegularFile(each.resolve(METADATA)))
          .max(Comparator.comparingLong(each -> each.toFile().lastModified()))
          .map(each -> " Do you mean " + each + "?")
          .orElse(" Give the folder that 'run' named when it was stopped.");
    } catch (IOException e) {
      return "";
    }
  }

  private static UsageProblems problem(String sentence) {
    return new UsageProblems(List.of("--from: " + sentence));
  }
}
