package dev.iischain;

import dev.iischain.ReferenceHistory.Seen;
import dev.iischain.Telemetry.Sensor;
import dev.iischain.event.Stage;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Random histories of hosts with several implants each, and what must become of them. */
final class Implants {

  private static final Instant START = Instant.parse("2026-10-01T00:00:00Z");
  private static final String INETSRV = "C:\\Windows\\System32\\inetsrv\\";

  /**
   * A record and when it happened.
   *
   * @param line as a sensor writes it
   */
  record Sent(Instant time, String line) {}

  private final List<Sent> sent = new ArrayList<>();
  private final Map<String, String> expected = new TreeMap<>();
  private final Random random;

  private Implants(long seed) {
    this.random = new Random(seed);
  }

  /** Hosts with so many implants each. */
  static Implants on(int hosts, int each, long seed) {
    Implants implants = new Implants(seed);
    for (int host = 0; host < hosts; host++) {
      for (int number = 0; number < each; number++) {
        implants.implant("h" + seed + "x" + host, "part" + number + ".dll");
      }
      implants.noise("h" + seed + "x" + host);
    }
    return implants;
  }

  /** Everything that was sent, in no order. */
  List<Sent> sent() {
    return sent;
  }

  /** Status and chains of every case, by host and file. */
  Map<String, String> expected() {
    return expected;
  }

  /** Two to five events within two months, many of them on a limit of a chain. */
  private void implant(String host, String file) {
    List<Seen> history = new ArrayList<>();
    Instant time = START.plusSeconds(random.nextInt(1_000_000));
    int events = 2 + random.nextInt(4);
    String sha256 = String.format(Locale.ROOT, "%064x", (host + file).hashCode() & 0xffffffffL);
    for (int i = 0; i < events; i++) {
      Stage stage =
          List.of(Stage.WRITE, Stage.REGISTRATION, Stage.LOAD, Stage.LOAD_FAILURE, Stage.LOAD)
              .get(random.nextInt(5));
      history.add(new Seen(stage, stage == Stage.LOAD_FAILURE ? toSeconds(time) : time));
      sent.add(new Sent(time, line(host, file, sha256, stage, time)));
      time = time.plus(pause());
    }
    String outcome = ReferenceHistory.caseOf(history);
    if (!outcome.isEmpty()) {
      expected.put(host + ' ' + file, outcome);
    }
  }

  /** What the event log's records say of time. */
  private static Instant toSeconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }

  private Duration pause() {
    return switch (random.nextInt(6)) {
      case 0 -> Duration.ZERO;
      case 1 -> Duration.ofMinutes(1 + random.nextInt(50));
      case 2 -> Duration.ofDays(7).plusMillis(random.nextInt(3) - 1L);
      case 3 -> Duration.ofHours(29);
      default -> Duration.ofDays(1 + random.nextInt(12));
    };
  }

  private String line(String host, String file, String sha256, Stage stage, Instant time) {
    List<Sensor> sensors =
        List.of(
            Telemetry.sysmon(host + ".corp.example"),
            Telemetry.sysmonXml(host.toUpperCase(Locale.ROOT)),
            Telemetry.falcon(host.toUpperCase(Locale.ROOT)),
            Telemetry.defender(host + ".Corp.Example"));
    Sensor sensor = sensors.get(random.nextInt(sensors.size()));
    String path = (random.nextBoolean() ? INETSRV : "C:\\WINDOWS\\system32\\InetSrv\\") + file;
    return switch (stage) {
      case WRITE -> sensor.write(time, path, sha256);
      case REGISTRATION -> sensor.register(time, path);
      case LOAD -> sensor.load(time, path, sha256);
      case LOAD_FAILURE, BEHAVIOUR -> new HostRecords(host, time).refused(path).lines().get(0);
    };
  }

  /** Deployments, loads of modules that ship with IIS, and commands of administrators. */
  private void noise(String host) {
    Sensor sysmon = Telemetry.sysmon(host + ".corp.example");
    for (int i = 0; i < 8; i++) {
      Instant time = START.plusSeconds(random.nextInt(4_000_000));
      sent.add(
          new Sent(
              time,
              switch (i % 4) {
                case 0 -> sysmon.write(time, "C:\\inetpub\\shop\\bin\\Shop" + i + ".dll", null);
                case 1 -> sysmon.load(time, INETSRV + "static.dll", null);
                case 2 -> sysmon.start(time, Telemetry.APPCMD, "appcmd.exe list modules");
                default -> sysmon.write(time, INETSRV + "lone" + i + ".dll", null);
              }));
    }
  }
}
