package dev.iischain.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.EndpointEvent;
import dev.iischain.event.TelemetryFormat;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An event that a vendor gives out in two ways is one event, so that two collectors count once. */
class SameVendorEventTest {

  @Test
  void falconsEventIsTheSameFromTheReplicatorAndFromTheStore() {
    String raw = text("falcon-fdr/file-pe-written.json").strip();
    String stored =
        "{\"@timestamp\":1793528405123,\"@id\":\"x_0_12\",\"#repo\":\"base_sensor\","
            + "\"#event_simpleName\":\"PeFileWritten\",\"ComputerName\":\"WEB01\","
            + raw.substring(1);
    EndpointEvent one = Outcome.of(raw).only();
    EndpointEvent other = Outcome.of(stored).only();

    assertThat(one.source().format()).isEqualTo(TelemetryFormat.FALCON_FDR);
    assertThat(other.source().format()).isEqualTo(TelemetryFormat.FALCON_LOGSCALE);
    assertSame(one, other);
    assertThat(one.host().key()).startsWith("cs:"); // until the join knows the agent's name
    assertThat(AgentJoin.agent(one)).isEqualTo(AgentJoin.agent(other));
    AgentNames.Name name = AgentJoin.name(other);
    assertThat(name).isNotNull();
    assertThat(new AgentJoin(NormaliseOptions.defaults()).onHost(one, name.computer()).host())
        .isEqualTo(other.host());
    assertDifferent(
        one, Outcome.of(raw.replaceFirst("\"id\": *\"[^\"]{4}", "\"id\":\"ffff")).only());
  }

  @Test
  void defendersEventIsTheSameFromTheHubAndFromTheWorkspace() {
    String bare = text("defender-streaming/bare-properties.json").strip();
    String hub =
        "{\"records\":[{\"time\":\"2026-11-01T10:23:00.0Z\",\"operationName\":\"Publish\","
            + "\"category\":\"AdvancedHunting-%s\",\"properties\":%s}]}";
    String table = Outcome.of(bare).only().source().channel();
    String workspace =
        "{\"TimeGenerated\":\"%s\",\"Type\":\"%s\",\"TenantId\":\"t\",%s"
            .formatted(
                bare.replaceAll("(?s).*\"Timestamp\": *\"([^\"]*)\".*", "$1"),
                table,
                bare.substring(1).replaceFirst("\"Timestamp\": *\"[^\"]*\", *", ""));
    EndpointEvent streamed = Outcome.of(hub.formatted(table, bare)).only();
    EndpointEvent exported = Outcome.of(workspace).only();

    assertThat(streamed.source().format()).isEqualTo(TelemetryFormat.DEFENDER_STREAMING);
    assertThat(exported.source().format()).isEqualTo(TelemetryFormat.LOG_ANALYTICS);
    assertSame(streamed, exported);
    assertSame(streamed, Outcome.of(bare).only());
    assertThat(streamed.host()).isEqualTo(exported.host());
    assertDifferent(
        streamed, Outcome.of(workspace.replaceFirst("\"ReportId\": *", "\"ReportId\":9")).only());
  }

  @Test
  void sysmonsEventIsTheSameFromWinlogbeatAndFromSplunk() {
    WindowsShippers shippers =
        new WindowsShippers(
            "Microsoft-Windows-Sysmon",
            "Microsoft-Windows-Sysmon/Operational",
            11,
            Map.of(
                "UtcTime",
                "2026-11-01 10:20:05.000",
                "ProcessGuid",
                "{0badcafe-0001-0002-0003-000000000004}",
                "Image",
                "C:\\Windows\\System32\\cmd.exe",
                "TargetFilename",
                "C:\\inetpub\\bin\\x.dll"));
    EndpointEvent beat = null;
    EndpointEvent splunk = null;
    for (var record : shippers.allRecords().entrySet()) {
      EndpointEvent event = Outcome.of(record.getValue()).only();
      if (event.source().format() == TelemetryFormat.WINLOGBEAT) {
        beat = event;
      } else if (event.source().format() == TelemetryFormat.EVENT_XML) {
        splunk = event; // rendered XML, as the universal forwarder sends it
      }
    }
    assertThat(beat).isNotNull();
    assertThat(splunk).isNotNull();
    assertSame(beat, splunk);
  }

  /** Half of an answer would be worse than none: what has no id of its own is told by contents. */
  @Test
  void withoutTheSensorsOwnIdACopyFromTheSameFeedIsStillTheSame() {
    String raw = text("falcon-fdr/file-pe-written.json").replaceFirst("\"id\": *\"[^\"]*\", *", "");
    EndpointEvent one = Outcome.of(raw).only();
    assertSame(one, Outcome.of(raw).only());
    assertDifferent(one, Outcome.of(raw.replace(".dll", ".dl")).only());
  }

  private static void assertSame(EndpointEvent one, EndpointEvent other) {
    assertThat(other.eventId()).isEqualTo(one.eventId());
    assertThat(other.eventTimeMillis()).isEqualTo(one.eventTimeMillis());
    assertThat(other.kind()).isEqualTo(one.kind());
  }

  private static void assertDifferent(EndpointEvent one, EndpointEvent other) {
    assertThat(other.eventId()).isNotEqualTo(one.eventId());
  }

  private static String text(String example) {
    return new String(TelemetryExamples.read(example), StandardCharsets.UTF_8);
  }
}
