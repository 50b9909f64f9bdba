package dev.iischain.bench;

import dev.iischain.event.Detection;
import dev.iischain.event.DllReference;
import dev.iischain.event.EventKind;
import dev.iischain.event.Evidence;
import dev.iischain.event.Evidence.Weight;
import dev.iischain.event.Hashes;
import dev.iischain.event.HostIdentity;
import dev.iischain.event.Level;
import dev.iischain.event.ProcessInfo;
import dev.iischain.event.RuleReference;
import dev.iischain.event.Signature;
import dev.iischain.event.SourceIdentity;
import dev.iischain.event.Stage;
import dev.iischain.event.TelemetryFormat;
import dev.iischain.event.Vendor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Detections of many implants on many hosts, in the order in which a fleet with some delivery delay
 * would deliver them.
 *
 * @param arrivals in order of arrival
 * @param complete how many implants pass all three stages
 */
record Histories(List<Detection> arrivals, int complete) {

  private static final long START = 1_793_000_000_000L;
  private static final long HOUR = 3_600_000L;
  private static final List<RuleReference> RULES =
      List.of(
          new RuleReference(
              "bench_rule", "3f1f9c62-9a37-4a5d-8b1e-0d6f7a1c2b3e", "core", Level.MEDIUM, 1, null));

  /** A detection and when it arrives. */
  private record Arrival(long millis, Detection detection) {}

  /**
   * Detections until there are so many.
   *
   * @param events how many
   * @param relevantOneIn one of so many is evidence
   * @param advancedOneIn one of so many implants gets past its first stage; every second one of
   *     those passes all three
   * @param jitterMillis the most that a delivery takes
   */
  static Histories of(
      int events, int hosts, int relevantOneIn, int advancedOneIn, long jitterMillis) {
    Random random = new Random(7);
    List<Arrival> arrivals = new ArrayList<>(events + 3);
    int complete = 0;
    int advanced = 0;
    for (int implant = 0; arrivals.size() < events; implant++) {
      long time = START + (long) arrivals.size() * 40;
      int host = random.nextInt(hosts);
      int stages = 1;
      if (implant % advancedOneIn == 0) {
        stages = advancedOneIn == 1 || advanced++ % 2 == 0 ? 3 : 2;
      }
      complete += stages == 3 ? 1 : 0;
      for (int stage = 0; stage < stages; stage++) {
        long eventTime = time + stage * HOUR / 4;
        arrivals.add(
            new Arrival(
                eventTime + random.nextLong(jitterMillis + 1),
                detection(host, implant, Stage.values()[stage], eventTime)));
      }
      for (int noise = 1; noise < relevantOneIn && arrivals.size() < events; noise++) {
        arrivals.add(
            new Arrival(
                time + random.nextLong(jitterMillis + 1),
                detection(random.nextInt(hosts), arrivals.size(), null, time)));
      }
    }
    arrivals.sort(Comparator.comparingLong(Arrival::millis));
    return new Histories(arrivals.stream().map(Arrival::detection).toList(), complete);
  }

  private static Detection detection(int host, int implant, @Nullable Stage stage, long time) {
    String path = "c:\\windows\\system32\\inetsrv\\module" + implant + ".dll";
    String name = "web" + host;
    String id = "ev-" + implant + "-" + stage;
    HostIdentity identity = new HostIdentity("host:default/" + name, name, null, List.of());
    Evidence evidence =
        new Evidence(
            id,
            time,
            "default",
            identity,
            stage,
            EventKind.FILE_EVENT,
            "cmd.exe wrote module" + implant + ".dll into the IIS folder",
            List.of("bench_rule"),
            stage == null
                ? null
                : new DllReference(
                    path, path, new Hashes(null, null, null), Signature.UNKNOWN, List.of()),
            new ProcessInfo("c:\\windows\\system32\\cmd.exe", null, null, null, null, null),
            new SourceIdentity(
                Vendor.SYSMON, TelemetryFormat.EVTX_DUMP, name, null, null, null, id),
            null,
            stage == null ? Weight.NONE : new Weight(points(stage), 1, "seen"),
            List.of(),
            null);
    return new Detection(
        "default",
        identity,
        null,
        "Module file written",
        Level.MEDIUM,
        RULES,
        List.of("T1505.004"),
        List.of(evidence));
  }

  private static int points(Stage stage) {
    return switch (stage) {
      case WRITE -> 18;
      case REGISTRATION -> 26;
      default -> 22;
    };
  }
}
