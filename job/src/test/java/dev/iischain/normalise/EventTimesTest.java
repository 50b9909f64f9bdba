package dev.iischain.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventTimesTest {

  /** 2023-11-14T22:13:20.123Z. */
  private static final long TIME = 1_700_000_000_123L;

  static List<String> spellings() {
    return List.of(
        "2023-11-14T22:13:20.123Z",
        "2023-11-14T22:13:20.1234567Z",
        "2023-11-14T22:13:20.123456789Z",
        "2023-11-14 22:13:20.123",
        "2023-11-14T22:13:20,123Z",
        "2023-11-14T22:13:20.123+00:00",
        "2023-11-14T22:13:20.123+0000",
        "2023-11-14T23:13:20.123+01:00",
        "2023-11-14T17:13:20.123-05",
        "2023-11-15T03:43:20.123+0530",
        "2023-11-14 22:13:20.123 UTC",
        "2023/11/14 22:13:20.123",
        " 2023-11-14T22:13:20.123z ",
        "1700000000123",
        "1700000000123456",
        "1700000000.123",
        "1700000000.1234567",
        "133444736001230000",
        "1700000000123.75");
  }

  @ParameterizedTest
  @MethodSource("spellings")
  void everyShapeOfATimeIsThatTime(String text) {
    assertThat(EventTimes.parse(text)).isEqualTo(TIME);
  }

  static List<String> noTimes() {
    return List.of(
        "",
        " ",
        "-",
        "now",
        "2023-13-14T22:13:20Z",
        "2023-02-29T22:13:20Z",
        "2023-11-14T24:13:20Z",
        "2023-11-14T22:60:20Z",
        "2023-11-14T22:13:20+99:00",
        "2023-11-14T22:13:20Zx",
        "2023-11-14X22:13:20Z",
        "2023-11-14T22:13:20.Z",
        "2023-11-14T22:13:20.1234567890Z",
        "2023-11/14 22:13:20",
        "-1700000000",
        "1700000000.1.2",
        "99999999999999999999",
        "2023-11-14T22:13:2",
        "1e9");
  }

  @ParameterizedTest
  @MethodSource("noTimes")
  void whatIsNoTimeIsNone(String text) {
    assertThat(EventTimes.parse(text)).isEqualTo(EventTimes.NO_TIME);
  }

  @Test
  void otherShapesAreTimesToo() {
    assertThat(spellings()).hasSize(19);
    assertThat(noTimes()).hasSize(19);
    assertThat(EventTimes.parse("2023-11-14T22:13:20Z")).isEqualTo(TIME - 123);
    assertThat(EventTimes.parse("2023-11-14T22:13Z")).isEqualTo(TIME - 20_123);
    assertThat(EventTimes.parse("1700000000")).isEqualTo(TIME - 123);
    assertThat(EventTimes.ofNumber(1_700_000_000.123)).isEqualTo(TIME);
    assertThat(EventTimes.ofNumber(1_700_000_000_123_000_000L)).isEqualTo(TIME);
    assertThat(EventTimes.ofNumber(-1L)).isEqualTo(EventTimes.NO_TIME);
    assertThat(EventTimes.ofNumber(Double.NaN)).isEqualTo(EventTimes.NO_TIME);
    assertThat(EventTimes.parse("2024-02-29 00:00:00")).isEqualTo(1_709_164_800_000L);
  }

  @Test
  void aBareTimeIsInTheGivenZone() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");

    assertThat(EventTimes.parse("2023-11-14 23:13:20.123", berlin)).isEqualTo(TIME);
    assertThat(EventTimes.parse("2023-11-14T22:13:20.123Z", berlin)).isEqualTo(TIME);
    assertThat(EventTimes.parse("2023-11-14 20:13:20.123", ZoneOffset.ofHours(-2))).isEqualTo(TIME);
  }

  @Property
  void whatIsPrintedIsRead(
      @ForAll @LongRange(min = 0, max = 4_000_000_000_000L) long millis,
      @ForAll @IntRange(min = -18, max = 18) int hours) {
    String text =
        DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
            Instant.ofEpochMilli(millis).atOffset(ZoneOffset.ofHours(hours)));

    assertThat(EventTimes.parse(text)).isEqualTo(millis);
  }

  @Property
  void anyTextIsReadWithoutFailing(@ForAll String text) {
    EventTimes.parse(text);
    EventTimes.parse("2023-11-14T22:13:20" + text);
    EventTimes.parse("2023-11-14" + text);
  }
}
