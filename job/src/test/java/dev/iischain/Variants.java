package dev.iischain;

import dev.iischain.Telemetry.Sensor;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** The ways in which modules are installed, in raw records of one host each. */
final class Variants {

  private static final Instant START = Instant.parse("2026-11-20T13:10:06.158Z");

  /** When every variant is over. */
  static final Instant END = START.plus(Duration.ofDays(2));

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final String INETSRV = "C:\\Windows\\System32\\inetsrv\\";
  private static final String SHA256 = "5d1c8f0e".repeat(8);
  private static final String OTHER_SHA256 = "77aa01bc".repeat(8);
  private static final String COMPLETE = "complete iis_module_written_registered_loaded";

  private Variants() {}

  /** The raw records of a variant on a host, in order of event time. */
  interface History {
    List<String> on(String host);
  }

  /**
   * A variant.
   *
   * @param name such as {@code V1}
   * @param history what happens
   * @param cases status, chain and file of every case that must come of it
   */
  record Variant(String name, History history, List<String> cases) {}

  static List<Variant> all() {
    return List.of(
        new Variant("V1", Variants::classic, List.of(COMPLETE + " diag.dll")),
        new Variant("V2", Variants::userWritable, List.of(COMPLETE + " engine64.dll")),
        new Variant("V3", Variants::powerShell, List.of(COMPLETE + " diag.dll")),
        new Variant("V4", Variants::directEdit, List.of(COMPLETE + " diag.dll")),
        new Variant(
            "V5",
            Variants::configurationOnly,
            List.of("partial iis_module_registered_loaded diag.dll")),
        new Variant("V6", Variants::globalCache, List.of(COMPLETE + " diag.dll")),
        new Variant("V6S", Variants::globalCacheByScript, List.of(COMPLETE + " diag.dll")),
        new Variant("V7", Variants::siteBin, List.of(COMPLETE + " diag.dll")),
        new Variant(
            "V8",
            Variants::registryFilter,
            List.of("partial iis_module_registered_loaded diag.dll")),
        new Variant(
            "V9", Variants::extension, List.of("partial iis_module_registered_loaded diag.dll")),
        new Variant(
            "V10", Variants::repointed, List.of("partial iis_module_registered_loaded diag.dll")),
        new Variant(
            "V11", Variants::overwritten, List.of("partial iis_module_written_loaded custom.dll")),
        new Variant(
            "V12",
            Variants::registeredFirst,
            List.of("complete iis_module_registered_written_loaded diag.dll")),
        new Variant("V13", Variants::renamed, List.of(COMPLETE + " diag.dll")),
        new Variant("V14", Variants::cleanedUp, List.of(COMPLETE + " diag.dll")),
        new Variant("V15", Variants::remote, List.of(COMPLETE + " diag.dll")),
        new Variant(
            "V16",
            Variants::refused,
            List.of("partial iis_module_written_registered_refused diag.dll")),
        new Variant(
            "V17", Variants::profiler, List.of("partial iis_module_registered_loaded diag.dll")),
        new Variant("V18", Variants::fileless, List.of()),
        new Variant(
            "V19",
            Variants::bothBitnesses,
            List.of(COMPLETE + " iis7_32.dll", COMPLETE + " iis7_64.dll")),
        new Variant(
            "V20",
            Variants::preloaded,
            List.of("complete iis_module_written_loaded_registered diag.dll")));
  }

  /** A module that is registered an hour after it is written, and loaded so much later. */
  static List<String> loadedAfter(String host, Duration gap) {
    Sensor sysmon = sysmon(host);
    return List.of(
        sysmon.write(at(0), INETSRV + "diag.dll", null),
        sysmon.register(at(1), INETSRV + "diag.dll"),
        sysmon.load(at(1).plus(gap), INETSRV + "diag.dll", SHA256));
  }

  private static List<String> classic(String host) {
    return loadedAfter(host, Duration.ofMinutes(1));
  }

  private static List<String> userWritable(String host) {
    String path = "C:\\ProgramData\\Microsoft\\DRM\\log\\engine64.dll";
    return List.of(
        Telemetry.defender(host + ".corp.example").write(at(0), path, SHA256),
        sysmon(host).register(at(1), "%ALLUSERSPROFILE%\\Microsoft\\DRM\\log\\engine64.dll"),
        Telemetry.falcon(host).load(at(30), path, SHA256));
  }

