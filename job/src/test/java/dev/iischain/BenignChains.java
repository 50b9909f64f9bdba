package dev.iischain;

import static dev.iischain.HostRecords.APPCMD;
import static dev.iischain.HostRecords.IIS_SETUP;
import static dev.iischain.HostRecords.INETSRV;
import static dev.iischain.HostRecords.MSIEXEC;
import static dev.iischain.HostRecords.POWERSHELL;
import static dev.iischain.HostRecords.W3WP;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** What honest products do that looks like an implant, and what each may score. */
final class BenignChains {

  private static final String CMD = "C:\\Windows\\System32\\cmd.exe";
  private static final String SYSTEM = "NT AUTHORITY\\SYSTEM";
  private static final String ADMIN = "CORP\\admin";
  private static final String MICROSOFT = "Microsoft Corporation";
  private static final String SHADOW =
      "C:\\Windows\\Microsoft.NET\\Framework64\\v4.0.30319\\Temporary ASP.NET Files\\";
  private static final String TI_WORKER =
      "C:\\Windows\\WinSxS\\amd64_microsoft-windows-servicingstack_10.0\\TiWorker.exe";

  private BenignChains() {}

  /**
   * One product.
   *
   * @param name also the name of its host
   * @param outcomes level and score that its cases have where cases start at one point
   * @param history what it does
   */
  record Product(String name, List<String> outcomes, Consumer<HostRecords> history) {}

  static List<Product> all() {
    return List.of(
        new Product("iisrole", List.of("informational 14"), BenignChains::iisRole),
        new Product("rewrite", List.of("informational 14"), BenignChains::urlRewrite),
        new Product("ancm", List.of("low 34"), BenignChains::aspNetCoreModule),
        new Product("arr", List.of("low 34"), BenignChains::requestRouting),
        new Product("aspnet", List.of("informational 10"), BenignChains::aspNet),
        new Product("exchange", List.of("low 22"), BenignChains::exchangeGuidance),
        new Product("csp", List.of("medium 44"), BenignChains::gateway),
        new Product("datadog", List.of("low 29"), BenignChains::datadog),
        new Product("newrelic", List.of("low 34"), BenignChains::newRelic),
        new Product("dynatrace", List.of("medium 37"), BenignChains::dynatrace),
        new Product("defender", List.of("low 23"), BenignChains::antimalware),
        new Product("falcon", List.of(), BenignChains::injectedLibrary),
        new Product("sharepoint", List.of("informational 18"), BenignChains::sharePoint),
        new Product("deploy", List.of("informational 18"), BenignChains::deployment),
        new Product("compile", List.of("low 32"), BenignChains::pageCompilation),
        new Product("config", List.of(), BenignChains::configurationEdits),
        new Product("f5", List.of("high 72"), BenignChains::f5));
  }

  static void iisRole(HostRecords host) {
    host.write(TI_WORKER, INETSRV + "static.dll")
        .appcmd(
            "install module /name:StaticFileModule /image:%windir%\\System32\\inetsrv\\static.dll",
            IIS_SETUP)
        .after(Duration.ofMinutes(5))
        .load(INETSRV + "static.dll", "Microsoft Windows");
  }

  static void urlRewrite(HostRecords host) {
    host.write(MSIEXEC, INETSRV + "rewrite.dll")
        .appcmd(
            "install module /name:RewriteModule"
                + " /image:%SystemRoot%\\system32\\inetsrv\\rewrite.dll",
            IIS_SETUP)
        .after(Duration.ofMinutes(2))
        .load(INETSRV + "rewrite.dll", MICROSOFT);
  }

  static void aspNetCoreModule(HostRecords host) {
    String path = "C:\\Program Files\\IIS\\Asp.Net Core Module\\V2\\aspnetcorev2.dll";
    host.write(MSIEXEC, path)
        .configured(
            "/system.webServer/globalModules/add[@name=\"AspNetCoreModuleV2\"]/@image",
            "%ProgramFiles%\\IIS\\Asp.Net Core Module\\V2\\aspnetcorev2.dll")
        .after(Duration.ofHours(2))
        .load(path, MICROSOFT);
  }

  static void requestRouting(HostRecords host) {
    String path = "C:\\Program Files\\IIS\\Application Request Routing\\requestRouter.dll";
    host.write(MSIEXEC, path)
        .appcmd(
            "install module /name:ApplicationRequestRouting /image:\"%ProgramFiles%\\IIS\\"
                + "Application Request Routing\\requestRouter.dll\"",
            MSIEXEC)
        .after(Duration.ofMinutes(3))
        .load(path, MICROSOFT);
  }

  static void aspNet(HostRecords host) {
    String path = "C:\\Windows\\Microsoft.NET\\Framework64\\v4.0.30319\\webengine4.dll";
    host.appcmd("install module /name:ManagedEngineV4.0_64bit /image:" + path, IIS_SETUP)
        .after(Duration.ofMinutes(3))
        .load(path, MICROSOFT);
  }

  static void exchangeGuidance(HostRecords host) {
    host.script(
            "New-WebGlobalModule -Name TokenCacheModule -Image"
                + " %windir%\\System32\\inetsrv\\cachtokn.dll")
        .after(Duration.ofHours(1))
        .load(INETSRV + "cachtokn.dll", "Microsoft Windows");
  }

