package dev.iischain.rule;

import static dev.iischain.rule.RawRecords.audited;
import static dev.iischain.rule.RawRecords.changed;
import static dev.iischain.rule.RawRecords.classicPipeline;
import static dev.iischain.rule.RawRecords.failed;
import static dev.iischain.rule.RawRecords.pipeline;
import static dev.iischain.rule.RawRecords.script;
import static dev.iischain.rule.RawRecords.started;
import static dev.iischain.rule.RawRecords.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.EndpointEvent;
import dev.iischain.event.RuleReading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is peculiar to each rule of the catalogue, from raw records, in both readings. */
class CatalogueQuirksTest {

  private static final String W3WP = "C:\\Windows\\System32\\inetsrv\\w3wp.exe";
  private static final String APPCMD = "C:\\Windows\\System32\\inetsrv\\appcmd.exe";
  private static final String CMD = "C:\\Windows\\System32\\cmd.exe";
  private static final String CSC = "C:\\Windows\\Microsoft.NET\\Framework64\\v4.0.30319\\csc.exe";
  private static final String POWERSHELL =
      "C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe";
  private static final String GACUTIL = "C:\\Tools\\gacutil.exe";
  private static final String INETSRV = "c:\\windows\\system32\\inetsrv\\";
  private static final String DLL = "C:\\ProgramData\\Trace\\trace.dll";
  private static final String SERVER = "/system.webServer";
  private static final String SITE = "/system.applicationHost/sites/site[@name=\"Shop\"]/logFile";

  private static final Map<RuleReading, Map<String, RuleEvaluator>> EVALUATORS = evaluators();

  /** One record, and whether a rule matches it when read as meant and as published. */
  record Quirk(String rule, String what, String record, boolean intended, boolean asPublished) {}

  static List<Quirk> quirks() {
    List<Quirk> all = new ArrayList<>();
    sigma(all);
    splunk(all);
    maxPatrol(all);
    return all;
  }

