package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.Variants.Variant;
import dev.iischain.event.Case;
import dev.iischain.operator.Pace;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every way to install a module ends as the expected case and nothing else, in any order. */
class VariantsITCase {

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private static final String EAGER = "ledger: {debounce: 0s}";

  @TempDir private Path folder;

  /** What must come of one host, and what it sends in order of arrival. */
  private record Host(String name, List<String> records, List<String> cases) {}

  @ParameterizedTest
  @EnumSource(Pace.class)
  void everyVariantInEveryOrder(Pace pace) throws Exception {
    List<Host> hosts = new ArrayList<>();
    List<Variant> variants = Variants.all();
    assertThat(variants).hasSize(21);
    for (Variant variant : variants) {
      for (int order = 0; order < 2 + variant.history().on("x").size(); order++) {
        String name = variant.name().toLowerCase(java.util.Locale.ROOT) + "o" + order;
        hosts.add(new Host(name, arrival(variant.history().on(name), order), variant.cases()));
      }
    }
    assertThat(hosts).hasSizeGreaterThan(100);
    expect(pace, hosts);
  }

  @ParameterizedTest
  @EnumSource(Pace.class)
  void everyVariantWithAnyRecordFiveHoursOrTwentyDaysLate(Pace pace) throws Exception {
    List<Host> hosts = new ArrayList<>();
    List<String> punctual = new ArrayList<>();
    List<String> after5Hours = new ArrayList<>();
    List<String> after20Days = new ArrayList<>();
    for (Variant variant : Variants.all()) {
      for (int late = 0; late < variant.history().on("x").size(); late++) {
        for (List<String> arrivals : List.of(after5Hours, after20Days)) {
          String name = variant.name().toLowerCase(java.util.Locale.ROOT) + "l" + hosts.size();
          List<String> records = new ArrayList<>(variant.history().on(name));
          arrivals.add(records.remove(late));
          punctual.addAll(records);
          hosts.add(new Host(name, records, variant.cases()));
        }
      }
    }
    assertThat(hosts).hasSizeGreaterThan(100);
    List<String> lines = new ArrayList<>(punctual);
    lines.addAll(othersAt(Variants.END.plus(Duration.ofHours(5))));
    lines.addAll(after5Hours);
    lines.addAll(othersAt(Variants.END.plus(Duration.ofDays(20))));
    lines.addAll(after20Days);
    expect(pace, hosts, lines);
  }

  /** Telemetry of another host, which moves the clock of the job. */
  private static List<String> othersAt(Instant time) {
    return new HostRecords("others", time)
        .start("C:\\Windows\\explorer.exe", "explorer.exe", "C:\\Windows\\a.exe", "CORP\\u")
        .lines();
  }

  @ParameterizedTest
  @EnumSource(Pace.class)
  void theLoadMayComeAfterAMinuteOrAMonthAndNotLater(Pace pace) throws Exception {
    String complete = "complete iis_module_written_registered_loaded diag.dll";
    String partial = "partial iis_module_written_registered diag.dll";
    Map<Duration, String> gaps =
        Map.of(
            Duration.ofMinutes(1), complete,
            Duration.ofHours(29), complete,
            Duration.ofDays(34), complete,
            Duration.ofDays(35), complete,
            Duration.ofDays(35).plusMillis(1), partial,
            Duration.ofDays(36), partial);
    List<Host> hosts = new ArrayList<>();
    gaps.forEach(
        (gap, expected) -> {
          for (int order = 0; order < 5; order++) {
            String name = "g" + hosts.size();
            hosts.add(
                new Host(name, arrival(Variants.loadedAfter(name, gap), order), List.of(expected)));
          }
        });
    assertThat(hosts).hasSize(30);
    expect(pace, hosts);
  }

  /** 0: as it happened; 1: shuffled; from 2 on: one record comes long after all others. */
  private static List<String> arrival(List<String> records, int order) {
    List<String> arrival = new ArrayList<>(records);
    if (order == 1) {
      Collections.shuffle(arrival, new Random(records.hashCode()));
    } else if (order > 1) {
      arrival.add(arrival.remove(order - 2));
    }
    return arrival;
  }

  private void expect(Pace pace, List<Host> hosts) throws Exception {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      for (Host host : hosts) {
        if (i < host.records().size()) {
          lines.add(host.records().get(i));
        }
      }
    }
    expect(pace, hosts, lines);
  }

  private void expect(Pace pace, List<Host> hosts, List<String> lines) throws Exception {
    Map<String, List<String>> found = new TreeMap<>();
    for (Case each : GraphRun.of(folder, lines, pace, EAGER, List.of()).cases().values()) {
      String path = each.dll().path();
      String name = each.host().key().substring(each.host().key().indexOf('/') + 1);
      found
          .computeIfAbsent(name, n -> new ArrayList<>())
          .add(
              each.status()
                  + ' '
                  + each.chain()
                  + ' '
                  + path.substring(path.lastIndexOf('\\') + 1));
    }
    Map<String, List<String>> expected = new TreeMap<>();
    for (Host host : hosts) {
      if (!host.cases().isEmpty()) {
        expected.put(host.name(), host.cases());
      }
    }
    found.values().forEach(Collections::sort);
    assertThat(found).isEqualTo(expected);
  }
}
