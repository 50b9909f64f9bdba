package dev.iischain;

import dev.iischain.Telemetry.Sensor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What may happen on a host, and everything that must come of it. */
final class Scenarios {

  private static final Instant START = Instant.parse("2026-11-20T13:10:06.158Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final String INETSRV = "C:\\Windows\\System32\\inetsrv\\";
  private static final String DLL = INETSRV + "diag.dll";
  private static final String OTHER_DLL = INETSRV + "audit.dll";
  private static final String COPY = "C:\\Users\\Public\\a.tmp";
  private static final String SHA256 = "5d1c8f0e".repeat(8);
  private static final String OTHER_SHA256 = "77aa01bc".repeat(8);

  private Scenarios() {}

  /**
   * One host's history.
   *
   * @param host the name that everything about it carries
   * @param records the raw records in order of arrival
   * @param outcome the alerts and cases, as {@link Outcomes} says them, once event time has come to
   *     the end of the longest of all histories
   */
  record Scenario(String host, List<String> records, List<String> outcome) {}

  static List<Scenario> all() {
    return List.of(
        complete(),
        outOfOrder(),
        repeated(),
        threeVendors(),
        withoutWrite(),
        withoutRegistration(),
        withoutLoad(),
        writeAlone(),
        registrationAlone(),
        loadAlone(),
        twoImplants(),
        writtenHere(),
        loadedThere(),
        eightDaysToRegistration(),
        sevenDaysToRegistration(),
        thirtySixDaysToLoad(),
        registeredFirst(),
        stagedCopy("staged29", Telemetry.sysmon("staged29.corp.example")),
        stagedCopy("stagedpe", Telemetry.falcon("STAGEDPE")),
        copyOfOtherContent(),
        loadOfOtherContent(),
        userWritable(),
        harmless());
  }

  private static Scenario complete() {
    return new Scenario(
        "complete",
        completeOn("complete"),
        List.of(
            "alert write diag.dll x1 in case",
            "alert registration diag.dll x1 in case",
            "case complete iis_module_written_registered_loaded diag.dll write 1 registration 1"
                + " load 1"));
  }

  /** The raw records of a write, a registration and a load. */
  static List<String> completeOn(String host) {
    Sensor sysmon = Telemetry.sysmon(host + ".corp.example");
    return List.of(
        sysmon.write(at(0), DLL, null),
        sysmon.register(at(1), DLL),
        sysmon.load(at(2), DLL, SHA256));
  }

  private static Scenario outOfOrder() {
    Sensor sysmon = Telemetry.sysmon("late.corp.example");
    return new Scenario(
        "late",
        List.of(
            sysmon.load(at(2), DLL, SHA256),
            sysmon.register(at(1), DLL),
            sysmon.write(at(0), DLL, null)),
        complete().outcome());
  }

  private static Scenario repeated() {
    Sensor sysmon = Telemetry.sysmon("again.corp.example");
    Sensor xml = Telemetry.sysmonXml("again.corp.example");
    return new Scenario(
        "again",
        List.of(
            sysmon.write(at(0), DLL, null),
            sysmon.write(at(0), DLL, null),
            xml.register(at(1), DLL),
            sysmon.register(at(1), DLL),
            sysmon.load(at(2), DLL, SHA256),
            xml.load(at(2), DLL, SHA256),
            sysmon.load(at(3), DLL, SHA256)),
        List.of(
            "alert write diag.dll x1 in case",
            "alert registration diag.dll x1 in case",
            "case complete iis_module_written_registered_loaded diag.dll write 1 registration 1"
                + " load 2"));
  }

  private static Scenario threeVendors() {
    return new Scenario(
        "trio",
        List.of(
            Telemetry.defender("Trio.Corp.Example").load(at(2), DLL, SHA256),
            Telemetry.sysmon("trio.corp.example")
                .register(at(1), "%windir%\\System32\\inetsrv\\diag.dll"),
            Telemetry.falcon("TRIO").write(at(0), DLL, SHA256)),
        complete().outcome());
  }

  private static Scenario withoutWrite() {
    Sensor sysmon = Telemetry.sysmon("nowrite.corp.example");
    return new Scenario(
        "nowrite",
        List.of(sysmon.register(at(1), DLL), sysmon.load(at(2), DLL, SHA256)),
        List.of(
            "alert registration diag.dll x1 in case",
            "case partial iis_module_registered_loaded diag.dll registration 1 load 1"));
  }

  private static Scenario withoutRegistration() {
    Sensor sysmon = Telemetry.sysmon("noregistration.corp.example");
    return new Scenario(
        "noregistration",
        List.of(sysmon.write(at(0), DLL, null), sysmon.load(at(2), DLL, SHA256)),
        List.of(
            "alert write diag.dll x1 in case",
            "case partial iis_module_written_loaded diag.dll write 1 load 1"));
  }

  private static Scenario withoutLoad() {
    Sensor sysmon = Telemetry.sysmon("noload.corp.example");
    return new Scenario(
        "noload",
        List.of(sysmon.write(at(0), DLL, null), sysmon.register(at(1), DLL)),
        List.of(
            "alert write diag.dll x1 in case",
            "alert registration diag.dll x1 in case",
            "case partial iis_module_written_registered diag.dll write 1 registration 1"));
  }

  private static Scenario writeAlone() {
    return new Scenario(
        "onlywrite",
        List.of(Telemetry.sysmon("onlywrite.corp.example").write(at(0), DLL, null)),
        List.of("alert write diag.dll x1"));
  }

  private static Scenario registrationAlone() {
    return new Scenario(
        "onlyregister",
        List.of(Telemetry.sysmon("onlyregister.corp.example").register(at(0), DLL)),
        List.of("alert registration diag.dll x1"));
  }

  private static Scenario loadAlone() {
    return new Scenario(
        "onlyload",
        List.of(Telemetry.sysmon("onlyload.corp.example").load(at(0), DLL, SHA256)),
        List.of());
  }

  private static Scenario twoImplants() {
    Sensor falcon = Telemetry.falcon("TWINS");
    return new Scenario(
        "twins",
        List.of(
            falcon.write(at(0), DLL, SHA256),
            falcon.write(at(1), OTHER_DLL, OTHER_SHA256),
            falcon.register(at(2), OTHER_DLL),
            falcon.register(at(3), DLL),
            falcon.load(at(4), DLL, SHA256),
            falcon.load(at(5), OTHER_DLL, OTHER_SHA256)),
        List.of(
            "alert write audit.dll x1 in case",
            "alert registration audit.dll x1 in case",
            "alert write diag.dll x1 in case",
            "alert registration diag.dll x1 in case",
            "case complete iis_module_written_registered_loaded audit.dll write 1 registration 1"
                + " load 1",
            "case complete iis_module_written_registered_loaded diag.dll write 1 registration 1"
                + " load 1"));
  }

  private static Scenario writtenHere() {
    return new Scenario(
        "here",
        List.of(Telemetry.defender("here.corp.example").write(at(0), DLL, SHA256)),
        List.of("alert write diag.dll x1"));
  }

  private static Scenario loadedThere() {
    Sensor defender = Telemetry.defender("there.corp.example");
    return new Scenario(
        "there",
        List.of(defender.register(at(1), DLL), defender.load(at(2), DLL, SHA256)),
        List.of(
            "alert registration diag.dll x1 in case",
            "case partial iis_module_registered_loaded diag.dll registration 1 load 1"));
  }

  private static Scenario eightDaysToRegistration() {
    Sensor sysmon = Telemetry.sysmon("slow.corp.example");
    return new Scenario(
        "slow",
        List.of(
            sysmon.write(at(0), DLL, null),
            sysmon.register(at(8 * 24), DLL),
            sysmon.load(at(8 * 24 + 1), DLL, SHA256)),
        List.of(
            "alert write diag.dll x1 in case",
            "alert registration diag.dll x1 in case",
            "case partial iis_module_registered_loaded diag.dll write 1 registration 1 load 1"));
  }

  private static Scenario sevenDaysToRegistration() {
    Sensor sysmon = Telemetry.sysmon("intime.corp.example");
    return new Scenario(
        "intime",
        List.of(
            sysmon.write(at(0), DLL, null),
            sysmon.register(at(7 * 24), DLL),
            sysmon.load(at(42 * 24), DLL, SHA256)),
        complete().outcome());
  }

  private static Scenario thirtySixDaysToLoad() {
    Sensor sysmon = Telemetry.sysmon("sleeper.corp.example");
    return new Scenario(
        "sleeper",
        List.of(
            sysmon.write(at(0), DLL, null),
            sysmon.register(at(1), DLL),
            sysmon.load(at(1 + 36 * 24), DLL, SHA256)),
        List.of(
            "alert write diag.dll x1 in case",
            "alert registration diag.dll x1 in case",
            "case partial iis_module_written_registered diag.dll write 1 registration 1 load 1"));
  }

  private static Scenario registeredFirst() {
    Sensor sysmon = Telemetry.sysmon("early.corp.example");
    return new Scenario(
        "early",
        List.of(
            sysmon.register(at(0), DLL),
            sysmon.write(at(1), DLL, null),
            sysmon.load(at(2), DLL, SHA256)),
        List.of(
            "alert write diag.dll x1 in case",
            "alert registration diag.dll x1 in case",
            "case complete iis_module_registered_written_loaded diag.dll write 1 registration 1"
                + " load 1"));
  }

  private static Scenario stagedCopy(String host, Sensor writer) {
    Sensor sysmon = Telemetry.sysmon(host + ".corp.example");
    return new Scenario(
        host,
        List.of(
            writer.write(at(0), COPY, SHA256),
            sysmon.register(at(1), DLL),
            sysmon.load(at(2), DLL, SHA256)),
        List.of(
            "alert registration diag.dll x1 in case",
            "case complete iis_module_written_registered_loaded diag.dll write 1 registration 1"
                + " load 1"));
  }

  private static Scenario copyOfOtherContent() {
    Sensor sysmon = Telemetry.sysmon("decoy.corp.example");
    return new Scenario(
        "decoy",
        List.of(
            sysmon.write(at(0), COPY, OTHER_SHA256),
            sysmon.register(at(1), DLL),
            sysmon.load(at(2), DLL, SHA256)),
        withoutWrite().outcome());
  }

  private static Scenario loadOfOtherContent() {
    Sensor falcon = Telemetry.falcon("SWAPPED");
    return new Scenario(
        "swapped",
        List.of(
            falcon.write(at(0), DLL, SHA256),
            falcon.register(at(1), DLL),
            falcon.load(at(2), DLL, OTHER_SHA256)),
        complete().outcome());
  }

  private static Scenario userWritable() {
    Sensor defender = Telemetry.defender("public.corp.example");
    String path = "C:\\Users\\Public\\diag.dll";
    return new Scenario(
        "public",
        List.of(
            defender.write(at(0), path, SHA256),
            defender.register(at(1), path),
            defender.load(at(2), path, SHA256)),
        List.of(
            "alert registration diag.dll x1 in case",
            "alert load diag.dll x1 in case",
            "case complete iis_module_written_registered_loaded diag.dll write 1 registration 1"
                + " load 1"));
  }

  private static Scenario harmless() {
    Sensor sysmon = Telemetry.sysmon("calm.corp.example");
    return new Scenario(
        "calm",
        List.of(
            sysmon.start(at(0), Telemetry.APPCMD, "appcmd.exe list modules"),
            sysmon.write(at(1), "C:\\Program Files\\Example\\example.dll", null),
            sysmon.load(at(2), "C:\\Windows\\System32\\inetsrv\\static.dll", SHA256),
            sysmon.start(at(3), Telemetry.CMD, "cmd.exe /c dir")),
        List.of());
  }

  private static Instant at(int hours) {
    return START.plus(HOUR.multipliedBy(hours));
  }
}
