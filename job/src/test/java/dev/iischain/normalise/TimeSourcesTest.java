package dev.iischain.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.EndpointEvent;
import dev.iischain.event.RawRecord;
import dev.iischain.event.TelemetryFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whose clock an event's time is, for every format and over all example records. */
class TimeSourcesTest {

  private static final long DAY = Duration.ofDays(1).toMillis();

  /** What Kafka says of a record changes no time that a sensor told within reason. */
  @Test
  void theTimeIsTheSensorsWheneverTheRecordCame() {
    Set<TelemetryFormat> formats = EnumSet.noneOf(TelemetryFormat.class);
    for (var file : TelemetryExamples.all()) {
      byte[] record = TelemetryExamples.read(file);
      List<EndpointEvent> events = decode(record, RawRecord.NO_TIME).events;
      for (int i = 0; i < events.size(); i++) {
        EndpointEvent alone = events.get(i);
        Outcome late = decode(record, alone.eventTimeMillis() + 30 * DAY);
        EndpointEvent same = late.events.get(i);
        assertThat(same.eventTimeMillis()).as(file.toString()).isEqualTo(alone.eventTimeMillis());
        assertThat(same.flags()).as(file.toString()).isEqualTo(alone.flags());
        formats.add(alone.source().format());
      }
    }
    assertThat(formats).containsExactlyInAnyOrder(TelemetryFormat.values());
  }

  @Test
  void aTimeAheadOfTheReceiveTimeIsSetBackAndFlaggedInEveryFormat() {
    Set<TelemetryFormat> formats = EnumSet.noneOf(TelemetryFormat.class);
    long skew = NormaliseOptions.defaults().maxFutureSkew().toMillis();
    for (var file : TelemetryExamples.all()) {
      byte[] record = TelemetryExamples.read(file);
      List<EndpointEvent> events = decode(record, RawRecord.NO_TIME).events;
      for (int i = 0; i < events.size(); i++) {
        EndpointEvent alone = events.get(i);
        long received = alone.eventTimeMillis() - skew - 1;
        if (received < EventTimes.EARLIEST) {
          continue; // a row without a time, which holds from the beginning
        }
        EndpointEvent clamped = decode(record, received).events.get(i);
        assertThat(clamped.eventTimeMillis()).as(file.toString()).isEqualTo(received);
        assertThat(clamped.flags()).as(file.toString()).contains(Flags.TIME_CLAMPED);
        assertThat(clamped.eventId()).as("the event is the same").isEqualTo(alone.eventId());
        assertThat(decode(record, received + 1).events.get(i).flags())
            .as(file.toString())
            .doesNotContain(Flags.TIME_CLAMPED);
        formats.add(alone.source().format());
      }
    }
    assertThat(formats).containsExactlyInAnyOrder(TelemetryFormat.values());
  }

  /** Only these shippers write times without a zone where the sensor gives none of its own. */
  @Test
  void theConfiguredZoneMattersWhereATimeHasNoneAndNowhereElse() {
    Set<TelemetryFormat> local = EnumSet.noneOf(TelemetryFormat.class);
    for (var file : TelemetryExamples.all()) {
      byte[] record = TelemetryExamples.read(file);
      Outcome east = Outcome.of(zone("Asia/Tokyo"), record, RawRecord.NO_TIME);
      Outcome west = Outcome.of(zone("America/New_York"), record, RawRecord.NO_TIME);
      assertThat(east.summary()).as(file.toString()).isEqualTo(west.summary());
      for (int i = 0; i < east.events.size(); i++) {
        long difference =
            west.events.get(i).eventTimeMillis() - east.events.get(i).eventTimeMillis();
        if (difference != 0) {
          assertThat(Duration.ofMillis(difference).toHours()).as(file.toString()).isIn(13L, 14L);
          local.add(east.events.get(i).source().format());
        }
      }
    }
    assertThat(local)
        .isNotEmpty()
        .isSubsetOf(
            TelemetryFormat.NXLOG,
            TelemetryFormat.QRADAR,
            TelemetryFormat.WINCOLLECT,
            TelemetryFormat.LEEF,
            TelemetryFormat.FLUENT_BIT,
            TelemetryFormat.SPLUNK_CIM);
  }

  @Test
  void anAbsurdTimeIsReplacedByTheReceiveTimeOrRefused() {
    String load =
        new String(TelemetryExamples.read("falcon-fdr/module-load.json"), StandardCharsets.UTF_8);
    for (String absurd : new String[] {"0", "12", "not a time", "-5", "99999999999.0"}) {
      byte[] record =
          load.replaceAll(
                  "\"ContextTimeStamp\": *\"[^\"]*\"", "\"ContextTimeStamp\":\"" + absurd + "\"")
              .replaceAll("\"timestamp\": *\"[^\"]*\"", "\"timestamp\":\"" + absurd + "\"")
              .getBytes(StandardCharsets.UTF_8);
      long received = 1_793_699_700_000L;
      EndpointEvent clamped = decode(record, received).only();
      assertThat(clamped.eventTimeMillis()).as(absurd).isEqualTo(received);
      assertThat(clamped.flags()).as(absurd).contains(Flags.TIME_CLAMPED);
      Outcome refused = decode(record, RawRecord.NO_TIME);
      assertThat(refused.events).as(absurd).isEmpty();
      assertThat(refused.deadLetters).as(absurd).hasSize(1);
    }
  }

  private static Outcome decode(byte[] record, long received) {
    return Outcome.of(NormaliseOptions.defaults(), record, received);
  }

  private static NormaliseOptions zone(String zone) {
    NormaliseOptions defaults = NormaliseOptions.defaults();
    return new NormaliseOptions(
        defaults.tenant(),
        defaults.hostKey(),
        Map.of(),
        ZoneId.of(zone),
        defaults.maxRecordBytes(),
        defaults.maxDepth(),
        defaults.maxFutureSkew());
  }
}
