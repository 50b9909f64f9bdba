package dev.iischain.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    ClusterPorts ports = new ClusterPorts(18081, 16123, 19092, 19093, 12181);
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
          new ClusterPorts(port, Ports.anyFree(), port, Ports.anyFree(), Ports.anyFree());
      assertThat(before.renew(0, 0).rest()).isNotEqualTo(port).isPositive();
      assertThat(before.renew(0, 0).broker()).isNotEqualTo(port).isPositive();
      assertThat(before.renew(port, 0).rest()).isEqualTo(port);
    }
  }

  @Test
  void freePortsStay() {
    ClusterPorts before =
        new ClusterPorts(
            Ports.anyFree(), Ports.anyFree(), Ports.anyFree(), Ports.anyFree(), Ports.anyFree());
    assertThat(before.renew(0, 0)).isEqualTo(before);
  }

  @Test
  void aBrokenFileIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("ports.properties"), "rest=eighty\n");
    assertThatThrownBy(() -> ClusterPorts.read(file))
        .isInstanceOf(LocalClusterException.class)
        .hasMessageContaining(file.toString());
  }
}
