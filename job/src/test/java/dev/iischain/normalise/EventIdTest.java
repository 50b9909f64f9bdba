package dev.iischain.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.EndpointEvent;
import dev.iischain.event.EventKind;
import dev.iischain.event.Field;
import dev.iischain.event.TelemetryFormat;
import dev.iischain.event.Vendor;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class EventIdTest {

  @Test
  void oneSysmonEventThroughTwoShippersIsOneEvent() {
    String first = id(builder -> {});
    String second =
        id(
            builder -> {
              builder.format = TelemetryFormat.WINLOGBEAT;
              builder.computer = "web01";
              builder.recordId = "77";
              builder.receivedMillis = builder.eventTimeMillis + 1000;
              builder.set(Field.PROCESS_GUID, "ab-cd");
              builder.set(Field.LEVEL, "4");
            });

    assertThat(second).isEqualTo(first);
  }

  @Test
  void anyOtherEventIsAnother() {
    Set<String> ids = new HashSet<>();
    List<Consumer<EventBuilder>> changes =
        List.of(
            builder -> {},
            builder -> builder.computer = "web02",
            builder -> builder.tenant = "other",
            builder -> builder.eventTimeMillis++,
            builder -> builder.eventCode = "29",
            builder -> builder.set(Field.PROCESS_GUID, "{AB-CE}"),
            builder -> builder.set(Field.TARGET_FILENAME, "C:\\y.dll"),
            builder -> builder.naturalKey = "k",
            builder -> builder.vendor = Vendor.WINDOWS,
            builder -> {
              builder.vendor = Vendor.WINDOWS;
              builder.recordId = "2";
            },
            builder -> {
              builder.vendor = Vendor.WINDOWS;
              builder.recordId = null;
            });
    for (Consumer<EventBuilder> change : changes) {
      ids.add(id(change));
    }

    assertThat(ids).hasSize(11).allMatch(id -> id.matches("ev-[a-z2-7]{32}"));
  }

  @Test
  void aValueSetTwiceAtOnceIsTwoEvents() {
    assertThat(value("C:\\a.dll")).isNotEqualTo(value("C:\\b.dll")).isEqualTo(value("C:\\a.dll"));
  }

  @Test
  void aKnownIdNeverChanges() {
    assertThat(StableId.of("al-", "a", "b")).isEqualTo(StableId.of("al-", "a", "b"));
    assertThat(StableId.of("al-", "a", "b")).matches("al-[a-z2-7]{32}");
    assertThat(StableId.of("x-")).isEqualTo("x-" + "4oymiquy7qobjgx36tejs35zeqt24qpe");
  }

  @Property
  void noTwoListsOfPartsShareAnId(@ForAll List<String> one, @ForAll List<String> other) {
    boolean same =
        StableId.of("x-", one.toArray(new String[0]))
            .equals(StableId.of("x-", other.toArray(new String[0])));

    assertThat(same).isEqualTo(one.equals(other) || sameBytes(one, other));
  }

  @Test
  void nullIsNotEmptyAndPartsDoNotRunTogether() {
    assertThat(StableId.of("x-", (String) null)).isNotEqualTo(StableId.of("x-", ""));
    assertThat(StableId.of("x-", "ab", "c")).isNotEqualTo(StableId.of("x-", "a", "bc"));
    assertThat(StableId.of("x-", "", "a")).isNotEqualTo(StableId.of("x-", "a", ""));
  }

  /** Lone surrogates have no UTF-8 of their own. */
  private static boolean sameBytes(List<String> one, List<String> other) {
    return utf8(one).equals(utf8(other));
  }

  private static List<String> utf8(List<String> texts) {
    return texts.stream()
        .map(text -> text.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .map(java.util.Arrays::toString)
        .toList();
  }

  private static String value(String details) {
    return id(
        builder -> {
          builder.kind = EventKind.REGISTRY_SET;
          builder.eventCode = "13";
          builder.set(Field.TARGET_OBJECT, "HKLM\\x\\y");
          builder.set(Field.DETAILS, details);
        });
  }

  private static String id(Consumer<EventBuilder> change) {
    EventBuilder builder = new EventBuilder();
    builder.kind = EventKind.FILE_EVENT;
    builder.vendor = Vendor.SYSMON;
    builder.computer = "WEB01.corp.example";
    builder.channel = "Microsoft-Windows-Sysmon/Operational";
    builder.eventCode = "11";
    builder.recordId = "1";
    builder.eventTimeMillis = 1_700_000_000_000L;
    builder.set(Field.PROCESS_GUID, "{AB-CD}");
    builder.set(Field.TARGET_FILENAME, "C:\\x.dll");
    change.accept(builder);
    EndpointEvent event = new EventFinisher(NormaliseOptions.defaults()).finish(builder);
    assertThat(event).isNotNull();
    return event.eventId();
  }
}
