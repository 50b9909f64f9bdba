package dev.iischain.local;

import dev.iischain.local.HostAction.FileWrite;
import dev.iischain.local.HostAction.ModuleLoad;
import dev.iischain.local.HostAction.ProcessStart;
import dev.iischain.local.HostAction.RegistrySet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** An ordinary half hour in an invented company: what the attack hides in. */
final class BenignTraffic {
  private static final String SYSTEM = "NT AUTHORITY\\SYSTEM";
  private static final String SYSTEM32 = "C:\\Windows\\System32\\";
  private static final String SERVICES = SYSTEM32 + "services.exe";
  private static final String SVCHOST = SYSTEM32 + "svchost.exe";
  private static final String W3WP = SYSTEM32 + "inetsrv\\w3wp.exe";
  private static final String BACKUP_FOLDER = "C:\\Program Files\\Example Backup\\";
  private static final String BACKUP = BACKUP_FOLDER + "backup.exe";
  private static final String WRITER = "C:\\Program Files\\Example Office\\writer.exe";
  private static final String EXPLORER = "C:\\Windows\\explorer.exe";
  private static final String SERVICE_KEY = "HKLM\\System\\CurrentControlSet\\Services\\";

  private static final List<HostAction> ANYWHERE =
      List.of(
          new ProcessStart(SVCHOST, "svchost.exe -k netsvcs -p -s Schedule", SERVICES, SYSTEM),
          new FileWrite(SYSTEM32 + "msiexec.exe", BACKUP_FOLDER + "plugins\\compress.dll"),
          new ModuleLoad(BACKUP, BACKUP_FOLDER + "plugins\\compress.dll", true),
          new RegistrySet(BACKUP, "HKLM\\Software\\Example Backup", "LastRun", "completed"),
          new ProcessStart(BACKUP, "\"" + BACKUP + "\" --nightly", SERVICES, SYSTEM),
          new FileWrite(BACKUP, "D:\\backup\\daily.zip"),
          new ModuleLoad(SVCHOST, SYSTEM32 + "wevtsvc.dll", true),
          new RegistrySet(SVCHOST, SERVICE_KEY + "W32Time\\Config", "LastKnownGoodTime", "ok"),
          new ProcessStart(SYSTEM32 + "taskhostw.exe", "taskhostw.exe Logon", SVCHOST, SYSTEM));

  private static final List<HostAction> ON_WEB_SERVERS =
      List.of(
          new ProcessStart(W3WP, "w3wp.exe -ap \"DefaultAppPool\"", SVCHOST, SYSTEM),
          new ModuleLoad(W3WP, SYSTEM32 + "inetsrv\\cachhttp.dll", true),
          new ModuleLoad(W3WP, SYSTEM32 + "inetsrv\\static.dll", true),
          new RegistrySet(SVCHOST, SERVICE_KEY + "HTTP\\Parameters", "LogLevel", "default"),
          // The attacker's tool, in daily use.
          new ProcessStart(
              SYSTEM32 + "inetsrv\\appcmd.exe",
              "appcmd.exe list modules",
              "C:\\Program Files\\Example Monitor\\monitor.exe",
              SYSTEM));

  private static final List<HostAction> ON_OTHERS =
      List.of(
          new ProcessStart(
              WRITER, "\"" + WRITER + "\" C:\\Users\\ann\\report.docx", EXPLORER, "CORP\\ann"),
          new FileWrite(WRITER, "C:\\Users\\ann\\Documents\\report.docx"),
          new ModuleLoad(WRITER, "C:\\Program Files\\Example Office\\layout.dll", true),
          new RegistrySet(WRITER, "HKLM\\Software\\Example Office", "LastFile", "report.docx"));

  private BenignTraffic() {}

  /** Twenty machines, web servers first; the first is the one that is attacked. */
  static List<DemoHost> hosts() {
    List<DemoHost> hosts = new ArrayList<>();
    IntStream.rangeClosed(1, 8).forEach(i -> hosts.add(new DemoHost("web0" + i, true)));
    IntStream.rangeClosed(1, 4).forEach(i -> hosts.add(new DemoHost("app0" + i, false)));
    IntStream.rangeClosed(1, 2).forEach(i -> hosts.add(new DemoHost("sql0" + i, false)));
    IntStream.rangeClosed(1, 6).forEach(i -> hosts.add(new DemoHost("desk0" + i, false)));
    return hosts;
  }

  /** The sensors of a machine: the attacked one has all three vendors'. */
  static List<DemoFormat> sensors(int hostIndex) {
    if (hostIndex == 0) {
      return List.of(DemoFormat.FALCON_LOGSCALE, DemoFormat.WINLOGBEAT, DemoFormat.DEFENDER);
    }
    return switch (hostIndex % 5) {
      case 0 -> List.of(DemoFormat.DEFENDER, DemoFormat.EVENT_XML);
      case 1 -> List.of(DemoFormat.WINLOGBEAT, DemoFormat.DEFENDER);
      case 2 -> List.of(DemoFormat.FALCON_LOGSCALE, DemoFormat.NXLOG);
      case 3 -> List.of(DemoFormat.DEFENDER, DemoFormat.WINLOGBEAT);
      default -> List.of(DemoFormat.FALCON_FDR, DemoFormat.EVENT_XML);
    };
  }

  /** What a machine does in a round. */
  static HostAction action(DemoHost host, int hostIndex, int round) {
    List<HostAction> own = host.webServer() ? ON_WEB_SERVERS : ON_OTHERS;
    int pick = (hostIndex + round) % (ANYWHERE.size() + own.size());
    return pick < ANYWHERE.size() ? ANYWHERE.get(pick) : own.get(pick - ANYWHERE.size());
  }
}
