package dev.iischain.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.JobFlinkSettings;
import dev.iischain.normalise.AgentProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arithmetic of docs/deployment.md, done again and held to the overlays. */
class SizingTest {

  private static final int PEAK_OF_A_HOST = 20;
  private static final int EVENTS_OF_A_SLOT = 40_000;
  private static final double SPARE = 1.25;
  private static final long LEDGER_OF_A_HOST = 100_000;
  private static final long PROCESSES = 20_000;
  private static final long PROCESS = 200;
  private static final int COMPACTION = 2;
  private static final int BUFFER = 32 * 1024;

  /**
   * A line of the table.
   *
   * @param overlay its folder
   * @param cells what stands behind it
   */
  record Row(String overlay, List<String> cells) {
    long number(int cell) {
      return Long.parseLong(cells.get(cell).replaceAll("[^0-9]", ""));
    }

    @Override
    public String toString() {
      return overlay;
    }
  }

  static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    Repository.text(Repository.ROOT.resolve("docs/deployment.md"))
        .lines()
        .filter(line -> line.matches("\\| `(small|medium|large)` \\|.*"))
        .map(line -> List.of(line.split(" *\\| *")))
        .forEach(
            cells ->
                rows.add(new Row(cells.get(1).replace("`", ""), cells.subList(2, cells.size()))));
    return rows;
  }

  private static Map<String, Object> detection(Row row) {
    return Kustomization.find(
        ManifestsTest.overlay(row.overlay()), "FlinkDeployment", "iis-chain-detection");
  }

  @Test
  void tableHasALineForEachOverlay() {
    assertThat(rows()).extracting(Row::overlay).containsExactly("small", "medium", "large");
  }

  @ParameterizedTest
  @MethodSource("rows")
  void tableAddsUpAndTheOverlayHoldsIt(Row row) {
    long hosts = row.number(0);
    long events = hosts * PEAK_OF_A_HOST;
    long slots = (long) Math.ceil(events * SPARE / EVENTS_OF_A_SLOT);
    long state = hosts * (LEDGER_OF_A_HOST + PROCESSES * PROCESS) / 1_000_000_000;
    assertThat(row.number(1)).isEqualTo(events);
    assertThat(row.number(2)).isEqualTo(slots);
    assertThat(row.number(6)).isEqualTo(state);

    Sizes sizes = Sizes.of(detection(row));
    assertThat(row.number(3)).isEqualTo(sizes.parallelism());
    assertThat((long) sizes.parallelism()).isBetween(Math.max(2, slots), 2 * Math.max(2, slots));
    assertThat(row.number(4)).isEqualTo(sizes.taskManagers());
    assertThat(sizes.cores()).isGreaterThanOrEqualTo(sizes.slots());
    assertThat(row.cells().get(5))
        .isEqualTo(
            "%.0f cores, %d GB, %d GB disk"
                .formatted(sizes.cores(), gigabytes(sizes.memory()), gigabytes(sizes.disk())));
    assertThat(sizes.disk().getBytes())
        .isGreaterThan(COMPACTION * state * 1_000_000_000 / sizes.taskManagers());
  }

  private static long gigabytes(MemorySize size) {
    return size.getMebiBytes() / 1024;
  }

  @ParameterizedTest
  @MethodSource("rows")
  void memoryIsDividedAsTheTableSays(Row row) {
    Sizes sizes = Sizes.of(detection(row));
    TaskExecutorProcessSpec memory = sizes.taskManager();
    long network = memory.getNetworkMemSize().getMebiBytes();
    long needed =
        (long) JobFlinkSettings.buffersForEachSlot(sizes.parallelism())
            * sizes.slots()
            * BUFFER
            / (1024 * 1024);
    System.out.printf(
        "%s: RocksDB %d MB, heap %d MB, network %d MB of which %d MB are needed%n",
        row,
        memory.getManagedMemorySize().getMebiBytes(),
        memory.getJvmHeapMemorySize().getMebiBytes(),
        network,
        needed);
    assertThat(needed).isBetween(1L, network);
    assertThat(row.number(7)).isEqualTo(memory.getManagedMemorySize().getMebiBytes());
    assertThat(row.number(8)).isEqualTo(memory.getJvmHeapMemorySize().getMebiBytes());
  }

  @Test
  void processOfAnAgentTakesLessThanTheArithmeticSays() throws IOException {
    AgentProcess process =
        new AgentProcess(
            "412316861234567890",
            "\\Device\\HarddiskVolume3\\Windows\\System32\\inetsrv\\w3wp.exe",
            "IIS APPPOOL\\DefaultAppPool",
            1_767_225_600_000L);
    DataOutputSerializer out = new DataOutputSerializer(256);
    TypeInformation.of(AgentProcess.class)
        .createSerializer(new SerializerConfigImpl())
        .serialize(process, out);
    // The key in the map, and when it was last used.
    int bytes = out.length() + process.id().length() + 1 + Long.BYTES;
    System.out.println("A process takes " + bytes + " bytes.");
    assertThat((long) bytes).isBetween(PROCESS / 2, PROCESS);
  }
}
