package dev.iischain.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.iischain.chain.DetectionFactory;
import dev.iischain.event.Detection;
import dev.iischain.event.EndpointEvent;
import dev.iischain.event.Level;
import dev.iischain.event.RuleReading;
import dev.iischain.event.Stage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The packs of published rules: all there, proven by every log source, and of two readings. */
class CataloguePacksTest {

  private static final Set<String> PACKS =
      Set.of("sigma-catalogue", "splunk-catalogue", "maxpatrol");

  /** Where what is published and what is meant differ. */
  static final Set<String> OF_TWO_READINGS =
      new TreeSet<>(
          Set.of(
              "sigma_iis_module_installed_appcmd",
              "sigma_iis_module_installed_gacutil",
              "sigma_iis_module_installed_powershell",
              "splunk_http_logging_disabled_appcmd",
              "splunk_iis_configuration_module_added",
              "splunk_iis_module_added_appcmd",
              "splunk_web_server_spawns_shell"));

  private static final String PROCESS =
      "sysmon 1, windows 4688, falcon ProcessRollup2, defender ProcessCreated";
  private static final String POWERSHELL = "windows 4104, windows 4103, windows 800";

  /** What each rule is about: vendor and event code of records that it has to be proven by. */
  private static final Map<String, String> SOURCES =
      Map.ofEntries(
          Map.entry("sigma_iis_etw_logging_disabled", "windows 29"),
          Map.entry("sigma_iis_http_logging_disabled", "windows 29"),
          Map.entry("sigma_iis_module_added", "windows 29"),
          Map.entry("sigma_iis_module_removed", "windows 29"),
          Map.entry("sigma_iis_suspicious_module_registration", PROCESS),
          Map.entry("sigma_iis_configuration_edited", "sysmon 11"),
          Map.entry("sigma_iis_module_installed_appcmd", PROCESS),
          Map.entry("sigma_iis_module_installed_gacutil", PROCESS),
          Map.entry("sigma_iis_module_installed_powershell", POWERSHELL),
          Map.entry("sigma_iis_module_installed_gac_powershell", POWERSHELL),
          Map.entry("splunk_w3wp_spawns_command_line", PROCESS),
          Map.entry("splunk_web_server_spawns_shell", PROCESS),
          Map.entry("splunk_http_logging_disabled_appcmd", PROCESS),
          Map.entry("splunk_iis_module_added_appcmd", PROCESS),
          Map.entry("splunk_iis_module_inventory", "other"),
          Map.entry("splunk_iis_module_load_failed", "windows 2282"),
          Map.entry("splunk_iis_configuration_module_added", "windows 29"),
          Map.entry("splunk_powershell_gac_publish", "windows 4104"),
          Map.entry("splunk_powershell_http_logging_disabled", "windows 4104"),
          Map.entry("splunk_powershell_webglobalmodule", "windows 4104"),
          Map.entry("splunk_gacutil_install", PROCESS),
          Map.entry("splunk_shell_from_iis_directory", "sysmon 1, falcon"),
          Map.entry("maxpatrol_iis_native_module_installation", "sysmon 1, windows 4688"));

  private static final List<String> TITLES =
      List.of(
          "ETW Logging/Processing Option Disabled On IIS Server",
          "HTTP Logging Disabled On IIS Server",
          "New Module Module Added To IIS Server",
          "Previously Installed IIS Module Was Removed",
          "Suspicious IIS Module Registration",
          "Webserver IIS configuration edited (SYSMON)",
          "Webserver IIS module installed (command) [appcmd]",
          "Webserver IIS module installed (command) [gacutil]",
          "Webserver IIS module installed (PowerShell)",
          "Webserver IIS module installed via GAC manipulation (PowerShell)",
          "IIS Worker (W3WP) Spawn Command Line (Windows Event Log)",
          "Shell Spawned by Web Server - Windows (Windows Event Log)",
          "Windows Disable Windows Event Logging Disable HTTP Logging",
          "Windows IIS Components Add New Module",
          "Windows IIS Components Get-WebGlobalModule Module Query",
          "Windows IIS Components Module Failed to Load",
          "Windows IIS Components New Module Added",
          "Windows PowerShell Add Module to Global Assembly Cache",
          "Windows PowerShell Disable HTTP Logging",
          "Windows PowerShell IIS Components WebGlobalModule Usage",
          "Windows Server Software Component GACUtil Install to GAC",
          "Windows Shell or Script Execution From IIS Directory",
          "PT-CR-568: IIS_Native_Module_Installation");

  static List<Rule> rules(RuleReading reading) {
    return RuleLibrary.builtIn(reading).withPacks(PACKS).orThrow();
  }

  @Test
  void everyRuleOfTheCatalogueIsThereByItsTitle() {
    for (RuleReading reading : RuleReading.values()) {
      assertThat(rules(reading))
          .extracting(Rule::title)
          .containsExactlyInAnyOrderElementsOf(TITLES);
    }
  }

