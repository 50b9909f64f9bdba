package dev.iischain;

import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.jspecify.annotations.Nullable;

/** The end of a local job when its process is asked to end. */
final class CleanStop {

  private static final long PATIENCE_SECONDS = 60;

  private CleanStop() {}

  /**
   * Stops with a savepoint, or without one cancels, so that no transaction is left open; says what
   * came of it.
   *
   * @param savepoints the folder for the savepoint, or null
   */
  static void of(JobClient client, @Nullable Path savepoints, Progress progress) {
    try {
      if (client.getJobStatus().get(PATIENCE_SECONDS, TimeUnit.SECONDS).isGloballyTerminalState()) {
        return;
      }
      if (savepoints == null) {
        client.cancel().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return;
      }
      String place =
          client
              .stopWithSavepoint(
                  false, savepoints.toUri().toString(), SavepointFormatType.CANONICAL)
              .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      progress.say("Stopped. Go on with: --from " + Path.of(java.net.URI.create(place)));
    } catch (ExecutionException | TimeoutException e) {
      progress.say("The job could not be stopped cleanly: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The job is over and nothing is left to stop; false where being stopped may have ended it. */
  static boolean forget(Thread hook) {
    try {
      return Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyEnding) {
      return false;
    }
  }
}
