package dev.iischain.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CircuitTest {

  @Test
  void failuresInARowOpenItAndFewerDoNot() {
    Circuit circuit = new Circuit(3, 1_000);
    circuit.failed(0);
    circuit.failed(0);
    assertThat(circuit.isOpen()).isFalse();
    circuit.answered();
    circuit.failed(0);
    circuit.failed(0);
    assertThat(circuit.isOpen()).as("an answer between them starts anew").isFalse();
    assertThat(circuit.admits(0)).isTrue();
    circuit.failed(0);
    assertThat(circuit.isOpen()).isTrue();
    assertThat(circuit.admits(999)).isFalse();
  }

  @Test
  void oneProbeAtATimeGoesOutOfAnOpenCircuit() {
    Circuit circuit = new Circuit(1, 1_000);
    circuit.failed(0);
    assertThat(circuit.nextProbe(10)).isEqualTo(1_000);
    assertThat(circuit.admits(1_000)).isTrue();
    assertThat(circuit.admits(1_000)).isFalse();
    assertThat(circuit.admits(5_000)).isFalse();
    circuit.failed(5_000);
    assertThat(circuit.admits(5_999)).isFalse();
    assertThat(circuit.admits(6_000)).isTrue();
    circuit.answered();
    assertThat(circuit.isOpen()).isFalse();
    assertThat(circuit.nextProbe(6_000)).isEqualTo(6_000);
  }

  @Test
  void aRejectedCredentialOpensItAtOnce() {
    Circuit circuit = new Circuit(100, 1_000);
    circuit.refusedUs(0);
    assertThat(circuit.isOpen()).isTrue();
    assertThat(circuit.admits(0)).isFalse();
  }
}