  private static void sigma(List<Quirk> all) {
    String etw = "sigma_iis_etw_logging_disabled";
    both(all, etw, "etw goes", changed(SITE + "/@logTargetW3C", "File,ETW", "File"), true);
    both(all, etw, "etw stays", changed(SITE + "/@logTargetW3C", "File,ETW", "ETW"), false);
    both(all, etw, "longer path", changed(SITE + "/@logTargetW3CX", "ETW", "File"), false);
    String http = "sigma_iis_http_logging_disabled";
    String off = SERVER + "/httpLogging/@dontLog";
    both(all, http, "off", changed(off, "false", "True"), true);
    both(all, http, "on", changed(off, "true", "false"), false);
    both(all, http, "the path has to be equal", changed("/x" + off, "false", "true"), false);
    String added = "sigma_iis_module_added";
    both(all, added, "added", changed(SERVER + "/modules/add[@name=\"T\"]/@name", "", "T"), true);
    both(
        all,
        added,
        "globalModules, which holds the path, is not looked at",
        changed(SERVER + "/globalModules/add[@name=\"T\"]/@image", "", DLL),
        false);
    both(
        all,
        added,
        "a built-in name",
        changed(SERVER + "/modules/add[@name=\"U\"]/@name", "", "uricachemodule"),
        false);
    both(all, added, "no value", changed(SERVER + "/modules/add[@name=\"T\"]", "", ""), false);
    String removed = "sigma_iis_module_removed";
    both(all, removed, "remove", changed(SERVER + "/modules/remove[@name=\"T\"]", "", ""), true);
    both(all, removed, "clear", changed(SERVER + "/modules/clear", "", ""), false);
    String suspicious = "sigma_iis_suspicious_module_registration";
    String add = "appcmd.exe add module /name:Trace /type:Example.Trace";
    both(all, suspicious, "contiguous", started(APPCMD, add, W3WP), true);
    both(all, suspicious, "contiguous, audited", audited(APPCMD, add, W3WP), true);
    both(
        all,
        suspicious,
        "a quoted image breaks the words apart",
        started(APPCMD, "\"" + APPCMD + "\" add module /name:Trace /type:Example.Trace", W3WP),
        false);
    both(
        all,
        suspicious,
        "install is another verb",
        started(APPCMD, "appcmd.exe install module /name:Trace /image:" + DLL, W3WP),
        false);
    both(all, suspicious, "cmd in between", started(APPCMD, add, CMD), false);
    both(
        all,
        suspicious,
        "the cmd in between names the words",
        started(CMD, "cmd /c " + add, W3WP),
        true);
    String edited = "sigma_iis_configuration_edited";
    String host = INETSRV + "config\\applicationHost.config";
    both(all, edited, "appcmd commits a change of anything", written(APPCMD, host), true);
    both(all, edited, "a redirection", written(CMD, INETSRV + "config\\redirection.config"), false);
    String appcmd = "sigma_iis_module_installed_appcmd";
    String install = "appcmd.exe install module /name:Trace /image:" + DLL;
    both(all, appcmd, "install", started(APPCMD, install, CMD), true);
    both(all, appcmd, "install, audited", audited(APPCMD, install, CMD), true);
    split(all, appcmd, "list modules", started(APPCMD, "appcmd list modules", CMD));
    split(all, appcmd, "uninstall", audited(APPCMD, "appcmd uninstall module Trace", CMD));
    both(all, appcmd, "a copy", started("C:\\x\\svc.exe", "svc install module", CMD), false);
    String gacutil = "sigma_iis_module_installed_gacutil";
    both(all, gacutil, "install", started(GACUTIL, "gacutil -i C:\\x\\audit.dll", CMD), true);
    split(all, gacutil, "take out", started(GACUTIL, "gacutil /u audit.dll", CMD));
    both(all, gacutil, "a name without .dll", started(GACUTIL, "gacutil /i audit", CMD), false);
    String cmdlet = "sigma_iis_module_installed_powershell";
    String line = "New-WebGlobalModule -Name Trace -Image " + DLL;
    String bound =
        "CommandInvocation(New-WebGlobalModule): \"New-WebGlobalModule\"\n"
            + "ParameterBinding(New-WebGlobalModule): name=\"Image\"; value=\""
            + DLL
            + "\"";
    both(all, cmdlet, "a script block", script(line), true);
    both(all, cmdlet, "a classic pipeline", classicPipeline(line), true);
    split(all, cmdlet, "a bound parameter is not spelled -Image", pipeline(bound), true, false);
    both(all, cmdlet, "splatted", script("New-WebGlobalModule @trace # trace.dll"), false);
    String gac = "sigma_iis_module_installed_gac_powershell";
    String publish =
        "[System.Reflection.Assembly]::Load('System.EnterpriseServices');"
            + "$p.GacInstall('C:\\x\\audit.dll')";
    both(all, gac, "a script block", script(publish), true);
    both(all, gac, "a pipeline", pipeline(publish), true);
    both(all, gac, "a classic pipeline", classicPipeline(publish), true);
    both(
        all,
        gac,
        "Add-Type loads the class as well",
        script("Add-Type -AssemblyName System.EnterpriseServices; $p.GacInstall('C:\\x\\a.dll')"),
        false);
  }