  private static List<String> powerShell(String host) {
    return List.of(
        sysmon(host).write(at(0), INETSRV + "diag.dll", null),
        windows(
            host,
            at(1),
            4104,
            "Microsoft-Windows-PowerShell",
            "Microsoft-Windows-PowerShell/Operational",
            "'MessageNumber':'1','MessageTotal':'1','ScriptBlockId':'5a7cf1f1-0001-4b5e-8a3e-2f6b0c1d2e3f','ScriptBlockText':'New-WebGlobalModule"
                + " -Name Diag -Image C:\\Windows\\System32\\inetsrv\\diag.dll'"),
        sysmon(host).load(at(2), INETSRV + "diag.dll", SHA256));
  }

  private static List<String> directEdit(String host) {
    return List.of(
        sysmon(host).write(at(0), INETSRV + "diag.dll", null),
        windows(
            host,
            at(1),
            11,
            "Microsoft-Windows-Sysmon",
            "Microsoft-Windows-Sysmon/Operational",
            "'UtcTime':'"
                + utc(at(1))
                + "','ProcessGuid':'{0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0}','Image':'C:\\Windows\\System32\\n"
                + "otepad.exe',"
                + "'TargetFilename':'C:\\Windows\\System32\\inetsrv\\config\\applicationHost.config'"),
        sysmon(host).load(at(2), INETSRV + "diag.dll", SHA256));
  }

  private static List<String> configurationOnly(String host) {
    return List.of(
        configured(host, at(0), "/system.webServer/globalModules/add[@name=\\\"Diag\\\"]/@image"),
        sysmon(host).load(at(2), INETSRV + "diag.dll", SHA256));
  }

  private static List<String> globalCache(String host) {
    return globalCache(
        host,
        sysmon(host).start(at(1), "C:\\Tools\\gacutil.exe", "gacutil.exe /i C:\\Temp\\Diag.dll"));
  }

  private static List<String> globalCacheByScript(String host) {
    return globalCache(
        host,
        new HostRecords(host, at(1))
            .script(
                "(New-Object System.EnterpriseServices.Internal.Publish)"
                    + ".GacInstall('C:\\Temp\\Diag.dll')")
            .lines()
            .get(0));
  }

  private static List<String> globalCache(String host, String installation) {
    String cached =
        "C:\\Windows\\Microsoft.NET\\assembly\\GAC_MSIL\\Diag\\v4.0_1.0.0.0__b03f5f7f11d50a3a\\Diag.dll";
    Sensor sysmon = sysmon(host);
    return List.of(
        sysmon.write(at(0), "C:\\Temp\\Diag.dll", null),
        installation,
        sysmon.write(at(1).plusSeconds(2), cached, null),
        sysmon.start(
            at(2),
            Telemetry.APPCMD,
            "appcmd.exe add module /name:Diag /type:\"Example.Diag, Diag, Version=1.0.0.0,"
                + " Culture=neutral, PublicKeyToken=b03f5f7f11d50a3a\""),
        sysmon.load(at(3), cached, SHA256));
  }

  private static List<String> siteBin(String host) {
    Sensor sysmon = sysmon(host);
    return List.of(
        sysmon.write(at(0), "C:\\inetpub\\wwwroot\\shop\\bin\\Diag.dll", null),
        sysmon.start(
            at(1),
            Telemetry.APPCMD,
            "appcmd.exe add module /name:Diag /type:\"Example.Diag, Diag\" /app.name:\"Default Web"
                + " Site/shop\""),
        sysmon.load(
            at(2),
            "C:\\Windows\\Microsoft.NET\\Framework64\\v4.0.30319\\Temporary ASP.NET"
                + " Files\\shop\\1a2b3c4d\\5e6f7a8b\\assembly\\dl3\\9c0d1e2f\\00a1b2c3_d4e5d601\\Diag.dll",
            SHA256));
  }

  private static List<String> registryFilter(String host) {
    return List.of(
        windows(
            host,
            at(0),
            13,
            "Microsoft-Windows-Sysmon",
            "Microsoft-Windows-Sysmon/Operational",
            "'UtcTime':'"
                + utc(at(0))
                + "','EventType':'SetValue','ProcessGuid':'{0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0}','Image':'C:\\Windows\\System32\\r"
                + "eg.exe','TargetObject':'HKLM\\System\\CurrentControlSet\\Services\\W3SVC\\Parameters\\Filter"
                + " DLLs','Details':'C:\\Windows\\System32\\inetsrv\\diag.dll'"),
        reported(host, at(1), 2223, "FilterDll", INETSRV + "diag.dll"));
  }

