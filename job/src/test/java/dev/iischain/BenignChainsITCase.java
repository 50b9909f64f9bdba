package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.BenignChains.Product;
import dev.iischain.event.Case;
import dev.iischain.operator.Pace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
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

  private static Map<String, List<String>> levels(Collected collected) {
    Map<String, List<String>> levels = new TreeMap<>();
    for (Case each : collected.cases().values()) {
      levels
          .computeIfAbsent(each.host().name(), name -> new ArrayList<>())
          .add(each.level() + ' ' + each.score());
    }
    return levels;
  }
}
