package dev.iischain.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.iischain.event.Alert;
import dev.iischain.event.Detection;
import dev.iischain.event.EndpointEvent;
import dev.iischain.event.EventKind;
import dev.iischain.event.Field;
import dev.iischain.event.HostIdentity;
import dev.iischain.event.Level;
import dev.iischain.event.SourceIdentity;
import dev.iischain.event.Stage;
import dev.iischain.event.TelemetryFormat;
import dev.iischain.event.Vendor;
import dev.iischain.rule.LoadMode;
import dev.iischain.rule.Rule;
import dev.iischain.rule.RuleLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectionFactoryTest {

  private static final DetectionFactory FACTORY = new DetectionFactory(Level.MEDIUM);

  @TempDir private Path folder;

  @Test
  void lesserRulesNeitherChangeTheAlertNorItsLevel() throws IOException {
    Rule high = rule("high_rule", "high", "");
    Rule low = rule("a_low_rule", "low", "vendor_severity: critical");
    Detection alone = detection("1", high);
    Detection together = detection("2", low, high);
    assertThat(alone.alertId()).isNotNull().isEqualTo(together.alertId());
    assertThat(together.level()).isEqualTo(Level.HIGH);
    assertThat(together.title()).isEqualTo("high_rule");
  }

  @Test
  void anotherRuleOfTheHighestLevelMakesAnotherAlert() throws IOException {
    Rule high = rule("high_rule", "high", "");
    Rule other = rule("other_rule", "high", "");
    assertThat(detection("1", high).alertId()).isNotEqualTo(detection("2", high, other).alertId());
  }

  @Test
  void lesserRulesAloneRaiseNothing() throws IOException {
    assertThat(detection("1", rule("low_rule", "low", "vendor_severity: critical")).alertId())
        .isNull();
  }

  @Test
  void alertListsEveryRuleOfItsEventsInAnyOrder() throws IOException {
    Rule high = rule("high_rule", "high", "");
    Rule critical = rule("a_low_rule", "low", "vendor_severity: critical");
    Rule medium = rule("z_low_rule", "low", "vendor_severity: medium");
    Detection one = detection("1", critical, high);
    Detection two = detection("2", high, medium);
    Alert alert = AlertState.first(one).with(two).toAlert("al-x", null);
    assertThat(alert).isEqualTo(AlertState.first(two).with(one).toAlert("al-x", null));
    assertThat(alert.rules())
        .extracting(Alert.Rule::name, Alert.Rule::vendorSeverity)
        .containsExactly(
            tuple("a_low_rule", "critical"),
            tuple("high_rule", null),
            tuple("z_low_rule", "medium"));
    assertThat(alert.vendorSeverity()).isEqualTo("critical");
    assertThat(alert.level()).isEqualTo("high");
    assertThat(alert.count()).isEqualTo(2);
    assertThat(AlertState.first(one).with(two).differsMateriallyFrom(AlertState.first(one)))
        .isTrue();
  }

  @Test
  void whatRegistersNothingIsNoRegistration() throws IOException {
    Rule rule = rule("my_rule", "high", "stage: registration");
    assertThat(stage(EventKind.REGISTRY_SET, "filter dlls", rule)).isEqualTo(Stage.REGISTRATION);
    assertThat(stage(EventKind.REGISTRY_SET, null, rule)).isEqualTo(Stage.REGISTRATION);
    assertThat(stage(EventKind.REGISTRY_SET, "eventmessagefile", rule)).isNull();
    assertThat(stage(EventKind.REGISTRY_DELETE, "filter dlls", rule)).isNull();
    Rule write = rule("my_write", "high", "stage: write");
    assertThat(stage(EventKind.REGISTRY_SET, "eventmessagefile", write)).isEqualTo(Stage.WRITE);
  }

  @Test
  void noVendorSeverityIsNone() throws IOException {
    Alert alert =
        AlertState.first(detection("1", rule("high_rule", "high", ""))).toAlert("al-x", null);
    assertThat(alert.vendorSeverity()).isNull();
  }

  @Test
  void behaviourByItselfScoresAsItsLevelAndAStageOfAChainByItsPoints() throws IOException {
    Detection behaviour = detection("1", rule("shell", "high", "stage: behaviour"));
    Detection write = detection("2", rule("drop", "high", "stage: write"));
    assertThat(AlertScore.of(behaviour.evidence().get(0), Level.HIGH)).isEqualTo(Score.HIGH);
    assertThat(AlertScore.of(behaviour.evidence().get(0), Level.LOW)).isEqualTo(Score.LOW);
    assertThat(AlertScore.of(write.evidence().get(0), Level.HIGH)).isLessThan(Score.LOW);
  }

  private Detection detection(String id, Rule... rules) {
    return FACTORY.of(event(id), Arrays.asList(rules));
  }

  private Rule rule(String name, String level, String more) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve(name + ".yml"),
            """
            title: %s
            name: %s
            level: %s
            %s
            logsource: {product: windows, category: file_event}
            detection: {sel: {TargetFilename: 'c:\\x.dll'}, condition: sel}
            """
                .formatted(name, name, level, more));
    return RuleLibrary.folder(file, LoadMode.LENIENT).orThrow().get(0);
  }

  private static @Nullable Stage stage(EventKind kind, @Nullable String value, Rule rule) {
    String[] values = new String[Field.COUNT];
    values[Field.REGISTRY_VALUE.ordinal()] = value;
    return FACTORY.of(event("1", kind, values), List.of(rule)).evidence().get(0).stage();
  }

  private static EndpointEvent event(String id) {
    String[] values = new String[Field.COUNT];
    values[Field.TARGET_FILENAME.ordinal()] = "c:\\x.dll";
    return event(id, EventKind.FILE_EVENT, values);
  }

  private static EndpointEvent event(String id, EventKind kind, @Nullable String[] values) {
    return new EndpointEvent(
        kind,
        "ev-" + id,
        1_000,
        "default",
        new HostIdentity("host:web01", "web01", null, List.of()),
        new SourceIdentity(Vendor.SYSMON, TelemetryFormat.NXLOG, "WEB01", null, "Sysmon", "11", id),
        values,
        List.of(),
        List.of());
  }
}
