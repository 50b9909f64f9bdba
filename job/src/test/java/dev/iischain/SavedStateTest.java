package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedStateTest {

  @TempDir private Path folder;

  @Test
  void aFolderWithItsFirstFileAndThatFileAreTakenAsTheyAre() throws IOException {
    Path savepoint = savepoint("savepoint-1", 1_000);
    for (Path place : new Path[] {savepoint, savepoint.resolve("_metadata")}) {
      Configuration flink = new Configuration();
      SavedState.of(place, false).addTo(flink);
      assertThat(flink.get(StateRecoveryOptions.SAVEPOINT_PATH))
          .isEqualTo(place.toUri().toString());
      assertThat(flink.get(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE)).isFalse();
    }
  }

  @Test
  void stateWithoutAnOwnerIsLeftBehindOnlyWhereThatIsAsked() throws IOException {
    Configuration flink = new Configuration();
    SavedState.of(savepoint("savepoint-1", 1_000), true).addTo(flink);
    assertThat(flink.get(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE)).isTrue();
  }

  @Test
  void namesTheNewestSavepointBesideOrBelowWhatIsNone() throws IOException {
    savepoint("savepoint-1", 1_000);
    Path newest = savepoint("savepoint-2", 3_000);
    savepoint("savepoint-3", 2_000);
    assertThatThrownBy(() -> SavedState.of(folder, false))
        .isInstanceOf(UsageProblems.class)
        .hasMessage(
            "--from: %s holds no file _metadata, so it is no savepoint and no checkpoint. Do you"
                + " mean %s?",
            folder, newest);
    Path missing = folder.resolve("savepoint-4");
    assertThatThrownBy(() -> SavedState.of(missing, false))
        .isInstanceOf(UsageProblems.class)
        .hasMessage("--from: There is nothing at %s. Do you mean %s?", missing, newest);
  }

  @Test
  void namesNothingWhereThereIsNone() {
    assertThatThrownBy(() -> SavedState.of(folder.resolve("no/savepoint"), false))
        .isInstanceOf(UsageProblems.class)
        .hasMessageEndingWith("Give the folder that 'run' named when it was stopped.");
  }

  @Test
  void aFailureOfAnotherKindIsNoRefusal() throws IOException {
    SavedState saved = SavedState.of(savepoint("savepoint-1", 1_000), false);
    assertThat(saved.refusal(new IllegalStateException("the port is taken"))).isNull();
  }

  private Path savepoint(String name, long changed) throws IOException {
    Path savepoint = Files.createDirectory(folder.resolve(name));
    Files.writeString(savepoint.resolve("_metadata"), "state");
    Files.setLastModifiedTime(savepoint, FileTime.fromMillis(changed));
    return savepoint;
  }
}
