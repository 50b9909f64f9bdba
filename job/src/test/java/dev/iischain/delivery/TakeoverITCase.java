package dev.iischain.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.local.SharedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two processes of {@code deliver} for the same systems. The one that holds the leases is killed
 * when the systems have taken a request and not answered; the other goes on, and a third stands by.
 */
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class TakeoverITCase {

  private static final int TIMES = Integer.getInteger("delivery.takeovers", 1);
  private static final String LOGGING =
      """
      rootLogger.level = WARN
      rootLogger.appenderRef.console.ref = Console
      logger.delivery.name = dev.iischain.delivery
      logger.delivery.level = INFO
      appender.console.name = Console
      appender.console.type = Console
      appender.console.layout.type = PatternLayout
      appender.console.layout.pattern = %t: %m%n
      """;

  @TempDir private Path folder;
  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void leaveNothingRunning() {
    processes.forEach(process -> process.destroyForcibly().onExit().join());
  }

  @Test
  void whoeverGoesOnMakesNoSecondRecord() throws Exception {
    LiveDelivery.Topics topics =
        new LiveDelivery.Topics(
            SharedBroker.bootstrapServers(),
            SharedBroker.uniqueName("cases"),
            SharedBroker.uniqueName("receipts"),
            SharedBroker.uniqueName("refused"),
            SharedBroker.uniqueName("redeliver"));
    SharedBroker.createTopics(
        1, topics.cases(), topics.receipts(), topics.refused(), topics.redeliver());
    Map<String, Long> newest = new TreeMap<>();
    String names;
    try (LiveDelivery delivery = new LiveDelivery(topics, folder, "")) {
      names = String.join(", ", delivery.systems().keySet());
      int systems = delivery.systems().size();
      Process holder = start(delivery);
      send(delivery, newest, LiveDelivery.GROWING, 1);
      delivery.awaitReceipts(LiveDelivery.GROWING, 1, 1);
      for (int time = 1; time <= TIMES; time++) {
        Process other = start(delivery);
        delivery.await("the other stands by", () -> lines(other, "stands by") == systems);
        Map<String, Integer> held = delivery.of(FaultySystem::held);
        delivery.holdAnswers(time);
        String fresh = SampleCases.id(10 + time);
        send(delivery, newest, LiveDelivery.GROWING, 1 + time);
        send(delivery, newest, fresh, 1);
        delivery.awaitHeldAnswers(held);
        assertThat(lines(other, "The lease is ours")).isZero();
        holder.destroyForcibly().onExit().join();
        delivery.recover();
        delivery.await(
            "the other takes over", () -> lines(other, "The lease is ours now") == systems);
        delivery.awaitReceipts(LiveDelivery.GROWING, 1 + time, 1);
        delivery.awaitReceipts(fresh, 1, 1);
        delivery.assertOneRecordEach(newest);
        holder = other;
      }
      send(delivery, newest, LiveDelivery.GROWING, 2 + TIMES);
      delivery.awaitReceipts(LiveDelivery.GROWING, 2 + TIMES, 1);
      delivery.assertOneRecordEach(newest);
    }
    System.out.printf(
        "%nThe job that delivered was killed before its answers came, %d times: the other went on,"
            + " one record for each of %d cases, at its last revision, in %s.%n",
        TIMES, newest.size(), names);
  }

  private static void send(
      LiveDelivery delivery, Map<String, Long> newest, String caseId, long revision) {
    delivery.write(caseId, revision);
    newest.put(caseId, revision);
  }

  /** A process as the launcher starts it. */
  private Process start(LiveDelivery delivery) throws IOException {
    Path logging = Files.writeString(folder.resolve("log4j2.properties"), LOGGING);
    String jar = System.getProperty("iischain.jar");
    assertThat(jar).as("system property iischain.jar, which the build sets").isNotNull();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(System.getProperty("iischain.flags").strip().split("\\s+")));
    command.add("-Xmx384m");
    command.add("-Dlog4j2.configurationFile=" + logging);
    command.addAll(List.of("-cp", jar + ":" + Path.of(jar).resolveSibling("runtime") + "/*"));
    command.addAll(List.of("dev.iischain.Cli", "deliver", "--web-port", "0"));
    command.addAll(List.of("--config", delivery.config().toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output(processes.size()).toFile())
            .start();
    processes.add(process);
    return process;
  }

  private Path output(int number) {
    return folder.resolve("deliver-" + number + ".txt");
  }

  /** How many threads of a process have said something; each lease has one. */
  private long lines(Process process, String text) {
    try {
      assertThat(process.isAlive()).as("it runs").isTrue();
      return Files.readAllLines(output(processes.indexOf(process))).stream()
          .filter(line -> line.contains(text))
          .distinct()
          .count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
