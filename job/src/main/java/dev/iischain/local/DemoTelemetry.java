package dev.iischain.local;

import dev.iischain.local.HostAction.FileWrite;
import dev.iischain.local.HostAction.ModuleLoad;
import dev.iischain.local.HostAction.ProcessStart;
import dev.iischain.local.HostAction.RegistrySet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A sample attack told by three vendors, hidden in ordinary traffic of twenty machines. Everything
 * is invented; the same base time gives the same bytes.
 *
 * <p>On web01 somebody places a module in IIS. Falcon sees {@link #IMPLANT} being written (by
 * device path, host {@code WEB01}), Sysmon sees appcmd register it (by {@code %windir%} path, host
 * {@code web01.corp.example}), Defender sees w3wp.exe load it (host {@code WEB01.Corp.Example}).
 * Falcon's batch is late, so the registration arrives before the write.
 *
 * <p>Single signals that must raise an alert each and never a case: web03 has a DLL written below
 * inetpub (Falcon), web04 loads a DLL of that same path (Defender; another machine, so no chain),
 * web05 loads an unsigned DLL from ProgramData into w3wp.exe (Sysmon), web07 sets the registry
 * value {@code Filter DLLs} (Defender).
 */
public final class DemoTelemetry {
  /** From the base time to the arrival of the last record; pass now minus this for a live demo. */
  public static final Duration SPAN = Duration.ofMinutes(30);

  /** How long it takes to play all records with their delays. */
  public static final Duration PLAY_TIME = Duration.ofSeconds(15);

  /** The short name of the machine that is attacked. */
  public static final String ATTACKED_HOST = "web01";

  /** The module that the attack places. */
  public static final String IMPLANT = "C:\\Windows\\System32\\inetsrv\\iisreqlog.dll";

  private static final int ROUNDS = 24;
  private static final int DEFENDER_BATCH = 5;
  private static final Duration BENIGN_SPAN = Duration.ofMinutes(24);
  private static final String SYSTEM = "NT AUTHORITY\\SYSTEM";
  private static final String CMD = "C:\\Windows\\System32\\cmd.exe";
  private static final String W3WP = "C:\\Windows\\System32\\inetsrv\\w3wp.exe";
  private static final String SHARED_DLL = "C:\\inetpub\\wwwroot\\shop\\Shop.Reports.dll";

  private final Instant base;
  private final List<DemoHost> hosts = BenignTraffic.hosts();
  private final List<Arrival> arrivals = new ArrayList<>();
  private long number = 67_000;

  private DemoTelemetry(Instant base) {
    this.base = base;
  }

  /** The records in order of arrival; the first event happens at the base time or soon after. */
  public static List<DemoRecord> records(Instant base) {
    DemoTelemetry telemetry = new DemoTelemetry(base);
    telemetry.addAttack();
    telemetry.addSingleSignals();
    telemetry.addBenign();
    return telemetry.inOrderOfArrival();
  }

  private void addAttack() {
    add(
        DemoFormat.FALCON_LOGSCALE,
        event(ATTACKED_HOST, Duration.ofMinutes(8), new FileWrite(CMD, IMPLANT)));
    add(
        DemoFormat.WINLOGBEAT,
        event(
            ATTACKED_HOST,
            Duration.ofMinutes(9),
            new ProcessStart(
                "C:\\Windows\\System32\\inetsrv\\appcmd.exe",
                "appcmd.exe install module /name:RequestLogModule"
                    + " /image:\"%windir%\\System32\\inetsrv\\iisreqlog.dll\" /add:true",
                CMD,
                SYSTEM)));
    add(
        DemoFormat.DEFENDER,
        event(ATTACKED_HOST, Duration.ofMinutes(16), new ModuleLoad(W3WP, IMPLANT, false)));
  }

  private void addSingleSignals() {
    add(
        DemoFormat.FALCON_LOGSCALE,
        event(
            "web03",
            Duration.ofMinutes(4),
            new FileWrite("C:\\Windows\\System32\\robocopy.exe", SHARED_DLL)));
    add(
        DemoFormat.DEFENDER,
        event("web04", Duration.ofMinutes(18), new ModuleLoad(W3WP, SHARED_DLL, false)));
    add(
        DemoFormat.EVENT_XML,
        event(
            "web05",
            Duration.ofMinutes(11),
            new ModuleLoad(W3WP, "C:\\ProgramData\\ExampleApm\\apmprofiler.dll", false)));
    add(
        DemoFormat.DEFENDER,
        event(
            "web07",
            Duration.ofMinutes(6),
            new RegistrySet(
                "C:\\Windows\\System32\\reg.exe",
                "HKLM\\System\\CurrentControlSet\\Services\\W3SVC\\Parameters",
                "Filter DLLs",
                "C:\\inetpub\\filters\\legacyauth.dll")));
  }

  private void addBenign() {
    SplittableRandom jitter = new SplittableRandom(7);
    long step = BENIGN_SPAN.toMillis() / ((long) ROUNDS * hosts.size());
    List<HostEvent> batch = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < hosts.size(); i++) {
        long offset = (round * (long) hosts.size() + i) * step + jitter.nextLong(step);
        HostAction action = BenignTraffic.action(hosts.get(i), i, round);
        HostEvent event = event(hosts.get(i), Duration.ofMillis(offset), action);
        List<DemoFormat> sensors = BenignTraffic.sensors(i);
        DemoFormat sensor = sensors.get(round % sensors.size());
        if (sensor == DemoFormat.DEFENDER) {
          batch.add(event);
          if (batch.size() == DEFENDER_BATCH) {
            addDefender(batch);
            batch.clear();
          }
        } else {
          add(sensor, event);
        }
      }
    }
    if (!batch.isEmpty()) {
      addDefender(batch);
    }
  }

  private HostEvent event(String host, Duration offset, HostAction action) {
    DemoHost machine =
        hosts.stream().filter(candidate -> candidate.name().equals(host)).findFirst().orElseThrow();
    return event(machine, offset, action);
  }

  private HostEvent event(DemoHost host, Duration offset, HostAction action) {
    return new HostEvent(host, base.plus(offset), action, number++);
  }

  private void add(DemoFormat format, HostEvent event) {
    arrivals.add(new Arrival(event.time().plus(format.lag()), format.feed(), format.render(event)));
  }

  private void addDefender(List<HostEvent> batch) {
    Instant sent = batch.get(batch.size() - 1).time().plus(DemoFormat.DEFENDER.lag());
    arrivals.add(new Arrival(sent, DemoFormat.DEFENDER.feed(), DemoFormat.envelope(batch)));
  }

  private List<DemoRecord> inOrderOfArrival() {
    List<DemoRecord> records = new ArrayList<>();
    Instant previous = base;
    // The sort is stable: equal times keep the order in which they were told.
    for (Arrival arrival : arrivals.stream().sorted(Comparator.comparing(Arrival::time)).toList()) {
      Duration gap = Duration.between(previous, arrival.time());
      Duration delay = Duration.ofMillis(gap.toMillis() * PLAY_TIME.toMillis() / SPAN.toMillis());
      records.add(new DemoRecord(arrival.feed(), arrival.value(), delay));
      previous = arrival.time();
    }
    return records;
  }

  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Arrival(Instant time, String feed, byte[] value) {}
}
