package dev.iischain.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.iischain.event.EventKind;
import dev.iischain.event.Level;
import dev.iischain.event.RuleReference;
import dev.iischain.event.Stage;
import dev.iischain.event.Vendor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrictLoadTest {

  private static final String SOUND =
      """
      title: A sample
      id: 3a1f8e5c-26f4-4a58-9a42-4f5f1b1d2c3e
      name: sample
      status: test
      description: What it finds.
      author: example
      date: 2026-01-01
      level: high
      tags: [attack.persistence, attack.t1505.004]
      references: [https://attack.mitre.org/techniques/T1505/004/]
      logsource: {product: windows, category: file_event}
      detection:
        selection_name:
          TargetFilename|endswith: .dll
        filter_name:
          Image|endswith: x.exe
        condition: all of selection_* and not 1 of filter_*
      falsepositives: [Servicing]
      pack: core
      stage: write
      evidence_only: false
      known_gaps: [Renames]
      version: 2
      sources: [sysmon]
      examples:
        - {name: dropped, vendor: sysmon, expect: match, record: {EventID: 11, Image: 'C:\\a.exe'}}
        - {name: other, vendor: sysmon, expect: no_match, record: '{"EventID":11}'}
      vendor_severity: critical
      """;

  @Test
  void soundFileGivesTheRuleItSays() {
    Rule rule = SampleRules.strict(SOUND).orThrow().get(0);
    assertThat(rule.reference())
        .isEqualTo(
            new RuleReference(
                "sample",
                "3a1f8e5c-26f4-4a58-9a42-4f5f1b1d2c3e",
                "core",
                Level.HIGH,
                2,
                Level.CRITICAL));
    assertThat(rule.title()).isEqualTo("A sample");
    assertThat(rule.description()).isEqualTo("What it finds.");
    assertThat(rule.techniques()).containsExactly("T1505.004");
    assertThat(rule.stage()).isEqualTo(Stage.WRITE);
    assertThat(rule.evidenceOnly()).isFalse();
    assertThat(rule.kinds()).containsExactly(EventKind.FILE_EVENT);
    assertThat(rule.sources()).containsExactly(Vendor.SYSMON);
    assertThat(rule.falsePositives()).containsExactly("Servicing");
    assertThat(rule.knownGaps()).containsExactly("Renames");
    assertThat(rule.file()).isEqualTo("rules/core/sample.yml");
    assertThat(rule.conditionText()).isEqualTo("all of selection_* and not 1 of filter_*");
    assertThat(rule.selections())
        .containsExactly(
            new Rule.SelectionText("selection_name", List.of("TargetFilename|endswith: '.dll'")),
            new Rule.SelectionText("filter_name", List.of("Image|endswith: 'x.exe'")));
    assertThat(rule.examples())
        .containsExactly(
            new RuleExample(
                "dropped", Vendor.SYSMON, true, "{\"EventID\":11,\"Image\":\"C:\\\\a.exe\"}", 26),
            new RuleExample("other", Vendor.SYSMON, false, "{\"EventID\":11}", 27));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        // what to replace | by what | line, column and message with suggestion
        "title: A sample | x_title: A sample | 1:1: A rule has no key 'x_title'. (did you mean"
            + " 'title'?)",
        "TargetFilename!endswith | TargetFile!endswith | 14:5: There is no field 'TargetFile'. (did"
            + " you mean 'TargetFilename'?)",
        "TargetFilename!endswith | targetfilename!endswith | 14:5: The field 'targetfilename' is"
            + " spelled 'TargetFilename'.",
        "TargetFilename!endswith | TargetFilename!endwith | 14:5: There is no modifier 'endwith'."
            + " (did you mean 'endswith'?)",
        "TargetFilename!endswith | TargetFilename!endswith!endswith | 14:5: The modifier 'endswith'"
            + " is there twice.",
        "TargetFilename!endswith | TargetFilename!endswith!contains | 14:5: The modifiers"
            + " 'endswith' and 'contains' exclude each other.",
        "TargetFilename!endswith | TargetFilename!contains!re | 14:5: The modifiers 're' and"
            + " 'contains' exclude each other.",
        "TargetFilename!endswith | TargetFilename!re!cased | 14:5: The modifiers 're' and 'cased'"
            + " exclude each other.",
        "TargetFilename!endswith | TargetFilename!i | 14:5: The modifier 'i' has to follow 're'.",
        "TargetFilename!endswith | TargetFilename!wide | 14:5: The modifier 'wide' has to be"
            + " followed by a base64 modifier.",
        "TargetFilename!endswith: .dll | TargetFilename!has: '*.dll' | 14:25: 'has' looks for whole"
            + " terms and takes neither wildcards nor empty text, not '*.dll'. (use 'contains' for"
            + " a part of a term)",
        "TargetFilename!endswith: .dll | TargetFilename!has: '' | 14:25: 'has' looks for whole"
            + " terms and takes neither wildcards nor empty text, not ''. (use 'contains' for a"
            + " part of a term)",
        "TargetFilename!endswith | TargetFilename!has!contains | 14:5: The modifiers 'has' and"
            + " 'contains' exclude each other.",
        "TargetFilename!endswith | TargetFilename!windash!has | 14:5: The modifiers 'has' and"
            + " 'windash' exclude each other.",
        "vendor_severity: critical | vendor_severity: urgent | 28:18: There is no level 'urgent'."
            + " (write informational, low, medium, high, critical)",
        "TargetFilename!endswith | TargetFilename!base64!wide | 14:5: The modifier 'wide' has to"
            + " stand before a base64 modifier.",
        "TargetFilename!endswith | TargetFilename!exists!all | 14:5: The modifier 'exists' takes no"
            + " other modifier.",
        "TargetFilename!endswith | TargetFilename!exists | 14:28: 'exists' takes true or false, not"
            + " '.dll'.",
        "TargetFilename!endswith | TargetFilename!gte | 14:25: 'gte' takes a number, not '.dll'.",
        "TargetFilename!endswith | TargetFilename!cidr | 14:26: '.dll' is no network such as"
            + " 10.0.0.0/8 or fe80::/10.",
        "TargetFilename!endswith | TargetFilename!fieldref | 14:30: There is no field '.dll'.",
        "TargetFilename!endswith | TargetFilename!expand | 14:5: The modifier 'expand' needs"
            + " placeholder values, which are not supported. (write the values into the rule)",
        "TargetFilename!endswith | TargetFilename!hour | 14:5: The modifier 'hour' compares parts"
            + " of a time, which is not supported.",
        "TargetFilename!endswith: .dll | TargetFilename!re: (?=a) | 14:24: The regular expression"
            + " '(?=a)' cannot be matched in linear time: invalid or unsupported Perl syntax at"
            + " '(?='. (RE2 has no look-around and no back-references)",
        "TargetFilename!endswith: .dll | TargetFilename: [] | 14:21: The list of values is empty,"
            + " so nothing could match it.",
        "TargetFilename!endswith: .dll | TargetFilename: {a: b} | 14:21: A value has to be text, a"
            + " number, true, false or null.",
        "TargetFilename!endswith: .dll | TargetFilename!contains: null | 14:30: null says that a"
            + " field is absent and takes no such modifier.",
        "TargetFilename!endswith: .dll | TargetFilename!contains: '' | 14:30: '' matches every"
            + " value. (write TargetFilename!exists: true)",
        "TargetFilename!endswith: .dll | TargetFilename: 'c:\\a\\*' | 14:21: 'c:\\a\\*' asks for a"
            + " literal * or ?, which no path holds. (write \\\\* for a backslash and a wildcard)",
        "TargetFilename!endswith: .dll | TargetFilename!base64: 'a*' | 14:28: A value that is"
            + " encoded in base64 cannot have wildcards.",
        "TargetFilename!endswith: .dll | TargetFilename!base64offset: 'a' | 14:34: 'a' is too short"
            + " to be found within base64.",
        "  filter_name: | selection_name: | 15:3: The key 'selection_name' is already there in line"
            + " 13. (join the two, since only one of them could count)",
        "all of selection_* and not 1 of filter_* | all of selection_* | 15:3: The condition does"
            + " not use 'filter_name'. (name it in the condition, or remove it)",
        "all of selection_* and not 1 of filter_* | selection_name and not filter | 17:14: The"
            + " condition names 'filter', and no selection is called that. (did you mean"
            + " 'filter_name'?)",
        "all of selection_* and not 1 of filter_* | all of sel* and not 1 of fil_* | 17:14: The"
            + " condition names 'fil_*', and no selection is called that.",
        "all of selection_* and not 1 of filter_* | 2 of selection_* and not filter_name | 17:14:"
            + " '2 of selection_*' can never hold, since there are only 1.",
        "all of selection_* and not 1 of filter_* | 0 of selection_* and not filter_name | 17:14:"
            + " '0 of' has to be a number from 1, 'any of' or 'all of'.",
        "all of selection_* and not 1 of filter_* | selection_* and not filter_name | 17:14:"
            + " 'selection_*' needs '1 of' or 'all of' before it.",
        "all of selection_* and not 1 of filter_* | (selection_name and not filter_name | 17:14:"
            + " The condition '(selection_name and not filter_name' misses a ')'.",
        "all of selection_* and not 1 of filter_* | selection_name and not filter_name) | 17:14:"
            + " The condition 'selection_name and not filter_name)' goes on after its end with"
            + " ')'.",
        "all of selection_* and not 1 of filter_* | selection_name and | 17:14: The condition"
            + " 'selection_name and' ends too early.",
        "all of selection_* and not 1 of filter_* | selection_name or and filter_name | 17:14: The"
            + " condition 'selection_name or and filter_name' has 'and' where a name belongs.",
        "all of selection_* and not 1 of filter_* | all of | 17:14: The condition 'all of' ends"
            + " after 'of'.",
        "all of selection_* and not 1 of filter_* | 1 of them ! count() > 3 | 17:14: The condition"
            + " '1 of them ! count() > 3' counts events, which a rule about one event cannot."
            + " (write a chain)",
        "condition: all of | conditions: all of | 13:3: The detection has no condition. (write"
            + " condition: all of selection_*)",
        "detection: | detektion: | 1:1: The rule has no detection.",
        "category: file_event | category: file_events | 11:41: There are no events of the category"
            + " 'file_events'. (did you mean 'file_event'?)",
        "category: file_event | service: dns-server | 11:40: There are no events of the service"
            + " 'dns-server'.",
        "category: file_event | category: file_event, service: application | 11:12: No event is of"
            + " the category 'file_event' and of the service 'application'.",
        "product: windows | product: linux | 11:22: There are no events of the product 'linux'.",
        "product: windows | prodct: windows | 11:13: A log source has no key 'prodct'. (did you"
            + " mean 'product'?)",
        "level: high | level: hihg | 8:8: There is no level 'hihg'. (did you mean 'high'?)",
        "level: high | level: severe | 8:8: There is no level 'severe'. (write informational, low,"
            + " medium, high, critical)",
        "stage: write | stage: wrote | 20:8: There is no stage 'wrote'. (did you mean 'write'?)",
        "stage: write | event_kinds: [file_events] | 20:14: The log source has no events of the"
            + " kind 'file_events'. (did you mean 'file_event'?)",
        "pack: core | pack: mine | 19:7: The pack 'mine' is not the folder's name. (write pack:"
            + " core)",
        "name: sample | name: simple | 3:7: The name 'simple' is not the file's name. (write name:"
            + " sample)",
        "3a1f8e5c-26f4-4a58-9a42-4f5f1b1d2c3e | 7 | 2:5: The id '7' is not a UUID. (write id:"
            + " 5e8ff9bf-55ba-3508-999d-22e984129be6)",
        "evidence_only: false | points: 4 | 21:9: Only a rule of the stage behaviour has points",
        "evidence_only: false | points: 11 | 21:9: 'points' is a whole number from 0 to 10, not"
            + " '11'",
        "evidence_only: false | evidence_only: maybe | 21:16: 'evidence_only' is true or false, not"
            + " 'maybe'.",
        "evidence_only: false | evidence_onyl: true | 21:1: A rule has no key 'evidence_onyl'. (did"
            + " you mean 'evidence_only'?)",
        "version: 2 | version: two | 23:10: 'version' is a whole number, not 'two'.",
        "sources: [sysmon] | sources: [sysmom] | 24:10: There is no vendor 'sysmom'. (did you mean"
            + " 'sysmon'?)",
        "sources: [sysmon] | sources: [sysmon, falcon] | 24:10: There is no match example for"
            + " falcon. (add one, or take falcon out of sources)",
        "expect: no_match | expect: match | 24:10: There is no no_match example for sysmon. (add"
            + " one, or take sysmon out of sources)",
        "expect: no_match | expect: never | 27:5: 'expect' is match or no_match, not 'never'.",
        "name: other | name: dropped | 27:5: There are two examples 'dropped'.",
        "name: other, | nam: other, | 27:6: An example has no key 'nam'. (did you mean 'name'?)",
        "status: test | level: low | 8:1: The key 'level' is already there in line 4. (join the"
            + " two, since only one of them could count)",
        "status: test | status: deprecated | 4:9: The rule's own status is deprecated.",
        "status: test | correlation: {type: temporal} | 4:1: A document with 'correlation' is no"
            + " rule about one event. (put it among the chains)",
      })
  void mistakeIsNamedWithItsPlace(String wrong, String instead, String expected) {
    String text = SOUND.replace(wrong.replace('!', '|'), instead.replace('!', '|'));
    assertThat(text).isNotEqualTo(SOUND);
    LoadedRules loaded = SampleRules.strict(text);
    assertThat(loaded.rules()).isEmpty();
    assertThat(loaded.unsupported()).isEmpty();
    assertThat(loaded.problems().stream().map(RuleProblem::toString).toList())
        .anySatisfy(
            problem ->
                assertThat(problem)
                    .startsWith("rules/core/sample.yml:" + expected.replace('!', '|')));
  }

  @Test
  void everyProblemOfEveryFileIsReportedAtOnce() {
    RuleFileReader reader = new RuleFileReader(LoadMode.STRICT);
    reader.read("rules/core/sample.yml", "core", SOUND.replace("level: high", "level: hi"));
    reader.read("rules/core/broken.yml", "core", "title: [");
    reader.read(
        "rules/core/sound.yml",
        "core",
        SOUND
            .replace("name: sample", "name: sound")
            .replace("TargetFilename", "TargetFile")
            .replace("Image|endswith", "Imag|endswit"));
    assertThatThrownBy(() -> reader.loaded().orThrow())
        .isInstanceOf(RuleLoadException.class)
        .hasMessageStartingWith("There are 5 problems in the rule files:\n  rules/core/broken.yml:")
        .hasMessageContaining("rules/core/sample.yml:8:8: There is no level 'hi'.")
        .hasMessageContaining("There is no field 'TargetFile'.")
        .hasMessageContaining("There is no field 'Imag'. (did you mean 'Image'?)")
        .hasMessageContaining("There is no modifier 'endswit'. (did you mean 'endswith'?)");
  }

  @Test
  void twoRulesOfOneNameOrIdAreAProblem() {
    LoadedRules one = SampleRules.strict(SOUND);
    LoadedRules same = SampleRules.load(LoadMode.LENIENT, "mine/sample.yml", SOUND);
    assertThat(one.and(same).problems().stream().map(RuleProblem::toString))
        .containsExactly(
            "rules/core/sample.yml:1:1: The name 'sample' already belongs to mine/sample.yml."
                + " (change it, or switch off the pack core)");
    LoadedRules renamed =
        SampleRules.load(
            LoadMode.LENIENT, "mine/other.yml", SOUND.replace("name: sample", "name: other"));
    assertThat(one.and(renamed).problems()).extracting(RuleProblem::key).containsExactly("id");
  }

  @Test
  void ruleWithoutExamplesIsNotProven() {
    String text = SOUND.substring(0, SOUND.indexOf("sources:"));
    assertThat(SampleRules.strict(text).problems())
        .extracting(RuleProblem::message)
        .containsExactly("The rule does not say for which sensors it is proven.");
  }
}
