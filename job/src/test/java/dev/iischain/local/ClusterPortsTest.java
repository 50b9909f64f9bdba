package dev.iischain.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterPortsTest {
  @TempDir Path folder;

  @Test
  void whatIsWrittenIsReadAndPlainEnoughForAShell() throws IOException {
    Path file = folder.resolve("ports.properties");
    ClusterPorts ports = new ClusterPorts(18081, 16123, 19092, 19093, 12181, 9249);
    ports.write(file);
    assertThat(ClusterPorts.read(file)).isEqualTo(ports);
    assertThat(Files.readAllLines(file))
        .contains("web-ui=http://localhost:18081", "bootstrap-servers=127.0.0.1:19092");
  }

  @Test
  void aTakenPortIsReplacedUnlessItWasAskedFor() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      ClusterPorts before =
          new ClusterPorts(port, Ports.anyFree(), port, Ports.anyFree(), Ports.anyFree(), 0);
      assertThat(before.renew(WantedPorts.ANY).rest()).isNotEqualTo(port).isPositive();
      assertThat(before.renew(WantedPorts.ANY).broker()).isNotEqualTo(port).isPositive();
      assertThat(before.renew(new WantedPorts(port, 0, 0)).rest()).isEqualTo(port);
    }
  }

  @Test
  void freePortsStay() {
    ClusterPorts before =
        new ClusterPorts(
            Ports.anyFree(), Ports.anyFree(), Ports.anyFree(), Ports.anyFree(), Ports.anyFree(), 0);
    assertThat(before.renew(WantedPorts.ANY)).isEqualTo(before);
  }

  @Test
  void metricsAreAskedForAtPortsInARowAndOnlyWhereTheyAreWanted() {
    ClusterPorts none = ClusterPorts.choose(WantedPorts.ANY);
    assertThat(none.metricsOfEach()).isEmpty();
    ClusterPorts some = none.renew(new WantedPorts(0, 0, 19249));
    assertThat(some.metricsOfEach())
        .containsExactly(
            entry("jobmanager", 19249),
            entry("taskmanager-1", 19250),
            entry("taskmanager-2", 19251));
    assertThat(some.meet(WantedPorts.ANY)).isTrue();
    assertThat(some.meet(new WantedPorts(0, 0, 19249))).isTrue();
    assertThat(some.meet(new WantedPorts(0, 0, 19250))).isFalse();
    assertThat(none.meet(new WantedPorts(0, 0, 19249))).isFalse();
    assertThat(some.meet(new WantedPorts(some.rest() + 1, 0, 0))).isFalse();
    assertThat(some.meet(new WantedPorts(0, some.broker() + 1, 0))).isFalse();
  }

  @Test
  void aBrokenFileIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("ports.properties"), "rest=eighty\n");
    assertThatThrownBy(() -> ClusterPorts.read(file))
        .isInstanceOf(LocalClusterException.class)
        .hasMessageContaining(file.toString());
  }
}