  static void gateway(HostRecords host) {
    String path = "C:\\inetpub\\CSPGateway\\CSPms.dll";
    host.write(MSIEXEC, path)
        .appcmd(
            "set config /section:isapiCgiRestriction \"/+[path='" + path + "',allowed='True']\"",
            MSIEXEC)
        .after(Duration.ofHours(1))
        .load(path, "InterSystems Corporation");
  }

  static void datadog(HostRecords host) {
    String cached =
        "C:\\Windows\\Microsoft.NET\\assembly\\GAC_MSIL\\Datadog.Trace.AspNet\\"
            + "v4.0_3.1.0.0__def86d061d0d2eeb\\Datadog.Trace.AspNet.dll";
    host.write(MSIEXEC, cached)
        .start(
            APPCMD,
            "appcmd.exe set config /section:modules \"/+[name='DatadogTracingModule',"
                + "type='Datadog.Trace.AspNet.TracingHttpModule, Datadog.Trace.AspNet,"
                + " Version=3.1.0.0, Culture=neutral, PublicKeyToken=def86d061d0d2eeb']\"",
            CMD,
            SYSTEM)
        .after(Duration.ofMinutes(10))
        .load(cached, "Datadog, Inc");
  }

  static void newRelic(HostRecords host) {
    String path = "C:\\Program Files\\New Relic\\.NET Agent\\netframework\\NewRelic.Profiler.dll";
    host.write(MSIEXEC, path)
        .registry(
            MSIEXEC,
            "W3SVC\\Environment",
            "COR_ENABLE_PROFILING=1 COR_PROFILER={71DA0A04-7777-4EC6-9643-7D28B46A8A41}"
                + " COR_PROFILER_PATH="
                + path)
        .after(Duration.ofMinutes(10))
        .load(path, "New Relic, Inc.");
  }

  static void dynatrace(HostRecords host) {
    String path = "C:\\ProgramData\\dynatrace\\oneagent\\agent\\bin\\64\\oneagentiis.dll";
    host.write("C:\\Program Files\\dynatrace\\oneagent\\agent\\lib64\\oneagentos.exe", path)
        .after(Duration.ofHours(5))
        .load(path, "Dynatrace LLC");
  }

  static void antimalware(HostRecords host) {
    String path =
        "C:\\ProgramData\\Microsoft\\Windows Defender\\Platform\\4.18.26100.5-0\\MpOAV.dll";
    host.write("C:\\Windows\\System32\\MpSigStub.exe", path)
        .after(Duration.ofHours(1))
        .load(path, MICROSOFT);
  }

  static void injectedLibrary(HostRecords host) {
    host.load("C:\\Windows\\System32\\umppc17706.dll", "CrowdStrike, Inc.");
  }

  static void sharePoint(HostRecords host) {
    String path =
        "C:\\Program Files\\Common Files\\Microsoft Shared\\Web Server Extensions\\16\\isapi\\"
            + "owssvr.dll";
    host.write(MSIEXEC, path);
    for (int i = 0; i < 200; i++) {
      host.after(Duration.ofMinutes(9)).refused(path);
    }
  }

  static void deployment(HostRecords host) {
    for (int i = 0; i < 50; i++) {
      release(host, i);
    }
  }

  /** One library of a release, and the copy of it that the application loads. */
  static void release(HostRecords host, int number) {
    String name = "Shop.Part" + number + ".dll";
    host.write("C:\\Octopus\\Tentacle\\Calamari.exe", "C:\\inetpub\\shop\\bin\\" + name)
        .loadUnsigned(
            SHADOW
                + "shop\\1a2b3c4d\\5e6f7a8b\\assembly\\dl3\\9c0d1e2f\\00a1b2c3_d4e5d601\\"
                + name);
  }

  static void pageCompilation(HostRecords host) {
    String compiler = "C:\\Windows\\Microsoft.NET\\Framework64\\v4.0.30319\\csc.exe";
    String page = SHADOW + "root\\e22c2559\\92c7e946\\App_Web_k3jz1q2x.dll";
    host.start(compiler, "csc.exe /t:library /utf8output", W3WP, "IIS APPPOOL\\DefaultAppPool")
        .write(compiler, page)
        .loadUnsigned(page);
  }

  static void configurationEdits(HostRecords host) {
    host.write(INETSRV + "InetMgr.exe", INETSRV + "config\\applicationHost.config")
        .configured("/system.applicationHost/sites/site[@name=\"shop\"]/@id", "7")
        .configured("/system.webServer/httpCompression/@directory", "C:\\inetpub\\temp")
        .write("C:\\Octopus\\Tentacle\\Calamari.exe", "C:\\inetpub\\shop\\web.config")
        .write(
            "C:\\Windows\\System32\\svchost.exe",
            "C:\\inetpub\\history\\CFGHISTORY_0000000007\\applicationHost.config");
  }

  static void f5(HostRecords host) {
    String path = "C:\\inetpub\\lib\\F5XFFHttpModule.dll";
    host.write("C:\\Windows\\System32\\Robocopy.exe", path)
        .start(POWERSHELL, "powershell.exe -File install.ps1", CMD, ADMIN)
        .script("New-WebGlobalModule -Name F5XFFHttpModule -Image " + path)
        .after(Duration.ofMinutes(1))
        .load(path, "F5, Inc.");
  }
}
