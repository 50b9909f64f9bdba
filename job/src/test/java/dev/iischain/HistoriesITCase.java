package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.Implants.Sent;
import dev.iischain.event.Case;
import dev.iischain.event.RecordJson;
import dev.iischain.operator.Pace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Hundreds of hosts with several implants each, whatever way their records take. */
class HistoriesITCase {

  private static final int IMPLANTS = 3;

  /** What a live run needs to see each record on its own. */
  private static final String EAGER = "ledger: {debounce: 0s}";

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @TempDir private Path folder;

  @Test
  void anyOrderAndAnyRepetitionGivesTheCasesOfTheReferenceToTheByte() throws Exception {
    Implants implants = Implants.on(250, IMPLANTS, 11);
    Collected inOrder = run(delayed(implants, Duration.ZERO, 0), Pace.EVENT_TIME);
    assertThat(implants.expected()).hasSizeGreaterThan(300);
    assertThat(implants.expected().values())
        .anyMatch(outcome -> outcome.startsWith("complete"))
        .anyMatch(outcome -> outcome.startsWith("partial"));
    assertThat(cases(inOrder)).isEqualTo(implants.expected());
    for (int seed = 1; seed <= 2; seed++) {
      List<String> shuffled = shuffled(implants, new Random(seed));
      assertThat(bytes(run(shuffled, Pace.EVENT_TIME), false)).isEqualTo(bytes(inOrder, false));
      assertThat(bytes(run(shuffled, Pace.LIVE), true)).isEqualTo(bytes(inOrder, true));
    }
  }

  @Test
  void noDelayOfDeliveryLosesACase() throws Exception {
    List<String> table = new ArrayList<>();
    List<Duration> delays =
        List.of(
            Duration.ZERO,
            Duration.ofSeconds(60),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(12));
    for (Duration delay : delays) {
      Implants implants = Implants.on(150, IMPLANTS, 20 + delay.toMinutes());
      Map<String, String> found = cases(run(delayed(implants, delay, 7), Pace.LIVE));
      long recalled =
          implants.expected().entrySet().stream()
              .filter(each -> each.getValue().equals(found.get(each.getKey())))
              .count();
      double recall = 100.0 * recalled / implants.expected().size();
      table.add(
          String.format(
              Locale.ROOT,
              "%-10s %8d %10d %10d %7.1f %%",
              delay.isZero() ? "0 s" : delay.toString().substring(2).toLowerCase(Locale.ROOT),
              implants.sent().size(),
              implants.expected().size(),
              recalled,
              recall));
      assertThat(found).as("delay of up to %s", delay).isEqualTo(implants.expected());
    }
    System.out.printf(
        "%-10s %8s %10s %10s %9s%n", "delay to", "records", "cases", "found", "recall");
    table.forEach(System.out::println);
    assertThat(table).hasSize(delays.size());
  }

  private Collected run(List<String> lines, Pace pace) throws Exception {
    return GraphRun.of(folder, lines, pace, EAGER, List.of());
  }

  /** The records in order of arrival, where each is delivered within a delay. */
  private static List<String> delayed(Implants implants, Duration most, long seed) {
    Random random = new Random(seed);
    Map<Sent, Instant> arrival = new java.util.IdentityHashMap<>();
    for (Sent each : implants.sent()) {
      long delay = most.isZero() ? 0 : random.nextLong(most.toMillis());
      arrival.put(each, each.time().plusMillis(delay));
    }
    List<Sent> sorted = new ArrayList<>(implants.sent());
    sorted.sort(Comparator.comparing(arrival::get));
    return sorted.stream().map(Sent::line).toList();
  }

  /** Every record once to three times, in any order. */
  private static List<String> shuffled(Implants implants, Random random) {
    List<String> all = new ArrayList<>();
    for (Sent each : implants.sent()) {
      all.addAll(Collections.nCopies(1 + random.nextInt(3), each.line()));
    }
    Collections.shuffle(all, random);
    return all;
  }

  private static Map<String, String> cases(Collected collected) {
    Map<String, String> cases = new TreeMap<>();
    for (Case each : collected.cases().values()) {
      String path = each.dll().path();
      String host = each.host().key();
      String before =
          cases.put(
              host.substring(host.indexOf('/') + 1)
                  + ' '
                  + path.substring(path.lastIndexOf('\\') + 1),
              stage(each.status()) + ' ' + each.chains());
      assertThat(before).as("one case for each file").isNull();
    }
    return cases;
  }

  /** Each case as it is written. Of a live run the number of revisions does not count. */
  private static Map<String, String> bytes(Collected collected, boolean anyRevision) {
    Map<String, String> bytes = new TreeMap<>();
    collected
        .cases()
        .forEach(
            (id, each) -> {
              String text = new String(RecordJson.write(each), StandardCharsets.UTF_8);
              bytes.put(
                  id,
                  anyRevision
                      ? text.replace("\"revision\":" + each.revision() + ",", "\"revision\":0,")
                      : text);
            });
    return bytes;
  }

  /** The reference knows no clock: a case that expired is one that stayed partial. */
  private static String stage(String status) {
    return status.equals(Case.EXPIRED) ? "partial" : status;
  }
}
