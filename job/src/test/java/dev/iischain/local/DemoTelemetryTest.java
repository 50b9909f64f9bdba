package dev.iischain.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class DemoTelemetryTest {
  private static final Instant BASE = Instant.parse("2026-03-02T08:00:00Z");
  private static final JsonMapper JSON = new JsonMapper();
  private static final String IMPLANT_NAME = "iisreqlog.dll";

  private final List<DemoRecord> records = DemoTelemetry.records(BASE);

  @Test
  void theSameBaseTimeGivesTheSameBytes() {
    List<DemoRecord> again = DemoTelemetry.records(BASE);
    assertThat(again).hasSameSizeAs(records);
    for (int i = 0; i < records.size(); i++) {
      assertThat(again.get(i).value()).isEqualTo(records.get(i).value());
      assertThat(again.get(i).topicSuffix()).isEqualTo(records.get(i).topicSuffix());
      assertThat(again.get(i).delay()).isEqualTo(records.get(i).delay());
    }
  }

  @Test
  void anotherBaseTimeMovesTheEvents() {
    Instant later = BASE.plus(Duration.ofDays(400));
    String first = text(recordsWith(records, IMPLANT_NAME).get(0));
    String moved = text(recordsWith(DemoTelemetry.records(later), IMPLANT_NAME).get(0));
    assertThat(first).contains("2026-03-02T08:09:00Z");
    assertThat(moved).contains("2027-04-06T08:09:00Z").doesNotContain("2026-");
  }

  @Test
  void theAttackIsToldByThreeVendorsAndTheRegistrationArrivesFirst() {
    List<DemoRecord> story = recordsWith(records, IMPLANT_NAME);
    assertThat(story)
        .extracting(DemoRecord::topicSuffix)
        .containsExactly("windows", "falcon", "defender");
    assertThat(text(story.get(0)))
        .contains("install module")
        .contains("%windir%")
        .contains("web01.corp.example");
    assertThat(text(story.get(1)))
        .contains("PeFileWritten")
        .contains("\"ComputerName\":\"WEB01\"")
        .contains("HarddiskVolume3\\\\Windows\\\\System32\\\\inetsrv\\\\" + IMPLANT_NAME);
    assertThat(text(story.get(2)))
        .contains("ImageLoaded")
        .contains("WEB01.Corp.Example")
        .contains("w3wp.exe");
    // The same file for every vendor that knows its hash.
    String hash = DemoIds.sha256(DemoTelemetry.IMPLANT);
    assertThat(text(story.get(1))).contains(hash);
    assertThat(text(story.get(2))).contains(hash);
  }

  @Test
  void singleSignalsNeverMeetOnOneHost() {
    assertThat(recordsWith(records, "Shop.Reports.dll"))
        .extracting(DemoTelemetryTest::hosts)
        .containsExactly(Set.of("web03"), Set.of("web04"));
    assertThat(recordsWith(records, "legacyauth.dll"))
        .singleElement()
        .satisfies(
            message ->
                assertThat(text(message))
                    .contains("Filter DLLs")
                    .contains("RegistryValueSet")
                    .contains("WEB07"));
    assertThat(recordsWith(records, "apmprofiler.dll"))
        .singleElement()
        .satisfies(
            message ->
                assertThat(text(message))
                    .startsWith("<Event")
                    .contains("web05.corp.example")
                    .contains("<Data Name='Signed'>false</Data>"));
  }

  @Test
  void hundredsOfBenignEventsComeFromAboutTwentyHostsOnEveryFeed() {
    Set<String> hosts = new TreeSet<>();
    int events = 0;
    for (DemoRecord message : records) {
      hosts.addAll(hosts(message));
      events += message.topicSuffix().equals("defender") ? rows(message).size() : 1;
    }
    // Four machines are known by their agent id only on one of their two feeds.
    assertThat(hosts.stream().filter(host -> host.length() < 32)).hasSize(20);
    assertThat(events).isEqualTo(24 * 20 + 7);
    assertThat(records)
        .extracting(DemoRecord::topicSuffix)
        .containsOnly("falcon", "defender", "windows");
    assertThat(records.size()).isBetween(250, events - 1);
    Set<String> topics = LocalTopics.all().keySet();
    assertThat(records)
        .allSatisfy(
            message ->
                assertThat(topics).contains(LocalTopics.TELEMETRY_PREFIX + message.topicSuffix()));
  }

  @Test
  void everyRecordIsWellFormedAndEveryKindOccursInEveryShape() throws Exception {
    Set<String> kinds = new TreeSet<>();
    for (DemoRecord message : records) {
      String text = text(message);
      if (text.startsWith("<")) {
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(message.value()));
        kinds.add("xml " + text.replaceAll(".*<EventID>(\\d+)<.*", "$1"));
      } else {
        for (JsonNode row : rows(message)) {
          kinds.add(kind(row));
        }
      }
    }
    assertThat(kinds)
        .contains(
            "xml 1",
            "xml 7",
            "xml 11",
            "xml 13",
            "winlogbeat 1",
            "winlogbeat 7",
            "winlogbeat 11",
            "winlogbeat 13",
            "nxlog 1",
            "nxlog 7",
            "nxlog 11",
            "nxlog 13",
            "falcon ProcessRollup2",
            "falcon PeFileWritten",
            "falcon ClassifiedModuleLoad",
            "falcon RegGenericValueUpdate",
            "defender ProcessCreated",
            "defender FileCreated",
            "defender ImageLoaded",
            "defender RegistryValueSet");
  }

  @Test
  void playingTakesNoLongerThanPromised() {
    Duration total = records.stream().map(DemoRecord::delay).reduce(Duration.ZERO, Duration::plus);
    assertThat(total).isBetween(Duration.ofSeconds(10), DemoTelemetry.PLAY_TIME);
    assertThat(records).noneMatch(message -> message.delay().isNegative());
  }

  private static String kind(JsonNode row) {
    if (row.has("properties")) {
      return "defender " + row.at("/properties/ActionType").asText();
    }
    if (row.has("winlog")) {
      return "winlogbeat " + row.at("/winlog/event_id").asText();
    }
    if (row.has("SourceModuleType")) {
      return "nxlog " + row.path("EventID").asText();
    }
    return "falcon " + row.path("event_simpleName").asText(row.path("#event_simpleName").asText());
  }

  private static Set<String> hosts(DemoRecord message) {
    String text = text(message);
    if (text.startsWith("<")) {
      return Set.of(shortName(text.replaceAll(".*<Computer>([^<]+)<.*", "$1")));
    }
    Set<String> hosts = new TreeSet<>();
    for (JsonNode row : rows(message)) {
      for (String pointer :
          List.of(
              "/properties/DeviceName",
              "/winlog/computer_name",
              "/Hostname",
              "/ComputerName",
              "/aid")) {
        if (row.at(pointer).isTextual()) {
          hosts.add(shortName(row.at(pointer).asText()));
          break;
        }
      }
    }
    return hosts;
  }

  private static String shortName(String host) {
    return host.replaceAll("\\..*", "").toLowerCase(Locale.ROOT);
  }

  private static List<JsonNode> rows(DemoRecord message) {
    try {
      JsonNode document = JSON.readTree(message.value());
      if (!document.has("records")) {
        return List.of(document);
      }
      List<JsonNode> rows = new ArrayList<>();
      document.get("records").forEach(rows::add);
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<DemoRecord> recordsWith(List<DemoRecord> records, String needle) {
    return records.stream().filter(message -> text(message).contains(needle)).toList();
  }

  private static String text(DemoRecord message) {
    return new String(message.value(), UTF_8);
  }
}
