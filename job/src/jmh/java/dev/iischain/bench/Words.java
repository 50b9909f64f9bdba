package dev.iischain.bench;

import java.util.List;

/** What the invented company's machines run, write, set and load. */
final class Words {

  static final String SYSTEM32 = "C:\\Windows\\System32\\";
  static final String INETSRV = SYSTEM32 + "inetsrv\\";

  private static final String SERVICES = "HKLM\\System\\CurrentControlSet\\Services\\";

  static final List<String> USERS =
      List.of(
          "NT AUTHORITY\\SYSTEM",
          "NT AUTHORITY\\NETWORK SERVICE",
          "CORP\\svc-backup",
          "CORP\\ann",
          "CORP\\b.müller");

  static final List<String> IMAGES =
      List.of(
          SYSTEM32 + "svchost.exe",
          SYSTEM32 + "services.exe",
          SYSTEM32 + "cmd.exe",
          SYSTEM32 + "conhost.exe",
          SYSTEM32 + "taskhostw.exe",
          SYSTEM32 + "msiexec.exe",
          SYSTEM32 + "reg.exe",
          SYSTEM32 + "WindowsPowerShell\\v1.0\\powershell.exe",
          SYSTEM32 + "wbem\\WmiPrvSE.exe",
          "C:\\Windows\\explorer.exe",
          "C:\\Windows\\SysWOW64\\rundll32.exe",
          "C:\\Program Files\\Example Backup\\bin\\backup-agent.exe",
          "C:\\Program Files (x86)\\Example Monitor\\monitor.exe",
          "C:\\Program Files\\Example Database\\140\\Binn\\dbserver.exe",
          "C:\\Users\\ann\\AppData\\Local\\Example\\Browser\\browser.exe");

  static final List<String> ARGUMENTS =
      List.of(
          "-k netsvcs -p -s Schedule",
          "/c echo # > C:\\Windows\\Temp\\probe-#.txt",
          "0xffffffff -ForceV1",
          "--type=renderer --lang=en --device-scale-factor=1 --renderer-client-id=#"
              + " --launch-time-ticks=# --field-trial-handle=#,i,#,262144",
          "/i C:\\Windows\\Temp\\{@}\\setup.msi /qn /norestart LOGFILE=C:\\Windows\\Temp\\#.log",
          "-NoProfile -NonInteractive -ExecutionPolicy Bypass -File"
              + " \"C:\\ProgramData\\Example Monitor\\checks\\disk.ps1\" -Drive D -Warn #",
          "-Embedding",
          "--job nightly-# --target \\\\backup01.corp.example\\pool$\\# --compress",
          "query HKLM\\Software\\Example\\# /v LastRun");

  static final List<String> APPCMD_ARGUMENTS =
      List.of(
          "list modules",
          "list site /text:name",
          "install module /name:RequestLog# /image:\"%windir%\\System32\\inetsrv\\reqlog#.dll\"",
          "install module /name:Diag# /image:C:\\ProgramData\\diag#.dll /add:true");

  static final List<String> FILES =
      List.of(
          "C:\\Windows\\Temp\\probe-#.txt",
          "C:\\Windows\\Temp\\{@}\\setup.msi",
          "C:\\ProgramData\\Example Monitor\\spool\\#.json",
          "C:\\Users\\ann\\AppData\\Local\\Temp\\tmp#.tmp",
          "C:\\Users\\ann\\Documents\\Quarterly report #.docx",
          "C:\\Program Files\\Example Backup\\plugins\\compress-#.dll",
          "C:\\Windows\\SoftwareDistribution\\Download\\@\\update-#.cab",
          "D:\\data\\warehouse\\2026\\11\\part-#.parquet",
          "C:\\Windows\\Prefetch\\BACKUP-AGENT.EXE-#.pf");

  static final List<String> IIS_FILES =
      List.of(
          INETSRV + "config\\applicationHost.config",
          "C:\\inetpub\\logs\\LogFiles\\W3SVC1\\u_ex#.log",
          INETSRV + "reqlog#.dll",
          "C:\\inetpub\\wwwroot\\shop\\bin\\Shop.Reports#.dll");

  static final List<String> VALUES =
      List.of(
          SERVICES + "W32Time\\Config\\LastKnownGoodTime",
          SERVICES + "bam\\State\\UserSettings\\S-1-5-21-1-2-3-#\\SequenceNumber",
          SERVICES + "Tcpip\\Parameters\\Interfaces\\{@}\\LeaseObtainedTime",
          "HKLM\\SOFTWARE\\Example Backup\\Jobs\\nightly-#\\LastRun",
          "HKU\\S-1-5-21-1-2-3-1105\\Software\\Example Office\\Recent\\Item #",
          "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Installer\\UserData\\S-1-5-18"
              + "\\Components\\@\\#");

  static final List<String> IIS_VALUES =
      List.of(
          SERVICES + "W3SVC\\Parameters\\MajorVersion",
          SERVICES + "HTTP\\Parameters\\LogLevel",
          SERVICES + "W3SVC\\Parameters\\Filter DLLs");

  static final List<String> DETAILS =
      List.of(
          "DWORD (0x00000001)",
          "QWORD (0x01d9a1b2-0x#)",
          "Binary Data",
          "completed #",
          "C:\\Program Files\\Example Backup\\plugins\\compress-#.dll");

  static final List<String> MODULES =
      List.of(
          SYSTEM32 + "kernel32.dll",
          SYSTEM32 + "wevtsvc.dll",
          SYSTEM32 + "wbem\\wbemprox.dll",
          "C:\\Windows\\WinSxS\\amd64_example.common-controls_@\\comctl#.dll",
          "C:\\Program Files\\Example Backup\\plugins\\compress-#.dll",
          "C:\\Windows\\assembly\\NativeImages_v4.0.30319_64\\Example.Core\\@\\Example.Core.ni.dll",
          "C:\\Users\\ann\\AppData\\Local\\Example\\Browser\\#\\browser_elf.dll");

  static final List<String> IIS_MODULES =
      List.of(INETSRV + "cachhttp.dll", INETSRV + "static.dll", "C:\\ProgramData\\diag#.dll");

  static final List<String> SCRIPTS =
      List.of(
          "param([string]$Drive, [int]$Warn)\n$disk = Get-CimInstance Win32_LogicalDisk -Filter"
              + " \"DeviceID='${Drive}:'\"\n$free = [math]::Round($disk.FreeSpace / 1GB, 1)\nif"
              + " ($free -lt $Warn) { Write-Output \"WARN $free GB free, job #\"; exit 1 }\n"
              + "Write-Output \"OK $free GB free\"",
          "Get-Service | Where-Object { $_.Status -ne 'Running' -and $_.StartType -eq 'Automatic' }"
              + " | ForEach-Object { [pscustomobject]@{ Name = $_.Name; Code = # } } |"
              + " ConvertTo-Json -Compress",
          "{ Set-StrictMode -Version 1; $_.ErrorCategory_Message }");

  private Words() {}
}
