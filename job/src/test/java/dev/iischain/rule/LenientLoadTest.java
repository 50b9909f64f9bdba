package dev.iischain.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.EndpointEvent;
import dev.iischain.event.EventKind;
import dev.iischain.event.Level;
import dev.iischain.event.Vendor;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LenientLoadTest {

  @Test
  void thirdPartyFileNeedsNoneOfOurKeys() {
    LoadedRules loaded =
        SampleRules.load(
            LoadMode.LENIENT,
            "theirs/Proc Creation-Win_x.yml",
            """
            title: Theirs
            custom_key: {a: [1, 2]}
            logsource:
                category: process_creation
                product: windows
                definition: needs auditing
            detection:
                selection:
                    Image|endswith:
                        - '\\a.exe'
                        - '\\b.exe'
                    COMMANDLINE|contains: ''
                unused:
                    Image: x
                condition: selection
            """);
    Rule rule = loaded.orThrow().get(0);
    assertThat(rule.name()).isEqualTo("proc_creation_win_x");
    assertThat(rule.reference().pack()).isEqualTo("core");
    assertThat(rule.level()).isEqualTo(Level.MEDIUM);
    assertThat(rule.reference().version()).isEqualTo(1);
    assertThat(loaded.unsupported()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "application; {Provider_Name: MsiInstaller, EventID: [1040, 1042]}; 1040 or 1042",
        "application; {EventID: 4688}; 4688",
        "security; {EventID: 4624}; 4624",
        "security; {EventID: 2282}; 2282",
        "sysmon; {EventID: 255, Description|contains: x}; 255",
        "powershell; {EventID: 40961}; 40961",
      })
  void aRuleAboutAnEventIdThatNeverComesIsListedAsOneThatNeverMatches(
      String service, String selection, String ids) {
    assertThat(RuleText.whyNever(ofService(service, selection)))
        .isEqualTo("No event here has the id " + ids + ".");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "application; {EventID: [1040, 2282]}",
        "application; {Message|contains: denied}",
        "security; {EventID: 4688}",
        "security; {EventID|startswith: '46'}",
        "sysmon; {EventID: 29}",
        "powershell; {EventID: 4104}",
      })
  void aRuleAboutAnEventIdThatComesIsNot(String service, String selection) {
    assertThat(RuleText.whyNever(ofService(service, selection))).isNull();
    assertThat(RuleText.whyNever(ofService(service, "{Computer: a}"))).isNull();
  }

  private static Rule ofService(String service, String selection) {
    return SampleRules.lenient(
            "title: One\nlogsource: {product: windows, service: "
                + service
                + "}\ndetection:\n  sel: "
                + selection
                + "\n  other: {EventID: 1}\n  condition: sel and not other\n")
        .orThrow()
        .get(0);
  }

  @Test
  void ruleThatCannotBeReadIsSetAsideAndTheRestLoads() {
    LoadedRules loaded =
        SampleRules.lenient(
            """
            title: One
            logsource: {product: windows, category: dns_query}
            detection: {sel: {QueryName: x}, condition: sel}
            ---
            title: Two
            logsource: {product: windows, category: process_creation}
            detection: {sel: {Image: x}, condition: sel}
            ---
            title: Three
            logsource: {product: windows, category: process_creation}
            detection: {sel: {Initiated: x}, condition: sel}
            ---
            title: Four
            correlation: {type: temporal_ordered, rules: [a, b]}
            ---
            title: Five
            logsource: {product: windows, category: process_creation}
            detection: {sel: {Image: x}, condition: selection}
            """);
    assertThat(loaded.problems()).isEmpty();
    assertThat(loaded.rules())
        .extracting(Rule::name)
        .containsExactly("sample", "sample_2", "sample_3");
    assertThat(loaded.rules().stream().map(RuleText::whyNever))
        .containsExactly(
            "No events here: the category 'dns_query'.",
            null,
            "No event here has what it needs: Initiated.");
    assertThat(loaded.unsupported())
        .extracting(UnsupportedRule::title)
        .containsExactly("Five", "Four");
    assertThat(loaded.unsupported().get(0).reasons())
        .extracting(RuleProblem::message)
        .containsExactly("The condition names 'selection', and no selection is called that.");
  }

  @Test
  void ruleThatNeverMatchesHereCostsNothing() {
    LoadedRules loaded =
        SampleRules.lenient(
            """
            title: One
            logsource: {product: windows, category: network_connection}
            detection: {sel: {DestinationPort: 4444, Comandline: x}, condition: sel}
            ---
            title: Two
            logsource: {product: windows, service: security}
            detection: {sel: {EventID: 4624, LogonType: 10}, condition: sel}
            ---
            title: Three
            logsource: {product: linux, category: process_creation}
            detection: {keywords: [a, b], condition: keywords}
            """);
    RuleSet rules = RuleSet.compile(loaded.orThrow());
    assertThat(loaded.unsupported()).isEmpty();
    assertThat(rules.rules()).hasSize(3).allMatch(rule -> RuleText.whyNever(rule) != null);
    for (EventKind kind : EventKind.values()) {
      assertThat(rules.looksAt(kind)).isFalse();
      EndpointEvent event =
          SampleEvents.event(
              kind, Vendor.WINDOWS, "Security", "EventID", "4624", "CommandLine", "a");
      assertThat(rules.matchesFullScan(event)).isEmpty();
      assertThat(new RuleEvaluator(rules).matches(event)).isEmpty();
    }
  }

  @Test
  void aFieldThatNoEventHereHasCountsAsAbsent() {
    RuleSet rules =
        RuleSet.compile(
            SampleRules.lenient(
                    """
                    title: Excluded by a field
                    logsource: {product: windows, category: process_creation}
                    detection:
                      sel: {Image|endswith: '\\a.exe'}
                      filter: {GrandParentImage|endswith: '\\b.exe'}
                      condition: sel and not filter
                    ---
                    title: Absence asked for
                    logsource: {product: windows, category: process_creation}
                    detection:
                      sel: {Image|endswith: '\\a.exe', QueryName: null, Initiated|exists: false}
                      condition: sel
                    ---
                    title: One of two
                    logsource: {product: windows, category: process_creation}
                    detection:
                      s1: {GrandParentImage|endswith: '\\b.exe'}
                      s2: {Image|endswith: '\\c.exe'}
                      condition: 1 of s*
                    ---
                    title: Compared with a field
                    logsource: {product: windows, category: process_creation}
                    detection:
                      sel: {Image|fieldref: SourceImage}
                      condition: sel
                    """)
                .orThrow());
    assertThat(matching(rules, "C:\\a.exe")).containsExactly("sample", "sample_2");
    assertThat(matching(rules, "C:\\c.exe")).containsExactly("sample_3");
    assertThat(RuleText.missing(rules.rules().get(0))).containsExactly("GrandParentImage");
    assertThat(RuleText.whyNever(rules.rules().get(3)))
        .isEqualTo("No event here has what it needs: SourceImage.");
  }

  private static List<String> matching(RuleSet rules, String image) {
    EndpointEvent event = SampleEvents.event(EventKind.PROCESS_CREATION, "Image", image);
    List<Rule> matched = new RuleEvaluator(rules).matches(event);
    assertThat(new RuleEvaluator(rules, 1).matches(event)).isEqualTo(matched);
    assertThat(rules.matchesFullScan(event)).isEqualTo(matched);
    return matched.stream().map(Rule::name).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "title: x ; titel: x ; did you mean 'title'?",
        "category: process_creation ; category: process_creatoin ; mean 'process_creation'?",
        "product: windows ; product: window ; did you mean 'windows'?",
        "CommandLine ; CommandLin ; did you mean 'CommandLine'?",
        "contains: ; contians: ; did you mean 'contains'?",
        "condition: sel ; condition: sell ; did you mean 'sel'?",
        "condition: sel ; condition: condition ; names itself",
        "level: high ; level: hgih ; did you mean 'high'?",
        "level: high ; leval: high ; did you mean 'level'?",
        "contains: add ; re: '(add' ; is wrong: missing closing )",
        "detection: ; again: &a [*a]\ndetection: ; contains itself",
      })
  void whatCanHardlyBeMeantIsAProblem(String line) {
    String[] parts = line.split(" ?; ");
    String rule =
        """
        title: x
        level: high
        logsource: {product: windows, category: process_creation}
        detection:
          sel:
            CommandLine|contains: add
          condition: sel
        """;
    assertThat(SampleRules.lenient(rule).orThrow()).hasSize(1);
    String wrong = rule.replaceFirst(Pattern.quote(parts[0]), parts[1]);
    assertThat(wrong).isNotEqualTo(rule);
    LoadedRules loaded = SampleRules.lenient(wrong);
    assertThat(loaded.unsupported()).isEmpty();
    assertThat(loaded.problems())
        .anySatisfy(problem -> assertThat(problem.toString()).contains(parts[2]));
  }

  @Test
  void correlationsThatWaitForEachOtherAreAProblem() {
    LoadedRules loaded =
        SampleRules.lenient(
            """
            title: One
            name: one
            correlation: {type: temporal, rules: [two, other]}
            ---
            title: Two
            id: 0b8a4c1e-3f25-4d6a-9f6e-1f0a9d7c2b11
            name: two
            correlation: {type: temporal, rules: [three]}
            ---
            title: Three
            name: three
            correlation: {type: temporal, rules: [0b8a4c1e-3f25-4d6a-9f6e-1f0a9d7c2b11]}
            ---
            title: Four
            name: four
            correlation: {type: temporal, rules: [one, other]}
            """);
    assertThat(loaded.problems().stream().map(RuleProblem::toString))
        .containsExactly(
            "rules/sample.yml:3:38: The correlation refers to itself: two -> three -> two. (list"
                + " rules about events)");
    assertThat(loaded.unsupported()).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SourceImage",
        "TargetImage",
        "CallTrace",
        "GrantedAccess",
        "PipeName",
        "QueryName",
        "DestinationIp",
        "DestinationPort",
        "Initiated",
        "ServiceName",
        "ServiceFileName",
        "ImagePath",
        "ServiceType",
        "TargetUserName",
        "TargetUserSid",
        "TargetLogonId",
        "LogonType",
        "ShareName",
        "RelativeTargetName",
        "AttributeLDAPDisplayName",
        "ObjectClass",
        "SamAccountName",
        "TaskName",
        "Provider",
        "param1",
        "Origin",
        "StartAddress",
        "StartModule",
        "StartFunction",
        "Device",
        "Consumer",
        "Destination",
        "EventNamespace",
        "Operation",
        "Query",
        "ModifyingApplication",
        "ServiceSid",
        "AllowedToDelegateTo",
        "PrivilegeList",
        "Status",
        "SubStatus",
        "WorkstationName",
        "IpAddress",
        "KeyLength",
        "ProcessPath",
        "ParentIntegrityLevel",
        "Action",
        "ApplicationPath",
        "RemoteAddresses",
        "TargetName",
        "TargetServerName",
        "Workstation",
        "ErrorCode",
        "ImageName",
        "Caption",
        "ImpersonationLevel",
        "ElevatedToken",
        "SourceIp",
        "SourcePort",
        "User_Name",
        "Hash",
        "Archived",
        "IsExecutable",
        "NewTemplateContent",
        "DeviceDescription",
        "ClassName",
        "FilePath",
        "HostName",
        "UserName",
        "AccountName",
        "ServerName",
        "FileNameBuffer",
        "ProcessNameBuffer"
      })
  void aFieldThatOnlyOtherSourcesHaveIsNoTypo(String field) {
    LoadedRules loaded =
        SampleRules.lenient(SampleRules.process("sel: {" + field + ": x}\ncondition: sel"));
    assertThat(loaded.problems()).isEmpty();
    assertThat(loaded.unsupported()).isEmpty();
    assertThat(loaded.rules()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "category: antivirus",
        "category: clipboard_capture",
        "category: create_remote_thread",
        "category: dns_query",
        "category: driver_load",
        "category: file_block_executable",
        "category: file_block_shredding",
        "category: network_connection",
        "category: pipe_created",
        "category: process_access",
        "category: process_tampering",
        "category: process_termination",
        "category: raw_access_thread",
        "category: sysmon_error",
        "category: sysmon_status",
        "category: wmi_event",
        "category: webserver",
        "category: proxy",
        "category: firewall",
        "category: dns",
        "service: system",
        "service: applocker",
        "service: appmodel-runtime",
        "service: appxdeployment-server",
        "service: appxpackaging-om",
        "service: bits-client",
        "service: bitlocker",
        "service: capi2",
        "service: certificateservicesclient-lifecycle-system",
        "service: codeintegrity-operational",
        "service: dhcp",
        "service: diagnosis-scripted",
        "service: dns-server",
        "service: dns-server-analytic",
        "service: dns-client",
        "service: driver-framework",
        "service: firewall-as",
        "service: hyper-v-worker",
        "service: kernel-event-tracing",
        "service: kernel-shimengine",
        "service: ldap",
        "service: lsa-server",
        "service: microsoft-servicebus-client",
        "service: msexchange-management",
        "service: ntfs",
        "service: ntlm",
        "service: openssh",
        "service: printservice-admin",
        "service: printservice-operational",
        "service: security-mitigations",
        "service: sense",
        "service: servicebus-client",
        "service: shell-core",
        "service: smbclient-connectivity",
        "service: smbclient-security",
        "service: smbserver-connectivity",
        "service: taskscheduler",
        "service: terminalservices-localsessionmanager",
        "service: vhdmp",
        "service: windefend",
        "service: wmi",
        "service: wsus"
      })
  void aLogSourceWithoutEventsHereIsLoadedAndNeverMatches(String source) {
    List<Rule> rules =
        SampleRules.lenient(
                "title: x\nlogsource: {product: windows, "
                    + source
                    + "}\ndetection: {sel: {Any: x}, condition: sel}\n")
            .orThrow();
    assertThat(rules).hasSize(1);
    assertThat(RuleText.whyNever(rules.get(0)))
        .isEqualTo("No events here: the " + source.replace(": ", " '") + "'.");
  }

  @Test
  void mistakesStayProblems() {
    LoadedRules loaded =
        SampleRules.lenient(
            """
            title: Doubled
            logsource: {product: windows, category: process_creation}
            detection:
              sel:
                CommandLine|contains: [install, add]
                CommandLine|contains: module
              condition: sel
            """);
    assertThat(loaded.rules()).isEmpty();
    assertThat(loaded.problems().stream().map(RuleProblem::toString))
        .containsExactly(
            "rules/sample.yml:6:5: The key 'CommandLine|contains' is already there in line 5."
                + " (join the two, since only one of them could count)");
  }

  @Test
  void whatIsNoRuleIsAProblem() {
    assertThat(problems("")).containsExactly("The file holds no rule.");
    assertThat(problems("- a")).containsExactly("A rule is a map that begins with its title.");
    assertThat(problems("a: [")).singleElement().asString().startsWith("This is not YAML: ");
    assertThat(problems("[a]: b\ntitle: x")).contains("A key has to be text, not a list or a map.");
    assertThat(problems("[".repeat(100)))
        .containsExactly("The file is nested deeper than 64 levels.");
  }

  @Test
  void aliasesAreFollowedWithinBounds() {
    LoadedRules loaded =
        SampleRules.lenient(
            """
            title: Shared
            logsource: {product: windows, category: process_creation}
            detection:
              sel: {Image: &names [a, b]}
              other: {ParentImage: *names}
              condition: sel or other
            """);
    assertThat(loaded.orThrow()).hasSize(1);
    assertThat(problems(laughs(2, 20)))
        .containsExactly(
            "The document grows beyond 100000 nodes or contains itself once its aliases are"
                + " followed.");
    assertThat(problems(laughs(10, 10)))
        .containsExactly(
            "The YAML cannot be read: Number of aliases for non-scalar nodes exceeds the specified"
                + " max=50.");
    assertThat(problems("a: &a [*a]"))
        .containsExactly(
            "The document grows beyond 100000 nodes or contains itself once its aliases are"
                + " followed.");
  }

  /** Lists of lists of lists, each by an alias of the one before. */
  private static String laughs(int wide, int deep) {
    StringBuilder text = new StringBuilder("a0: &a0 [x]\n");
    for (int i = 1; i <= deep; i++) {
      String aliases = ("*a" + (i - 1) + ", ").repeat(wide);
      text.append("a" + i + ": &a" + i + " [" + aliases + "x]\n");
    }
    return text.toString();
  }

  private static List<String> problems(String text) {
    return SampleRules.lenient(text).problems().stream().map(RuleProblem::message).toList();
  }
}
