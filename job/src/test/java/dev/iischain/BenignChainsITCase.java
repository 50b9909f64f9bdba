package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.BenignChains.Product;
import dev.iischain.event.Case;
import dev.iischain.operator.Pace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Honest products do what intruders do; what comes of them is what the score table gives them. */
class BenignChainsITCase {

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private static final Instant START = Instant.parse("2026-10-01T20:00:00Z");
  private static final String CHANGE_WINDOW =
      """
      - id: f5-rollout
        kind: change-window
        host: 'f5*'
        from: 2026-10-01T00:00:00Z
        expiry: 2026-11-10
        reason: Rollout of the load balancer's module
        owner: web-team@corp.example
        ticket: CHG-2001
      """;

  @TempDir private Path folder;

  @Test
  void everyProductStaysAtTheLevelThatTheScoreTableGivesIt() throws Exception {
    List<Product> products = BenignChains.all();
    assertThat(products).hasSize(17);
    List<String> lines = new ArrayList<>();
    Map<String, List<String>> expected = new TreeMap<>();
    for (Product product : products) {
      HostRecords host = new HostRecords(product.name(), START);
      product.history().accept(host);
      lines.addAll(host.lines());
      if (!product.outcomes().isEmpty()) {
        expected.put(product.name(), product.outcomes());
      }
    }
    Collections.shuffle(lines, new Random(5));
    Collected collected =
        GraphRun.of(folder, lines, Pace.EVENT_TIME, "cases: {min-score: 1}", List.of());
    assertThat(levels(collected)).isEqualTo(expected);
  }

  @Test
  void aMonthOfAThousandHostsRaisesNoHighOrCriticalCase() throws Exception {
    Path window = Files.writeString(folder.resolve("window.yml"), CHANGE_WINDOW);
    List<String> lines = fleet(1_000);
    Collections.shuffle(lines, new Random(6));
    long started = System.nanoTime();
    Collected collected = GraphRun.of(folder, lines, Pace.EVENT_TIME, "", List.of(window));
    Map<String, Integer> cases = new TreeMap<>();
    Map<String, Integer> alerts = new TreeMap<>();
    collected.cases().values().forEach(each -> cases.merge(each.level(), 1, Integer::sum));
    collected.alerts().values().forEach(each -> alerts.merge(each.level(), 1, Integer::sum));
    System.out.printf(
        "1,000 hosts, a month, %d records in %d s: cases %s, alerts %s%n",
        lines.size(), (System.nanoTime() - started) / 1_000_000_000, cases, alerts);
    assertThat(cases.keySet()).containsExactly("medium");
    assertThat(collected.cases().values())
        .extracting(each -> each.host().name().replaceAll("[0-9]+$", ""))
        .containsOnly("f", "csp", "dynatrace");
  }

  /** Every host has one product more than IIS itself, and a release every week. */
  private static List<String> fleet(int hosts) {
    List<Product> products = BenignChains.all();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < hosts; i++) {
      Product product = products.get(i % products.size());
      HostRecords host = new HostRecords(product.name() + i, START.plusSeconds(i * 61L));
      BenignChains.iisRole(host);
      BenignChains.injectedLibrary(host.after(Duration.ofHours(3)));
      product.history().accept(host.after(Duration.ofHours(30)));
      for (int week = 0; week < 4; week++) {
        BenignChains.configurationEdits(host.after(Duration.ofDays(6)));
        for (int part = 0; part < 5; part++) {
          BenignChains.release(host, 1_000 + part);
        }
        BenignChains.pageCompilation(host);
        host.load(HostRecords.INETSRV + "static.dll", "Microsoft Windows");
      }
      lines.addAll(host.lines());
    }
    return lines;
  }

  private static Map<String, List<String>> levels(Collected collected) {
    Map<String, TreeSet<String>> levels = new TreeMap<>();
    for (Case each : collected.cases().values()) {
      levels
          .computeIfAbsent(each.host().name(), name -> new TreeSet<>())
          .add(each.level() + ' ' + each.score());
    }
    Map<String, List<String>> lists = new TreeMap<>();
    levels.forEach((host, outcomes) -> lists.put(host, List.copyOf(outcomes)));
    return lists;
  }
}
