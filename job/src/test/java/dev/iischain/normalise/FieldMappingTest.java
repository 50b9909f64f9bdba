package dev.iischain.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.Field;
import dev.iischain.event.TelemetryFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code docs/field-mapping.md}; {@code -Dgolden.update=true} writes it anew. */
class FieldMappingTest {

  private static final Path PAGE = Path.of("..", "docs", "field-mapping.md");
  private static final FieldMappingPage MAPPING = new FieldMappingPage(TelemetryExamples.all());

  @Test
  void thePageIsCurrent() throws IOException {
    String expected = MAPPING.render();
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(PAGE, expected);
    }
    assertThat(PAGE).as("run with -Dgolden.update=true to write it").exists();
    assertThat(Files.readString(PAGE))
        .as("docs/field-mapping.md; run FieldMappingTest with -Dgolden.update=true to rewrite it")
        .isEqualTo(expected);
  }

  @Test
  void nearlyEveryFormatFeedsTheFieldsOfAnAttack() {
    assertThat(without(Field.TARGET_FILENAME)).containsOnly(TelemetryFormat.INVENTORY);
    assertThat(without(Field.IMAGE_LOADED)).contains(TelemetryFormat.INVENTORY).hasSizeLessThan(4);
    assertThat(without(Field.COMMAND_LINE)).contains(TelemetryFormat.INVENTORY).hasSizeLessThan(9);
  }

  private static List<TelemetryFormat> without(Field field) {
    return Arrays.stream(TelemetryFormat.values())
        .filter(format -> MAPPING.places(field, format).isEmpty())
        .toList();
  }

  @Test
  void whatIsKnownOfAFormatIsFound() {
    assertThat(MAPPING.places(Field.TARGET_FILENAME, TelemetryFormat.EVTX_DUMP))
        .contains("Event.EventData.TargetFilename");
    assertThat(MAPPING.places(Field.IMAGE_LOADED, TelemetryFormat.ECS)).contains("dll.path");
    assertThat(MAPPING.places(Field.COMMAND_LINE, TelemetryFormat.OCSF))
        .contains("process.cmd_line");
    assertThat(MAPPING.places(Field.TARGET_FILENAME, TelemetryFormat.EVTX_DUMP))
        .doesNotContain("Event.EventData.Image");
  }

  @Test
  void everySampleIsInTheSpotCheck() {
    assertThat(MAPPING.sampleCount()).isGreaterThan(250);
  }
}