  private static List<String> extension(String host) {
    Sensor sysmon = sysmon(host);
    return List.of(
        sysmon.start(
            at(0),
            Telemetry.APPCMD,
            "appcmd.exe set config /section:isapiCgiRestriction"
                + " \"/+[path='C:\\inetpub\\cgi\\diag.dll',allowed='True']\""),
        sysmon.load(at(1), "C:\\inetpub\\cgi\\diag.dll", SHA256));
  }

  private static List<String> repointed(String host) {
    Sensor sysmon = sysmon(host);
    return List.of(
        sysmon.start(
            at(0),
            Telemetry.APPCMD,
            "appcmd.exe set config /section:globalModules"
                + " \"/[name='DefaultDocumentModule'].image:C:\\ProgramData\\diag.dll\""),
        sysmon.load(at(1), "C:\\ProgramData\\diag.dll", SHA256));
  }

  private static List<String> overwritten(String host) {
    Sensor falcon = Telemetry.falcon(host);
    return List.of(
        falcon.write(at(0), INETSRV + "custom.dll", SHA256),
        falcon.load(at(1), INETSRV + "custom.dll", SHA256),
        sysmon(host).load(at(2), INETSRV + "custom.dll", OTHER_SHA256));
  }

  private static List<String> registeredFirst(String host) {
    Sensor sysmon = sysmon(host);
    return List.of(
        sysmon.register(at(0), INETSRV + "diag.dll"),
        reported(host, at(1), 2280, "ModuleDll", INETSRV + "diag.dll"),
        sysmon.write(at(2), INETSRV + "diag.dll", null),
        sysmon.load(at(3), INETSRV + "diag.dll", SHA256));
  }

  private static List<String> renamed(String host) {
    String time = at(1).toString();
    return List.of(
        Telemetry.defender(host + ".corp.example").write(at(0), "C:\\Users\\Public\\a.tmp", null),
        ("{'records':[{'time':'"
                + time
                + "','category':'AdvancedHunting-DeviceFileEvents',"
                + "'properties':{'Timestamp':'"
                + time
                + "','DeviceId':'adc83b19e793491b1c6ea0fd8b46cd9f32e592fc',"
                + "'DeviceName':'"
                + host
                + ".corp.example','ReportId':77,'ActionType':'FileRenamed',"
                + "'FileName':'diag.dll','FolderPath':'C:\\Windows\\System32\\inetsrv\\diag.dll',"
                + "'PreviousFileName':'a.tmp','PreviousFolderPath':'C:\\Users\\Public',"
                + "'InitiatingProcessFileName':'cmd.exe','InitiatingProcessFolderPath':'c:\\windows\\system32\\cmd.exe'}}]}")
            .replace("\\", "\\\\")
            .replace('\'', '"'),
        sysmon(host).register(at(2), INETSRV + "diag.dll"),
        sysmon(host).load(at(3), INETSRV + "diag.dll", SHA256));
  }

  private static List<String> cleanedUp(String host) {
    Sensor sysmon = sysmon(host);
    return List.of(
        sysmon.write(at(0), INETSRV + "diag.dll", null),
        sysmon.register(at(1), INETSRV + "diag.dll"),
        sysmon.load(at(2), INETSRV + "diag.dll", SHA256),
        sysmon.start(at(3), Telemetry.APPCMD, "appcmd.exe uninstall module Diag"),
        sysmon.start(
            at(4), Telemetry.APPCMD, "appcmd.exe set config /section:httpLogging /dontLog:true"));
  }

  private static List<String> remote(String host) {
    Sensor sysmon = sysmon(host);
    return List.of(
        sysmon("jump")
            .write(at(0), "\\\\" + host + "\\C$\\Windows\\System32\\inetsrv\\diag.dll", null),
        sysmon.register(at(1), INETSRV + "diag.dll"),
        sysmon.load(at(2), INETSRV + "diag.dll", SHA256));
  }

  private static List<String> refused(String host) {
    Sensor sysmon = sysmon(host);
    return List.of(
        sysmon.write(at(0), INETSRV + "diag.dll", null),
        sysmon.register(at(1), INETSRV + "diag.dll"),
        reported(host, at(2), 2282, "ModuleDll", INETSRV + "diag.dll"));
  }