  @Test
  void everyRuleMatchesAndSparesRecordsOfEverySourceItNames() {
    Map<String, Set<String>> matched = new LinkedHashMap<>();
    Map<String, Set<String>> spared = new LinkedHashMap<>();
    int ran = 0;
    for (Rule rule : rules(RuleReading.INTENDED)) {
      RuleEvaluator evaluator = new RuleEvaluator(RuleSet.compile(List.of(rule)));
      for (RuleExample example : rule.examples()) {
        EndpointEvent event = RawRecords.event(example.record());
        boolean matches = !evaluator.matches(event).isEmpty();
        assertThat(matches)
            .as(rule.name() + ": " + example.name())
            .isEqualTo(example.expectMatch());
        (matches ? matched : spared)
            .computeIfAbsent(rule.name(), name -> new TreeSet<>())
            .addAll(
                List.of(
                    event.source().vendor().label(),
                    event.source().vendor().label() + " " + event.source().eventCode()));
        ran++;
      }
    }
    assertThat(matched.keySet()).isEqualTo(new TreeSet<>(SOURCES.keySet())).hasSize(23);
    SOURCES.forEach(
        (rule, sources) -> {
          for (String source : sources.split(", ", -1)) {
            assertThat(matched.get(rule)).as(rule).contains(source);
            // A rule about one event id is shown to leave another one alone.
            String vendor = source.substring(0, (source + " ").indexOf(' '));
            assertThat(spared.get(rule))
                .as(rule)
                .contains(source.equals("windows 2282") ? vendor : source);
          }
        });
    assertThat(ran).isGreaterThanOrEqualTo(180);
  }

  @Test
  void theReadingAsPublishedReplacesRulesUnderTheirNamesAndIds() {
    Map<String, Rule> intended = new LinkedHashMap<>();
    rules(RuleReading.INTENDED).forEach(rule -> intended.put(rule.name(), rule));
    List<String> replaced = new ArrayList<>();
    for (Rule rule : rules(RuleReading.AS_PUBLISHED)) {
      Rule meant = intended.get(rule.name());
      assertThat(meant).as(rule.name()).isNotNull();
      if (RuleLibrary.isAsPublished(rule.file())) {
        replaced.add(rule.name());
        assertThat(rule.reference().id()).isEqualTo(meant.reference().id());
        assertThat(rule.title()).isEqualTo(meant.title());
        assertThat(rule.level()).isEqualTo(meant.level());
        assertThat(rule.reference().version()).isNotEqualTo(meant.reference().version());
        assertThat(rule.selections()).isNotEqualTo(meant.selections());
      } else {
        assertThat(rule).isEqualTo(meant);
      }
    }
    assertThat(replaced).containsExactlyElementsOf(OF_TWO_READINGS);
  }

  @Test
  void noRuleThatTheCatalogueCallsAHintRaisesAnAlert() {
    assertThat(rules(RuleReading.INTENDED))
        .filteredOn(rule -> rule.level().compareTo(Level.MEDIUM) < 0)
        .extracting(Rule::name)
        .containsExactly(
            "sigma_iis_configuration_edited",
            "sigma_iis_module_removed",
            "splunk_iis_module_inventory");
  }

  @Test
  void aRuleThatOnlyMentionsModulesIsNoStageOfAChain() {
    assertThat(rules(RuleReading.AS_PUBLISHED))
        .filteredOn(rule -> RuleLibrary.isAsPublished(rule.file()))
        .filteredOn(rule -> rule.stage() != null)
        .extracting(Rule::name, Rule::stage)
        .containsExactly(
            tuple("sigma_iis_module_installed_powershell", Stage.REGISTRATION),
            tuple("splunk_web_server_spawns_shell", Stage.BEHAVIOUR));
  }

  @Test
  void oneEventIsFoundByEveryPackAndIsOneDetection() {
    String install = "appcmd.exe install module /name:Trace /image:C:\\ProgramData\\trace.dll";
    EndpointEvent event =
        RawRecords.event(
            RawRecords.started(
                "C:\\Windows\\System32\\inetsrv\\appcmd.exe",
                install,
                "C:\\Windows\\System32\\cmd.exe"));
    List<Rule> matched =
        new RuleEvaluator(RuleSet.compile(RuleLibrary.builtIn().orThrow())).matches(event);
    assertThat(matched)
        .extracting(rule -> rule.reference().pack())
        .contains("core", "maxpatrol", "sigma-catalogue", "splunk-catalogue");
    Detection detection = new DetectionFactory(Level.MEDIUM).of(event, matched);
    assertThat(detection.rules()).hasSameSizeAs(matched);
    assertThat(detection.title()).isEqualTo("Module, filter or handler registered with IIS");
    assertThat(detection.evidence())
        .singleElement()
        .satisfies(evidence -> assertThat(evidence.stage()).isEqualTo(Stage.REGISTRATION));
  }

  @Test
  void everyRuleSaysWhatItMissesAndWhatElseItFinds() {
    for (RuleReading reading : RuleReading.values()) {
      assertThat(rules(reading))
          .allSatisfy(
              rule -> {
                assertThat(rule.description()).isNotBlank();
                assertThat(rule.knownGaps()).isNotEmpty();
                assertThat(rule.falsePositives()).isNotEmpty();
                assertThat(rule.references()).isNotEmpty();
                assertThat(rule.techniques()).contains("T1505.004");
              });
    }
  }
}
