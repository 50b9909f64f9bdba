package dev.iischain.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.FalconRaw;
import dev.iischain.event.EndpointEvent;
import dev.iischain.event.EventKind;
import dev.iischain.event.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JoinAgentsTest {

  private static final Instant T = Instant.parse("2026-11-20T10:00:00Z");
  private static final FalconRaw AGENT = new FalconRaw("5a1b2c3d4e5f60718293a4b5c6d7e8f9");
  private static final FalconRaw OTHER = new FalconRaw("6a1b2c3d4e5f60718293a4b5c6d7e8f9");
  private static final String DLL = "C:\\Windows\\System32\\inetsrv\\diag.dll";
  private static final String CMD = "C:\\Windows\\System32\\cmd.exe";
  private static final String UNNAMED =
      "cs:0f1e2d3c4b5a69788796a5b4c3d2e1f0/5a1b2c3d4e5f60718293a4b5c6d7e8f9";
  private static final String ROW = AGENT.row(T, "WEB01", "corp.example");
  private static final String START = AGENT.start(T, "77", CMD, "cmd.exe");
  private static final String WRITE = AGENT.write(T.plusSeconds(5), "77", DLL);

  @ParameterizedTest
  @EnumSource(Pace.class)
  void whatIsKnownIsJoinedAtOnce(Pace pace) throws Exception {
    try (AgentHarness join = AgentHarness.paced(pace)) {
      join.see(ROW).see(START).events();

      EndpointEvent write = join.see(WRITE).events().get(0);

      assertThat(write.kind()).isEqualTo(EventKind.FILE_EVENT);
      assertThat(write.host().key()).isEqualTo("host:default/web01");
      assertThat(write.host().fqdn()).isEqualTo("web01.corp.example");
      assertThat(write.host().ids())
          .containsExactly(
              "aid:5a1b2c3d4e5f60718293a4b5c6d7e8f9", "cid:0f1e2d3c4b5a69788796a5b4c3d2e1f0");
      assertThat(write.get(Field.COMPUTER)).isEqualTo("web01.corp.example");
      assertThat(write.get(Field.IMAGE)).isEqualTo("\\Device\\HarddiskVolume3" + CMD.substring(2));
      assertThat(write.get(Field.ACTOR_IMAGE)).isEqualTo("c:\\windows\\system32\\cmd.exe");
      assertThat(join.holdsBack()).isFalse();
    }
  }

  @Test
  void anEventWaitsForWhatItLacksAndNoLonger() throws Exception {
    try (AgentHarness join = AgentHarness.paced(Pace.LIVE)) {
      assertThat(join.see(WRITE).events()).isEmpty();
      assertThat(join.see(START).events()).isEmpty(); // the start lacks the name as well
      List<EndpointEvent> both = join.see(ROW).events();

      assertThat(both).extracting(event -> event.host().key()).containsOnly("host:default/web01");
      assertThat(both)
          .extracting(EndpointEvent::kind)
          .containsExactlyInAnyOrder(EventKind.FILE_EVENT, EventKind.PROCESS_CREATION);
      assertThat(both)
          .allSatisfy(
              event ->
                  assertThat(event.get(Field.ACTOR_IMAGE))
                      .isEqualTo("c:\\windows\\system32\\cmd.exe"));
      assertThat(join.see(ROW).see(START).events()).hasSize(1); // the copy of the start alone
    }
  }

  @Test
  void nothingIsHeldBackLongerThanTheBound() throws Exception {
    try (AgentHarness join = AgentHarness.paced(Pace.LIVE)) {
      join.clock(100_123);
      join.see(WRITE);
      join.clock(100_123 + AgentHarness.WAIT.toMillis() - 1_000);
      assertThat(join.events()).isEmpty();
      join.clock(100_123 + AgentHarness.WAIT.toMillis());

      EndpointEvent alone = join.events().get(0);

      assertThat(alone.host().key()).isEqualTo(UNNAMED);
      assertThat(alone.get(Field.IMAGE)).isNull();
      assertThat(alone.get(Field.ACTOR_IMAGE)).isNull();
      assertThat(join.holdsBack()).isFalse();
    }
  }

  /** Else a fleet without a list of agents would see every alert late. */
  @Test
  void whatWasWaitedForInVainIsNotWaitedForAgain() throws Exception {
    try (AgentHarness join = AgentHarness.paced(Pace.LIVE)) {
      join.see(WRITE);
      join.clock(AgentHarness.WAIT.toMillis());
      assertThat(join.hosts()).containsExactly(UNNAMED);

      assertThat(join.see(AGENT.write(T.plusSeconds(9), "77", DLL)).hosts())
          .containsExactly(UNNAMED);
      assertThat(join.see(AGENT.write(T.plusSeconds(9), "78", DLL)).hosts()).isEmpty();
      join.see(AGENT.start(T, "78", CMD, "cmd.exe")).events();
      assertThat(join.see(AGENT.write(T.plusSeconds(10), "78", DLL)).hosts())
          .containsExactly(UNNAMED);
    }
  }

  @Test
  void aLateNameHoldsForWhatComesAfterIt() throws Exception {
    try (AgentHarness join = AgentHarness.paced(Pace.LIVE)) {
      join.see(START);
      join.clock(AgentHarness.WAIT.toMillis());
      assertThat(join.hosts()).containsExactly(UNNAMED);

      assertThat(join.see(ROW).hosts()).isEmpty();
      assertThat(join.see(WRITE).hosts()).containsExactly("host:default/web01");
    }
  }

  @Test
  void aProcessThatRanBeforeTheSensorActsToo() throws Exception {
    try (AgentHarness join = AgentHarness.paced(Pace.LIVE)) {
      assertThat(join.see(ROW).see(AGENT.running(T, "77", CMD)).events()).isEmpty();
      assertThat(join.see(WRITE).events().get(0).get(Field.ACTOR_IMAGE))
          .isEqualTo("c:\\windows\\system32\\cmd.exe");
    }
  }

  @Test
  void registryWritesAndUnsignedLoadsFindTheirProcess() throws Exception {
    try (AgentHarness join = AgentHarness.paced(Pace.LIVE)) {
      join.see(ROW).see(START).events();
      String key = "\\REGISTRY\\MACHINE\\SYSTEM\\ControlSet001\\Services\\W3SVC\\Parameters";
      List<EndpointEvent> events =
          join.see(AGENT.set(T, "77", key, "Filter DLLs", DLL))
              .see(AGENT.loadUnsigned(T, "77", DLL))
              .events();
      assertThat(events)
          .extracting(EndpointEvent::kind)
          .containsExactly(EventKind.REGISTRY_SET, EventKind.IMAGE_LOAD);
      assertThat(events)
          .extracting(event -> event.get(Field.ACTOR_IMAGE))
          .containsOnly("c:\\windows\\system32\\cmd.exe");
    }
  }

  @Test
  void anotherAgentsNamesAndProcessesTellNothing() throws Exception {
    try (AgentHarness join = AgentHarness.paced(Pace.LIVE)) {
      join.see(OTHER.row(T, "WEB02", "")).see(OTHER.start(T, "77", CMD, "cmd.exe")).events();

      assertThat(join.see(WRITE).events()).isEmpty();
      join.endInput();
      EndpointEvent alone = join.events().get(0);
      assertThat(alone.host().key()).isEqualTo(UNNAMED);
      assertThat(alone.get(Field.IMAGE)).isNull();
    }
  }

  @Test
  void aRenamedMachineHasTheNameOfTheTime() throws Exception {
    try (AgentHarness join = AgentHarness.paced(Pace.LIVE)) {
      join.see(AGENT.row(T.plusSeconds(7_200), "WEB09", "")).see(ROW).see(START).events();
      join.see(AGENT.write(T.plusSeconds(7_300), "77", DLL)).see(WRITE);
      assertThat(join.hosts()).containsExactly("host:default/web09", "host:default/web01");
    }
  }

  @Test
  void anAddressIsNoName() throws Exception {
    try (AgentHarness join = AgentHarness.paced(Pace.EVENT_TIME)) {
      join.see(AGENT.row(T, "10.0.0.5", "")).see(WRITE);
      assertThat(join.hosts()).containsExactly(UNNAMED);
    }
  }

  @Test
  void anyOrderWithinTheWaitGivesTheSameEvents() throws Exception {
    List<String> records =
        new ArrayList<>(
            List.of(
                ROW,
                AGENT.row(T.plusSeconds(60), "WEB01", "corp.example"),
                START,
                START,
                AGENT.running(T.plusSeconds(1), "77", CMD),
                AGENT.running(T.plusSeconds(1), "78", CMD),
                WRITE,
                WRITE,
                AGENT.write(T.plusSeconds(6), "78", DLL),
                AGENT.write(T.plusSeconds(7), "79", DLL),
                AGENT.loadUnsigned(T.plusSeconds(8), "77", DLL)));
    Map<String, String> expected = null;
    for (int seed = 0; seed < 40; seed++) {
      Map<String, String> joined = new TreeMap<>();
      try (AgentHarness join = AgentHarness.paced(Pace.LIVE)) {
        for (String record : records) {
          join.see(record);
        }
        join.endInput();
        for (EndpointEvent event : join.events()) {
          joined.put(
              event.eventId(), event.host() + " " + event.get(Field.ACTOR_IMAGE) + event.flags());
        }
        join.clock(AgentHarness.WAIT.toMillis());
        assertThat(join.holdsBack()).isFalse();
      }
      expected = expected == null ? joined : expected;
      assertThat(joined).as("order %d", seed).isEqualTo(expected).hasSize(5);
      Collections.shuffle(records, new Random(seed));
    }
  }

  @Test
  void tooManyThatWaitGoOnWithWhatIsKnown() throws Exception {
    try (AgentHarness join = AgentHarness.paced(Pace.LIVE)) {
      for (int i = 0; i < WaitingEvents.MAX + 3; i++) {
        join.see(AGENT.write(T.plusMillis(i), "77", DLL));
      }
      assertThat(join.hosts()).hasSize(3).containsOnly(UNNAMED);
      join.endInput();
      assertThat(join.hosts()).hasSize(WaitingEvents.MAX);
    }
  }

  @Test
  void processesBeyondTheBoundAreRefusedUntilTheCountStartsAgain() throws Exception {
    try (AgentHarness join = AgentHarness.with(AgentHarness.WAIT, 2, Pace.LIVE)) {
      join.see(ROW);
      for (String id : List.of("1", "2", "3")) {
        join.see(AGENT.start(T, id, CMD, "cmd.exe"));
      }
      join.events();
      assertThat(join.see(AGENT.write(T, "1", DLL)).see(AGENT.write(T, "2", DLL)).events())
          .extracting(event -> event.get(Field.ACTOR_IMAGE))
          .containsOnly("c:\\windows\\system32\\cmd.exe");
      assertThat(join.see(AGENT.write(T, "3", DLL)).events()).isEmpty();

      join.clock(AgentHarness.RETENTION.toMillis() + 1);
      join.events();
      join.see(ROW).see(AGENT.start(T, "3", CMD, "cmd.exe")).events();
      assertThat(join.see(AGENT.write(T.plusSeconds(1), "3", DLL)).events()).hasSize(1);
    }
  }

  @Test
  void namesAndProcessesAreForgottenAfterTheirLastUse() throws Exception {
    try (AgentHarness join = AgentHarness.paced(Pace.LIVE)) {
      join.see(ROW).see(START).events();
      long almost = AgentHarness.RETENTION.toMillis() - 1_000;
      join.clock(almost);
      assertThat(join.see(WRITE).hosts()).containsExactly("host:default/web01");
      join.clock(2 * almost);
      assertThat(join.see(WRITE).hosts()).containsExactly("host:default/web01");

      join.clock(3 * almost + 5_000);
      assertThat(join.see(WRITE).hosts()).isEmpty();
      join.clock(4 * almost);
      assertThat(join.hosts()).containsExactly(UNNAMED);
      // What is forgotten is also gone, of an agent that says nothing any more.
      assertThat(join.timers()).isOne();
      join.clock(6 * almost);
      assertThat(join.stateEntries()).isZero();
      assertThat(join.timers()).isZero();
      assertThat(join.events()).isEmpty();
    }
  }

  @Test
  void anAgentHasOneTimerHoweverMuchIsRememberedOfIt() throws Exception {
    try (AgentHarness join = AgentHarness.paced(Pace.LIVE)) {
      long day = Duration.ofDays(1).toMillis();
      for (int i = 0; i < 40; i++) {
        join.clock(i * day);
        join.see(ROW).see(AGENT.start(T, "" + i, CMD, "cmd.exe")).events();
        assertThat(join.timers()).isOne();
      }
      int remembered = (int) (2 * AgentHarness.RETENTION.toMillis() / day);
      assertThat(join.stateEntries()).isBetween(4, remembered + 4);
    }
  }

  @Test
  void whatWaitsSurvivesARestart() throws Exception {
    try (AgentHarness before = AgentHarness.paced(Pace.LIVE)) {
      before.see(WRITE).see(START);
      try (AgentHarness after = before.restarted()) {
        assertThat(after.see(ROW).hosts())
            .containsExactly("host:default/web01", "host:default/web01");
      }
    }
  }

  @Test
  void aBoundedRunHoldsNothingBack() throws Exception {
    try (AgentHarness join = AgentHarness.paced(Pace.EVENT_TIME)) {
      assertThat(join.see(WRITE).hosts()).containsExactly(UNNAMED);
      assertThat(join.timers()).isZero();
    }
  }
}
