package dev.iischain;

import com.sun.net.httpserver.HttpServer;
import dev.iischain.canary.CanarySecret;
import dev.iischain.canary.CanaryService;
import dev.iischain.config.JobConfig;
import dev.iischain.config.Purpose;
import dev.iischain.source.KafkaPreflight;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code canary}: invented chains through the whole way, until interrupted or once. */
@Command(
    name = "canary",
    description = {
      "Send an invented chain to each telemetry topic, again and again, and look whether its alert"
          + " and its case come.",
      "The running job knows it by a secret that both have (canary.secret-file), marks it, and the"
          + " delivery job leaves it out."
    })
final class CanaryCommand implements Callable<Integer> {

  private static final Duration LOOK = Duration.ofMillis(100);

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The configuration file of the detection job.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path config;

  @Option(
      names = "--once",
      description = "One canary for each topic; exit status 1 when any is missing.")
  private boolean once;

  @Option(
      names = "--metrics-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description =
          "Answer Prometheus at this port, on every address of this machine; 0, the default, does"
              + " not.")
  private int metricsPort;

  @Override
  public Integer call() throws Exception {
    JobConfig job = new SettingsLoader(config, List.of(), List.of()).config(Purpose.RUN);
    CanarySecret secret =
        new CanarySecret(job.canary().secretFile(), job.canary().secretVariable());
    if (secret.isNone()) {
      throw new UsageProblems(
          List.of(
              "canary.secret-file: a canary without a secret would look like an attack; name the"
                  + " file that holds it, here and for the job."));
    }
    List<String> problems = KafkaPreflight.problemsOfCanary(job);
    if (!problems.isEmpty()) {
      throw new UsageProblems(problems);
    }
    try (CanaryService canary = open(job, secret)) {
      HttpServer metrics = metricsPort == 0 ? null : serve(canary, metricsPort);
      try {
        return once ? once(canary) : forEver(canary, job.canary().interval());
      } finally {
        if (metrics != null) {
          metrics.stop(0);
        }
      }
    }
  }

  private static CanaryService open(JobConfig job, CanarySecret secret) {
    try {
      return new CanaryService(job, secret);
    } catch (IOException e) {
      throw new UsageProblems(List.of("canary: " + e.getMessage()));
    }
  }

  private int once(CanaryService canary) throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    if (canary.send().isEmpty()) {
      throw new UsageProblems(List.of("topics.telemetry: no topic matches."));
    }
    while (!canary.isDone()) {
      canary.look(LOOK);
    }
    for (CanaryService.Fate fate : canary.fates()) {
      out.println(fate.topic() + ": alert " + fate.alert() + ", case " + fate.complete());
    }
    out.flush();
    return canary.isAnyMissing() ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
  }

  private int forEver(CanaryService canary, Duration interval) throws Exception {
    Progress progress = new Progress(spec.commandLine().getErr());
    progress.say("A canary every " + interval.toSeconds() + " s");
    long next = System.nanoTime();
    while (!Thread.currentThread().isInterrupted()) {
      try {
        if (System.nanoTime() - next >= 0) {
          next += interval.toNanos();
          canary.send();
        }
        canary.look(LOOK);
      } catch (ExecutionException | KafkaException e) {
        // Kafka may come back, and who watches the metrics has to be told meanwhile.
        canary.failed();
        progress.say("The canary does not reach Kafka: " + e.getMessage());
        TimeUnit.SECONDS.sleep(1);
      }
    }
    return CommandLine.ExitCode.OK;
  }

  /** Answers with the canary's metrics, whatever is asked. */
  static HttpServer serve(CanaryService canary, int port) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = canary.metrics().getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }
}
