package dev.iischain.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SpelledTest {

  @Test
  void spansAreSpelledByTheirTwoLargestUnits() {
    assertThat(Spelled.duration(Duration.ZERO)).isEqualTo("0 ms");
    assertThat(Spelled.duration(Duration.ofMillis(999))).isEqualTo("999 ms");
    assertThat(Spelled.duration(Duration.ofMillis(5_450))).isEqualTo("5.4 s");
    assertThat(Spelled.duration(Duration.ofSeconds(60))).isEqualTo("1 min");
    assertThat(Spelled.duration(Duration.ofSeconds(295))).isEqualTo("4 min 55 s");
    assertThat(Spelled.duration(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
    assertThat(Spelled.duration(Duration.ofHours(75))).isEqualTo("3 d 3 h");
  }

  @Test
  void fileNameIsTheLastPartOfAPath() {
    assertThat(Spelled.fileName("c:\\a\\b.dll")).isEqualTo("b.dll");
    assertThat(Spelled.fileName("b.dll")).isEqualTo("b.dll");
    assertThat(Spelled.fileName("c:\\a/b.dll")).isEqualTo("b.dll");
  }
}