  private static List<String> profiler(String host) {
    return List.of(
        windows(
            host,
            at(0),
            13,
            "Microsoft-Windows-Sysmon",
            "Microsoft-Windows-Sysmon/Operational",
            "'UtcTime':'"
                + utc(at(0))
                + "','EventType':'SetValue','ProcessGuid':'{0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0}','Image':'C:\\Windows\\System32\\r"
                + "eg.exe','TargetObject':'HKLM\\System\\CurrentControlSet\\Services\\W3SVC\\Environment','Details':'COR_ENABLE_PROFILING=1"
                + " COR_PROFILER_PATH=C:\\ProgramData\\diag.dll'"),
        sysmon(host).load(at(1), "C:\\ProgramData\\diag.dll", SHA256));
  }

  private static List<String> fileless(String host) {
    return List.of(
        shell(host, at(0), "cmd.exe /c whoami"),
        shell(host, at(1), "cmd.exe /c net user"),
        sysmon(host)
            .start(
                at(2),
                Telemetry.APPCMD,
                "appcmd.exe set config /section:httpLogging /dontLog:true"));
  }

  private static List<String> bothBitnesses(String host) {
    Sensor sysmon = sysmon(host);
    String narrow = "C:\\Windows\\SysWOW64\\inetsrv\\iis7_32.dll";
    return List.of(
        sysmon.write(at(0), INETSRV + "iis7_64.dll", null),
        sysmon.write(at(0).plusSeconds(1), narrow, null),
        sysmon.register(at(1), INETSRV + "iis7_64.dll"),
        sysmon.register(at(1).plusSeconds(1), "%windir%\\System32\\inetsrv\\iis7_32.dll"),
        sysmon.load(at(2), INETSRV + "iis7_64.dll", SHA256),
        sysmon.load(at(3), narrow, OTHER_SHA256));
  }

  private static List<String> preloaded(String host) {
    Sensor sysmon = sysmon(host);
    return List.of(
        sysmon.write(at(0), INETSRV + "diag.dll", null),
        sysmon.load(at(1), INETSRV + "diag.dll", SHA256),
        sysmon.register(at(2), INETSRV + "diag.dll"));
  }

  private static String shell(String host, Instant time, String command) {
    return windows(
        host,
        time,
        1,
        "Microsoft-Windows-Sysmon",
        "Microsoft-Windows-Sysmon/Operational",
        "'UtcTime':'"
            + utc(time)
            + "','ProcessGuid':'{0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0}',"
            + "'Image':'C:\\Windows\\System32\\cmd.exe','CommandLine':'"
            + command
            + "','ParentImage':'C:\\Windows\\System32\\inetsrv\\w3wp.exe','ParentCommandLine':'w3wp.exe','User':'IIS"
            + " APPPOOL\\DefaultAppPool','CurrentDirectory':'C:\\Windows\\System32\\'");
  }

  private static String configured(String host, Instant time, String where) {
    return windows(
            host,
            time,
            29,
            "Microsoft-Windows-IIS-Configuration",
            "Microsoft-IIS-Configuration/Operational",
            "'PhysicalPath':'\\\\?\\C:\\Windows\\system32\\inetsrv\\config\\applicationHost.config',"
                + "'ConfigPath':'MACHINE/WEBROOT/APPHOST','EditOperationType':'0','OldValue':'',"
                + "'NewValue':'C:\\Windows\\System32\\inetsrv\\diag.dll','Configuration':'WHERE'")
        .replace("WHERE", where);
  }

  private static String reported(String host, Instant time, int event, String field, String path) {
    return windows(
        host,
        time,
        event,
        "Microsoft-Windows-IIS-W3SVC-WP",
        "Application",
        "'" + field + "':'" + path + "'");
  }

  private static String windows(
      String host, Instant time, int event, String provider, String channel, String fields) {
    return ("{'EventTime':'"
            + SECONDS.format(time)
            + "','Hostname':'"
            + host
            + ".corp.example','EventID':"
            + event
            + ",'SourceName':'"
            + provider
            + "','Channel':'"
            + channel
            + "','RecordNumber':"
            + Math.abs((host + time + event).hashCode())
            + ","
            + fields
            + "}")
        .replace("\\", "\\\\")
        .replace('\'', '"');
  }

  private static String utc(Instant time) {
    return SECONDS.format(time) + ".158";
  }

  private static Sensor sysmon(String host) {
    return Telemetry.sysmon(host + ".corp.example");
  }

  private static Instant at(int hours) {
    return START.plus(Duration.ofHours(hours));
  }
}