  private static void splunk(List<Quirk> all) {
    String worker = "splunk_w3wp_spawns_command_line";
    both(all, worker, "cmd", audited(CMD, "cmd /c whoami", W3WP), true);
    both(all, worker, "the compiler alone", audited(CSC, "csc.exe @x.rsp", W3WP), false);
    both(all, worker, "the compiler, and cmd is named", audited(CSC, "csc.exe x.cmd", W3WP), true);
    String page = "csc.exe @\"C:\\Temporary ASP.NET Files\\x1.cmdline\"";
    both(all, worker, "cmdline is another word than cmd", audited(CSC, page, W3WP), false);
    both(all, worker, "another parent", audited(CMD, "cmd", POWERSHELL), false);
    both(
        all,
        worker,
        "a name that only contains w3wp",
        audited(CMD, "cmd", "C:\\x\\notw3wp.bin.exe"),
        true);
    String shell = "splunk_web_server_spawns_shell";
    String netsh = "C:\\Windows\\System32\\netsh.exe";
    both(all, shell, "netsh ends like sh.exe", audited(netsh, "netsh int show int", W3WP), true);
    both(all, shell, "netsh, Sysmon", started(netsh, "netsh int show int", W3WP), true);
    both(all, shell, "a compiler", audited(CSC, "csc.exe @x.rsp", W3WP), true);
    split(all, shell, "a page is compiled", audited(CSC, page, W3WP));
    both(all, shell, "tomcat", audited(CMD, "cmd", "C:\\t\\bin\\tomcat.exe"), true);
    both(all, shell, "tomcat9", audited(CMD, "cmd", "C:\\t\\bin\\tomcat9.exe"), false);
    both(all, shell, "whoami", audited("C:\\Windows\\System32\\whoami.exe", "whoami", W3WP), false);
    String logging = "splunk_http_logging_disabled_appcmd";
    String off = "appcmd set config \"Shop\" /section:httplogging /dontLog:true";
    both(all, logging, "all three", started(APPCMD, off, CMD), true);
    split(
        all,
        logging,
        "set config only",
        started(
            APPCMD, "appcmd set config /section:urlCompression /doDynamicCompression:true", CMD));
    both(all, logging, "setup", audited(APPCMD, off, INETSRV + "iissetup.exe"), false);
    both(all, logging, "nothing of it", audited(APPCMD, "appcmd list apppool", CMD), false);
    String module = "splunk_iis_module_added_appcmd";
    String install = "appcmd install module /name:Trace /image:" + DLL;
    both(all, module, "install", started(APPCMD, install, CMD), true);
    split(all, module, "uninstall", started(APPCMD, "appcmd uninstall module ImageMap", CMD));
    both(
        all,
        module,
        "uninstall, no image",
        audited(APPCMD, "appcmd uninstall module X", CMD),
        false);
    split(all, module, "set module", audited(APPCMD, "appcmd set module X /image:" + DLL, CMD));
    both(all, module, "an installer", audited(APPCMD, install, "C:\\x\\msiexec.exe"), false);
    String inventory = "splunk_iis_module_inventory";
    String row = "{\"PSComputerName\":\"APP07\",\"Name\":\"UriCacheModule\",\"Image\":\"";
    both(all, inventory, "a row", row + "cachuri.dll\",\"_time\":\"1795180206\"}", true);
    both(all, inventory, "a question", script("Get-WebGlobalModule"), false);
    String failure = "splunk_iis_module_load_failed";
    both(all, failure, "2282", failed(2282, DLL), true);
    both(all, failure, "2282 as an instance id", failed(3221227754L, DLL), true);
    both(all, failure, "2280", failed(2280, DLL), false);
    String change = "splunk_iis_configuration_module_added";
    both(all, change, "a filter", changed(SERVER + "/isapiFilters/filter/@path", "", DLL), true);
    split(all, change, "an error page", changed(SERVER + "/httpErrors/@errorMode", "", "Detailed"));
    String publish = "splunk_powershell_gac_publish";
    String type = "New-Object System.EnterpriseServices.Internal.";
    both(all, publish, "the class", script(type + "PUBLISH"), true);
    both(all, publish, "a neighbour", script(type + "SoapServerVRoot"), false);
    String script = "splunk_powershell_http_logging_disabled";
    both(
        all,
        script,
        "the log of a site",
        script("Set-ItemProperty IIS:\\Sites\\Shop -Name logfile.enabled -Value $False"),
        true);
    both(
        all,
        script,
        "Set-WebConfigurationProperty is not among the words",
        script("Set-WebConfigurationProperty -Filter httpLogging -Name dontLog -Value $true"),
        false);
    String cmdlets = "splunk_powershell_webglobalmodule";
    both(all, cmdlets, "set", script("set-webglobalmodule -name X -image " + DLL), true);
    both(all, cmdlets, "get", script("Get-WebGlobalModule"), false);
    String gacutil = "splunk_gacutil_install";
    both(all, gacutil, "a space follows", started(GACUTIL, "gacutil /i x.dll", CMD), true);
    both(all, gacutil, "by force", audited(GACUTIL, "gacutil /if x.dll", CMD), false);
    String directory = "splunk_shell_from_iis_directory";
    String whoami = "C:\\Windows\\System32\\whoami.exe";
    String here = "CurrentDirectory";
    both(all, directory, "inherited", started(whoami, "whoami", CMD, here, INETSRV), true);
    both(all, directory, "elsewhere", started(whoami, "whoami", CMD, here, "C:\\x\\"), false);
    both(all, directory, "4688 does not tell", audited(whoami, "whoami", CMD), false);
  }

