package dev.iischain.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ValueTextTest {
  @Property
  void aPrintedDurationReadsAsItself(@ForAll @LongRange(min = 0, max = 1L << 40) long millis)
      throws InvalidValue {
    Duration duration = Duration.ofMillis(millis);
    assertThat(DurationText.parse(DurationText.print(duration))).isEqualTo(duration);
  }

  @Property
  void aPrintedSizeReadsAsItself(@ForAll @LongRange(min = 0, max = 1L << 40) long bytes)
      throws InvalidValue {
    assertThat(SizeText.parse(SizeText.print(bytes))).isEqualTo(bytes);
  }

  @Property
  void anyQuotedTextReadsAsItself(@ForAll @StringLength(min = 1, max = 20) String text) {
    boolean isText =
        text.codePoints()
            .allMatch(c -> c != 0xFFFF && Character.isDefined(c) && (c < 0xD800 || c > 0xDFFF));
    if (isText && !text.isBlank()) {
      assertThat(Loading.valid("name: " + YamlText.quote(text)).name()).isEqualTo(text.strip());
    }
  }

  @Test
  void everyControlCharacterIsQuotedSoThatYamlTakesIt() {
    for (char c = 0x80; c < 0xA0; c++) {
      String text = "a" + c + "b";
      assertThat(Loading.valid("name: " + YamlText.quote(text)).name()).isEqualTo(text);
    }
  }

  @Property
  void anyTextIsReadWithoutAnException(@ForAll @StringLength(max = 60) String text) {
    LoadedConfig loaded =
        new ConfigLoader(Map.of(), Purpose.RUN).load("test.yaml", "kafka: " + text);
    assertThat(loaded.config()).isNull();
    assertThat(loaded.problems()).isNotEmpty();
  }

  @Test
  void durationsAreWrittenInSeveralWays() throws InvalidValue {
    assertThat(DurationText.parse("7d")).isEqualTo(Duration.ofDays(7));
    assertThat(DurationText.parse("1 h")).isEqualTo(Duration.ofHours(1));
    assertThat(DurationText.parse("PT1H")).isEqualTo(Duration.ofHours(1));
    assertThat(DurationText.parse("500ms")).isEqualTo(Duration.ofMillis(500));
    assertThat(DurationText.print(Duration.ofMinutes(60))).isEqualTo("1h");
    assertThat(DurationText.print(Duration.ofSeconds(90))).isEqualTo("90s");
  }

  @Test
  void whatIsNoDurationIsRefused() {
    for (String text :
        new String[] {
          "", "s", "10", "-1s", "1.5h", "1w", "P", "99999999999999999999d", "9223372036854775807d"
        }) {
      assertThatThrownBy(() -> DurationText.parse(text))
          .as(text)
          .isInstanceOf(InvalidValue.class)
          .hasMessageContaining("'" + text + "'");
    }
  }

  @Test
  void whatIsNoSizeIsRefused() throws InvalidValue {
    assertThat(SizeText.parse("16MiB")).isEqualTo(16 * 1024 * 1024);
    for (String text :
        new String[] {"", "16", "16MB", "16m", "-1B", "B", "9223372036854775807KiB"}) {
      assertThatThrownBy(() -> SizeText.parse(text)).as(text).isInstanceOf(InvalidValue.class);
    }
  }
}
