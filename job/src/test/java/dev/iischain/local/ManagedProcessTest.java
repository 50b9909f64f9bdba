package dev.iischain.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class ManagedProcessTest {
  @TempDir Path root;

  private ManagedProcess process;

  @BeforeEach
  void makeFolders() {
    ClusterFolder folder = new ClusterFolder(root);
    folder.create();
    process = new ManagedProcess("sleeper", folder);
  }

  @AfterEach
  void stop() throws IOException {
    Files.writeString(root.resolve("pids/sleeper.pid"), "0 gone");
  }

  @Test
  void aStartedProcessIsFoundAgainAndStopped() {
    ProcessHandle handle = process.start(List.of("sleep", "300"), Map.of());
    assertThat(new ManagedProcess("sleeper", new ClusterFolder(root)).running()).contains(handle);
    assertThat(process.stop()).contains("stopped sleeper (pid " + handle.pid() + ")");
    assertThat(handle.isAlive()).isFalse();
    assertThat(process.running()).isEmpty();
    assertThat(process.stop()).isEmpty();
  }

  @Test
  void aStrangerThatGotTheSameIdIsLeftAlone() throws IOException {
    long own = ProcessHandle.current().pid();
    Files.writeString(root.resolve("pids/sleeper.pid"), own + " 2001-01-01T00:00:00Z\n");
    assertThat(process.running()).isEmpty();
    assertThat(process.stop()).isEmpty();
    assertThat(ProcessHandle.current().isAlive()).isTrue();
  }

  @Test
  void aBrokenPidFileIsNamed() throws IOException {
    Files.writeString(root.resolve("pids/sleeper.pid"), "not a number");
    assertThatThrownBy(() -> process.running())
        .isInstanceOf(LocalClusterException.class)
        .hasMessageContaining("sleeper.pid");
  }

  @Test
  void aProgramThatDoesNotExistIsNamedOrEndsWithItsReasonInTheOutput() {
    process.start(List.of("no-such-program-here"), Map.of());
    assertThat(Patience.until(() -> process.running().isEmpty(), Duration.ofSeconds(10))).isTrue();
    assertThat(process.lastWords()).contains("no-such-program-here");
  }
}
