package dev.iischain;

import dev.iischain.ReferenceHistory.Seen;
import dev.iischain.Telemetry.Sensor;
import dev.iischain.event.Stage;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the feeds of a soak carry, all of it known beforehand: implants on many hosts, each seen by
 * sensors of several vendors and delivered in any order, late and more than once, with ordinary
 * traffic and broken records between. The same seed, start and window give the same records.
 */
final class SoakTelemetry {

  /** Feeds by their topics' last names; the last one does not exist from the beginning. */
  static final List<String> FEEDS = List.of("windows", "falcon", "defender", "late");

  /** An attacked host whose case nobody is told. */
  static final String MUTED_HOST = "quiet";

  /** By this. */
  static final String SUPPRESSION =
      "id: quiet\nhost: quiet\nreason: test\nowner: soc\nexpiry: 2036-01-01";

  private static final double HOSTS_A_SECOND = 1.2;
  private static final int BENIGN_A_SECOND = 25;
  private static final int BROKEN = 20;
  private static final String INETSRV = "C:\\Windows\\System32\\inetsrv\\";
  private static final String SVCHOST = "C:\\Windows\\System32\\svchost.exe";

  /**
   * One record on its way.
   *
   * @param atMillis when it is delivered, from the start of feeding
   */
  record Sent(long atMillis, String feed, String line) {}

  private final Random random;
  private final Instant start;
  private final long windowMillis;
  private final List<Sent> sent = new ArrayList<>();
  private final Set<String> lines = new LinkedHashSet<>();
  private final Map<String, String> expected = new TreeMap<>();

  private SoakTelemetry(long seed, Instant start, Duration window) {
    this.random = new Random(seed);
    this.start = start;
    this.windowMillis = window.toMillis();
  }

  /** What is delivered within the window; the first event happened at the start. */
  static SoakTelemetry of(long seed, Instant start, Duration window) {
    SoakTelemetry telemetry = new SoakTelemetry(seed, start, window);
    int hosts = (int) (window.toSeconds() * HOSTS_A_SECOND);
    for (int host = 0; host < hosts; host++) {
      telemetry.attack("web%04d".formatted(host));
    }
    long middle = window.toMillis() / 2;
    Scenarios.completeOn(MUTED_HOST).forEach(line -> telemetry.deliver("windows", line, middle));
    for (int i = 0; i < window.toSeconds() * BENIGN_A_SECOND; i++) {
      telemetry.benign(i);
    }
    for (int i = 0; i < BROKEN; i++) {
      telemetry.deliverOnce("windows", "{\"broken\": " + i);
    }
    telemetry.sent.sort(Comparator.comparingLong(Sent::atMillis));
    return telemetry;
  }

  /** Every delivery, by time. */
  List<Sent> sent() {
    return sent;
  }

  /** Every record once. */
  Set<String> lines() {
    return lines;
  }

  /** Status and chains of every case that must come, by host and file. */
  Map<String, String> expected() {
    return expected;
  }

  /** How many records cannot be read. */
  int broken() {
    return BROKEN;
  }

  /** Two implants, and what an administrator does beside them. */
  private void attack(String host) {
    long begins = random.nextLong(windowMillis * 3 / 4);
    boolean lateFeed = random.nextInt(6) == 0;
    for (int i = 0; i < 2; i++) {
      implant(host, "part" + i + ".dll", begins, lateFeed);
    }
    Sensor sysmon = Telemetry.sysmon(host + ".corp.example");
    Instant time = start.plusSeconds(random.nextInt(30_000));
    deliver("windows", sysmon.write(time, "C:\\inetpub\\shop\\bin\\Shop.dll", null), begins);
    deliver("windows", sysmon.load(time, INETSRV + "static.dll", null), begins);
    deliver("windows", sysmon.write(time, INETSRV + "lone.dll", null), begins);
  }

  private void implant(String host, String file, long begins, boolean lateFeed) {
    List<Seen> history = new ArrayList<>();
    Instant time = start.plusMillis(random.nextInt(10_000_000));
    String sha256 = String.format(Locale.ROOT, "%064x", (host + file).hashCode() & 0xffffffffL);
    int events = 2 + random.nextInt(4);
    for (int i = 0; i < events; i++) {
      Stage stage =
          List.of(Stage.WRITE, Stage.REGISTRATION, Stage.LOAD, Stage.LOAD, Stage.LOAD_FAILURE)
              .get(random.nextInt(5));
      // The event log knows no fractions of a second.
      Instant known = stage == Stage.LOAD_FAILURE ? time.truncatedTo(ChronoUnit.SECONDS) : time;
      history.add(new Seen(stage, known));
      implantStage(host, file, sha256, stage, time, begins, lateFeed);
      time = time.plusMillis(random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(3_000_000));
    }
    String outcome = ReferenceHistory.caseOf(history);
    if (!outcome.isEmpty()) {
      expected.put(host + ' ' + file, outcome);
    }
  }

  private void implantStage(
      String host,
      String file,
      String sha256,
      Stage stage,
      Instant time,
      long begins,
      boolean lateFeed) {
    int vendor = random.nextInt(4);
    Sensor sensor =
        switch (vendor) {
          case 0 -> Telemetry.sysmon(host + ".corp.example");
          case 1 -> Telemetry.sysmonXml(host.toUpperCase(Locale.ROOT));
          case 2 -> Telemetry.falcon(host.toUpperCase(Locale.ROOT));
          default -> Telemetry.defender(host + ".Corp.Example");
        };
    String path = (random.nextBoolean() ? INETSRV : "C:\\WINDOWS\\system32\\InetSrv\\") + file;
    boolean refused = stage == Stage.LOAD_FAILURE;
    String line =
        switch (stage) {
          case WRITE -> sensor.write(time, path, sha256);
          case REGISTRATION -> sensor.register(time, path);
          case LOAD -> sensor.load(time, path, sha256);
          case LOAD_FAILURE, BEHAVIOUR -> new HostRecords(host, time).refused(path).lines().get(0);
        };
    String feed = refused || vendor < 2 ? "windows" : vendor == 2 ? "falcon" : "defender";
    deliver(lateFeed ? "late" : feed, line, begins);
  }

  private void benign(int number) {
    String host = "desk%03d".formatted(number % 300);
    Instant time = start.plusSeconds(random.nextInt(30_000));
    Sensor sensor =
        switch (random.nextInt(3)) {
          case 0 -> Telemetry.sysmon(host + ".corp.example");
          case 1 -> Telemetry.falcon(host.toUpperCase(Locale.ROOT));
          default -> Telemetry.defender(host + ".Corp.Example");
        };
    String line =
        random.nextBoolean()
            ? sensor.start(time, SVCHOST, "svchost.exe -k netsvcs -p -s Schedule " + number)
            : sensor.write(time, "C:\\Users\\ann\\Documents\\report" + number + ".docx", null);
    deliverOnce(FEEDS.get(random.nextInt(3)), line);
  }

  /** Once to three times, mostly soon after the beginning, sometimes at any later time. */
  private void deliver(String feed, String line, long begins) {
    lines.add(line);
    int copies = random.nextInt(10) < 6 ? 1 : 2 + random.nextInt(2);
    for (int i = 0; i < copies; i++) {
      long soon = begins + random.nextInt(10_000);
      long later = begins + random.nextLong(windowMillis - begins);
      sent.add(new Sent(Math.min(random.nextInt(8) == 0 ? later : soon, windowMillis), feed, line));
    }
  }

  private void deliverOnce(String feed, String line) {
    lines.add(line);
    sent.add(new Sent(random.nextLong(windowMillis), feed, line));
  }
}
