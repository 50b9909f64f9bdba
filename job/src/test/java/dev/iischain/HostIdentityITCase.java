package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On which machine things happened, from records to cases. */
class HostIdentityITCase {

  private static final Instant T = Instant.parse("2026-11-20T10:00:00Z");
  private static final String DLL = "C:\\Windows\\System32\\inetsrv\\diag.dll";
  private static final String SHARE = "\\\\WEB01\\C$\\Windows\\System32\\inetsrv\\diag.dll";

  @TempDir private Path folder;

  @Test
  void aFileThatIsWrittenThroughAShareIsEvidenceOfItsOwnMachine() throws IOException {
    List<String> cases =
        cases(
            "remote",
            "",
            Telemetry.sysmon("admin7.corp.example").write(T, SHARE, null),
            Telemetry.defender("web01.corp.example").register(T.plusSeconds(60), DLL),
            Telemetry.sysmon("WEB01").load(T.plusSeconds(120), DLL, null));
    assertThat(cases).containsExactly("complete host:default/web01");
  }

  @Test
  void fullNamesTellMachinesApartWhoseShortNamesAreTheSame() throws IOException {
    String[] records = {
      Telemetry.sysmon("web01.vienna.example").write(T, DLL, null),
      Telemetry.sysmon("web01.oslo.example").register(T.plusSeconds(60), DLL),
      Telemetry.sysmon("web01.oslo.example").load(T.plusSeconds(120), DLL, null)
    };
    assertThat(cases("short", "", records)).containsExactly("complete host:default/web01");
    assertThat(cases("full", "normalise: {host-key: fqdn}\n", records))
        .containsExactly("partial host:default/web01.oslo.example");
  }

  @Test
  void aliasesOfAFileBringTheNamesOfOneMachineTogether() throws IOException {
    Files.writeString(folder.resolve("hosts.csv"), "intranet, web01\n");
    String[] records = {
      Telemetry.sysmon("intranet.corp.example").write(T, DLL, null),
      Telemetry.sysmon("web01.corp.example").register(T.plusSeconds(60), DLL),
      Telemetry.sysmon("web01.corp.example").load(T.plusSeconds(120), DLL, null)
    };
    assertThat(cases("none", "", records)).containsExactly("partial host:default/web01");
    assertThat(cases("alias", "normalise: {host-alias-file: hosts.csv}\n", records))
        .containsExactly("complete host:default/web01");
  }

  @Test
  void anAddressIsNoHost() throws IOException {
    Path out = replay("address", "", Telemetry.sysmon("10.0.0.5").write(T, DLL, null));
    assertThat(out.resolve("alerts.ndjson")).isEmptyFile();
    assertThat(Files.readString(out.resolve("dead-letters.ndjson"))).contains("\"no-host\"");
  }

  @Test
  void aWrongFileOfAliasesIsToldBeforeAnythingIsRead() throws IOException {
    Files.writeString(folder.resolve("hosts.csv"), "intranet; web01\n");
    Path config =
        Files.writeString(
            folder.resolve("wrong.yaml"), "normalise: {host-alias-file: hosts.csv}\n");
    CommandRun ran =
        CommandRun.of(
            "replay", "--config", config, "--out", folder.resolve("wrong"), folder.toString());
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err()).contains("normalise.host-alias-file").contains("line 1");
    assertThat(folder.resolve("wrong")).doesNotExist();
  }

  private List<String> cases(String name, String config, String... records) throws IOException {
    List<String> cases = new ArrayList<>();
    for (String line : Files.readAllLines(replay(name, config, records).resolve("cases.ndjson"))) {
      JsonNode snapshot = new ObjectMapper().readTree(line);
      cases.add(snapshot.get("status").asText() + " " + snapshot.get("host").get("key").asText());
    }
    return cases;
  }

  private Path replay(String name, String config, String... records) throws IOException {
    Path out = folder.resolve(name);
    Path input = Files.write(folder.resolve(name + ".jsonl"), List.of(records));
    Path file = Files.writeString(folder.resolve(name + ".yaml"), config);
    CommandRun ran = CommandRun.of("replay", "--config", file, "--out", out, input);
    assertThat(ran.status()).as(ran.err()).isZero();
    return out;
  }
}
