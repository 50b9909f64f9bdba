package dev.iischain.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.config.ConfigLoader;
import dev.iischain.config.JobConfig;
import dev.iischain.config.LoadedConfig;
import dev.iischain.config.Purpose;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterConfigurationTest {
  @TempDir Path root;

  private ClusterFolder folder;

  @BeforeEach
  void writeFiles() {
    folder = new ClusterFolder(root);
    folder.create();
    ClusterConfiguration.write(folder, new ClusterPorts(18081, 16123, 19092, 19093, 12181, 0));
  }

  @Test
  void flinkReadsThePortsTheSlotsAndTheCheckpoints() {
    Configuration flink = GlobalConfiguration.loadConfiguration(folder.configuration().toString());
    assertThat(flink.get(RestOptions.PORT)).isEqualTo(18081);
    // One TaskManager must hold the whole job and the delivery job.
    assertThat(flink.get(TaskManagerOptions.NUM_TASK_SLOTS)).isEqualTo(4);
    assertThat(flink.get(CheckpointingOptions.CHECKPOINTING_INTERVAL))
        .isEqualTo(Duration.ofSeconds(1));
    assertThat(flink.get(CheckpointingOptions.CHECKPOINTS_DIRECTORY))
        .isEqualTo(root.toUri() + "checkpoints");
  }

  @Test
  void theJobReadsItsConfigurationWithoutAProblem() {
    LoadedConfig loaded = new ConfigLoader(Map.of(), Purpose.RUN).load(folder.jobConfiguration());
    assertThat(loaded.problems()).isEmpty();
    JobConfig job = loaded.orThrow();
    assertThat(job.kafka().bootstrapServers()).containsExactly("127.0.0.1:19092");
    assertThat(job.checkpointing().interval()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void nothingOfTheTemplateIsLeft() throws Exception {
    for (Path file :
        new Path[] {folder.configuration().resolve("config.yaml"), folder.jobConfiguration()}) {
      assertThat(Files.readString(file)).doesNotContain("@");
    }
  }
}