  private static void maxPatrol(List<Quirk> all) {
    String rule = "maxpatrol_iis_native_module_installation";
    String verb = " install module /name:Trace /image:" + DLL;
    String lookAlike = "C:\\x\\\u0430ppcmd.exe";
    String copy = "C:\\x\\svc.exe";
    both(all, rule, "appcmd", started(APPCMD, "appcmd" + verb, CMD), true);
    both(all, rule, "a look-alike", started(lookAlike, lookAlike + verb, CMD), true);
    both(all, rule, "a look-alike, audited", audited(lookAlike, lookAlike + verb, CMD), true);
    both(
        all,
        rule,
        "a copy known by its resource",
        started(copy, "svc" + verb, CMD, "OriginalFileName", "appcmd.exe"),
        true);
    both(all, rule, "a copy known by its command", audited(copy, "svc.exe" + verb, CMD), true);
    both(all, rule, "list", audited(APPCMD, "appcmd list modules", CMD), false);
    both(all, rule, "uninstall", audited(APPCMD, "appcmd uninstall module Trace", CMD), false);
    both(all, rule, "another tool", audited(copy, "svc.exe install module", CMD), false);
  }

  @ParameterizedTest
  @MethodSource("quirks")
  void ruleBehavesAsTheCatalogueSays(Quirk quirk) {
    EndpointEvent event = RawRecords.event(quirk.record());
    assertThat(matches(RuleReading.INTENDED, quirk.rule(), event))
        .as("intended: " + quirk.what())
        .isEqualTo(quirk.intended());
    assertThat(matches(RuleReading.AS_PUBLISHED, quirk.rule(), event))
        .as("as published: " + quirk.what())
        .isEqualTo(quirk.asPublished());
  }

  @Test
  void everyRuleHasAPositiveAndANearMissHere() {
    Set<String> positive = new TreeSet<>();
    Set<String> miss = new TreeSet<>();
    for (Quirk quirk : quirks()) {
      (quirk.intended() ? positive : miss).add(quirk.rule());
    }
    assertThat(positive).isEqualTo(EVALUATORS.get(RuleReading.INTENDED).keySet()).hasSize(23);
    assertThat(miss).isEqualTo(positive);
    assertThat(quirks()).hasSize(84);
  }

  @Test
  void onlyARuleOfTwoReadingsIsReadDifferently() {
    Set<String> different = new TreeSet<>();
    for (Quirk quirk : quirks()) {
      if (quirk.intended() != quirk.asPublished()) {
        different.add(quirk.rule());
      }
    }
    assertThat(different).isEqualTo(CataloguePacksTest.OF_TWO_READINGS);
  }

  private static void both(
      List<Quirk> all, String rule, String what, String record, boolean matches) {
    all.add(new Quirk(rule, what, record, matches, matches));
  }

  /** Only the published rule finds it. */
  private static void split(List<Quirk> all, String rule, String what, String record) {
    split(all, rule, what, record, false, true);
  }

  private static void split(
      List<Quirk> all,
      String rule,
      String what,
      String record,
      boolean intended,
      boolean asPublished) {
    all.add(new Quirk(rule, what, record, intended, asPublished));
  }

  private static boolean matches(RuleReading reading, String rule, EndpointEvent event) {
    RuleEvaluator evaluator = EVALUATORS.get(reading).get(rule);
    if (evaluator == null) {
      throw new IllegalArgumentException("There is no rule " + rule + ".");
    }
    return !evaluator.matches(event).isEmpty();
  }

  private static Map<RuleReading, Map<String, RuleEvaluator>> evaluators() {
    Map<RuleReading, Map<String, RuleEvaluator>> evaluators = new LinkedHashMap<>();
    for (RuleReading reading : RuleReading.values()) {
      Map<String, RuleEvaluator> byName = new LinkedHashMap<>();
      for (Rule rule : CataloguePacksTest.rules(reading)) {
        byName.put(rule.name(), new RuleEvaluator(RuleSet.compile(List.of(rule))));
      }
      evaluators.put(reading, byName);
    }
    return evaluators;
  }
}
