package dev.iischain;

import dev.iischain.event.Summary;
import dev.iischain.source.TelemetryFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A bounded run of the job graph over files, inside this process. */
final class Replay {

  private static final int PARALLELISM = 2;
  private static final long PROGRESS_SECONDS = 2;

  private final DetectionSettings settings;
  private final boolean batch;

  Replay(DetectionSettings settings, boolean batch) {
    this.settings = settings;
    this.batch = batch;
  }

  /** Reads the files, writes the folder; {@code progress} hears how many records were read. */
  Summary run(List<Path> files, ReplayOutput output, LongConsumer progress)
      throws IOException, InterruptedException {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(PARALLELISM, FlinkDefaults.replay(batch));
    new DetectionTopology(
            TelemetryFiles.source(
                settings.normalise().maxRecordBytes(), files.toArray(new Path[0])),
            output.sinks(),
            settings)
        .build(env);
    JobClient job;
    try {
      job = env.executeAsync("iis-chain replay");
    } catch (Exception e) {
      throw new IllegalStateException("the replay cannot be started: " + e.getMessage(), e);
    }
    return output.write(await(job, progress), batch ? "batch" : "stream");
  }

  private static Map<String, Object> await(JobClient job, LongConsumer progress)
      throws InterruptedException {
    CompletableFuture<JobExecutionResult> result = job.getJobExecutionResult();
    while (true) {
      try {
        return result.get(PROGRESS_SECONDS, TimeUnit.SECONDS).getAllAccumulatorResults();
      } catch (TimeoutException e) {
        report(job, progress);
      } catch (ExecutionException e) {
        throw new IllegalStateException("the replay failed", e);
      }
    }
  }

  private static void report(JobClient job, LongConsumer progress) throws InterruptedException {
    try {
      Map<String, Object> counts = job.getAccumulators().get(1, TimeUnit.SECONDS);
      progress.accept(ReplayCounts.count(counts, "read"));
    } catch (ExecutionException | TimeoutException | IllegalStateException e) {
      // No count yet, or none any more because the job just ended; the next look tells which.
    }
  }
}
