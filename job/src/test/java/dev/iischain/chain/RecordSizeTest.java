package dev.iischain.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.Detection;
import dev.iischain.event.DllReference;
import dev.iischain.event.EventKind;
import dev.iischain.event.Evidence;
import dev.iischain.event.Evidence.Weight;
import dev.iischain.event.Hashes;
import dev.iischain.event.HostIdentity;
import dev.iischain.event.Level;
import dev.iischain.event.ProcessInfo;
import dev.iischain.event.RecordJson;
import dev.iischain.event.Signature;
import dev.iischain.event.SourceIdentity;
import dev.iischain.event.Stage;
import dev.iischain.event.TelemetryFormat;
import dev.iischain.event.Vendor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A broker takes a megabyte; a record that is larger would stop the job for good. */
class RecordSizeTest {

  private static final int KAFKA_DEFAULT = 1_000_000;

  @Test
  void theLargestCaseFitsIntoAKafkaRecord() {
    List<Joined> evidence = new ArrayList<>();
    List<Episode.StageCount> counts = new ArrayList<>();
    for (Stage stage : Stage.values()) {
      for (int i = 0; i < 32; i++) {
        evidence.add(new Joined(hostile(stage, i), Joined.Identity.HASH));
      }
      counts.add(new Episode.StageCount(stage, 32));
    }
    Episode episode = new Episode("default", "host:default/web01", path(0), 0, evidence, counts);
    byte[] json =
        RecordJson.write(
            new CaseAssembler(ChainLibrary.load(List.of()))
                .assemble(episode, Set.of("iis_module_written_registered_loaded")));
    assertThat(json.length).isLessThan(KAFKA_DEFAULT);
  }

  @Test
  void theLargestAlertFitsIntoAKafkaRecord() {
    List<Evidence> evidence = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      evidence.add(hostile(Stage.WRITE, i));
    }
    Detection detection =
        new Detection(
            "default",
            evidence.get(0).host(),
            "al-x",
            "A title",
            Level.HIGH,
            List.of(),
            List.of("T1505.004"),
            evidence);
    byte[] json = RecordJson.write(AlertState.first(detection).toAlert("al-x", null));
    assertThat(json.length).isLessThan(KAFKA_DEFAULT);
  }

  private static String path(int number) {
    return "c:\\" + number + "\u202e".repeat(4_080) + ".dll";
  }

  /** Every text as long as it may be, of characters that JSON writes with six. */
  private static Evidence hostile(Stage stage, int number) {
    String long1 = number + "\u202e".repeat(1_020);
    String long2 = number + "\u202e".repeat(2_040);
    String name = number + "\u202e".repeat(250);
    return new Evidence(
        "ev-" + stage + number,
        number,
        "default",
        new HostIdentity("host:default/web01", "web01", null, List.of()),
        stage,
        EventKind.FILE_EVENT,
        number + "\u202e".repeat(490),
        List.of("a_rule"),
        new DllReference(long1, path(number), Hashes.NONE, Signature.UNKNOWN, List.of()),
        new ProcessInfo(long1, long2, name, name, long1, long2),
        new SourceIdentity(Vendor.SYSMON, TelemetryFormat.NXLOG, name, name, name, name, name),
        null,
        new Weight(10, 1, "x"),
        List.of(),
        name);
  }
}
