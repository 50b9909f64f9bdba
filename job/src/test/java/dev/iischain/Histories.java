package dev.iischain;

import dev.iischain.Telemetry.Sensor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Random histories of hosts, the same ones every time. */
final class Histories {

  private static final Instant START = Instant.parse("2026-11-20T00:00:00Z");
  private static final List<String> PATHS =
      List.of(
          "C:\\Windows\\System32\\inetsrv\\one.dll",
          "C:\\Windows\\System32\\inetsrv\\two.dll",
          "C:\\Users\\Public\\three.dll");
  private static final List<String> HASHES = List.of("aa".repeat(32), "bb".repeat(32));

  private Histories() {}

  /** The raw records of each of {@code count} hosts, in order of event time. */
  static List<List<String>> ofHosts(int count) {
    Random random = new Random(42);
    List<List<String>> histories = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      histories.add(ofHost("host" + i, random));
    }
    return histories;
  }

  /** Up to a dozen events within a month, some of them at one moment, some seen by two shippers. */
  private static List<String> ofHost(String name, Random random) {
    List<Sensor> sensors =
        List.of(
            Telemetry.sysmon(name + ".corp.example"),
            Telemetry.sysmonXml(name.toUpperCase(Locale.ROOT)),
            Telemetry.falcon(name.toUpperCase(Locale.ROOT)),
            Telemetry.defender(name + ".Corp.Example"));
    List<String> records = new ArrayList<>();
    int minute = 0;
    int events = 2 + random.nextInt(11);
    for (int i = 0; i < events; i++) {
      minute += random.nextInt(4) == 0 ? 0 : random.nextInt(10_000);
      Instant time = START.plusSeconds(60L * minute);
      int sensor = random.nextInt(sensors.size());
      int action = random.nextInt(3);
      String path = PATHS.get(random.nextInt(PATHS.size()));
      String hash = HASHES.get(random.nextInt(HASHES.size()));
      records.add(record(sensors.get(sensor), action, time, path, hash));
      if (sensor < 2 && random.nextBoolean()) {
        records.add(record(sensors.get(1 - sensor), action, time, path, hash));
      }
    }
    return records;
  }

  private static String record(Sensor sensor, int action, Instant time, String path, String hash) {
    return switch (action) {
      case 0 -> sensor.write(time, path, hash);
      case 1 -> sensor.register(time, path);
      default -> sensor.load(time, path, hash);
    };
  }
}
