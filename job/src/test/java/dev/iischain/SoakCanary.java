package dev.iischain;

import com.sun.net.httpserver.HttpServer;
import dev.iischain.canary.CanarySecret;
import dev.iischain.canary.CanaryService;
import dev.iischain.config.JobConfig;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;

/** Canaries all the time, as the command sends them, through every outage of the broker. */
final class SoakCanary implements AutoCloseable {

  private static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofMillis(100);

  private final CanaryService service;
  private final HttpServer metrics;
  private final Thread thread = new Thread(this::run, "soak-canary");
  private volatile boolean ending;
  private int sent;

  /** Sends to every topic of telemetry from now on. */
  SoakCanary(JobConfig config, int metricsPort) throws Exception {
    service =
        new CanaryService(
            config,
            new CanarySecret(config.canary().secretFile(), config.canary().secretVariable()));
    metrics = CanaryCommand.serve(service, metricsPort);
    thread.start();
  }

  private void run() {
    long next = System.nanoTime();
    while (!ending) {
      try {
        if (System.nanoTime() - next >= 0) {
          next += INTERVAL.toNanos();
          sent += service.send().size();
        }
        service.look(LOOK);
      } catch (ExecutionException | KafkaException e) {
        service.failed();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Sends no more; how many Kafka has taken as a whole. */
  int end() throws InterruptedException {
    ending = true;
    thread.join();
    return sent;
  }

  @Override
  public void close() {
    try {
      end();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    metrics.stop(0);
    service.close();
  }
}
