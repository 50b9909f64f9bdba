package dev.iischain.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which kustomize reads our files. */
class RealKustomizeTest {

  @ParameterizedTest
  @ValueSource(strings = {"v4.0.5", "v5.5.0", "v10.0.0"})
  void newOnesDo(String version) {
    assertThat(RealKustomize.isNewEnough(version)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"v2.0.3", "v3.9.4", "5.5.0", "v", ""})
  void oldOnesAndWhatIsNoVersionDoNot(String version) {
    assertThat(RealKustomize.isNewEnough(version)).isFalse();
  }

  @Test
  void kubectlThatDoesNotTellDoesNot() {
    assertThat(RealKustomize.isNewEnough(null)).isFalse();
  }
}
