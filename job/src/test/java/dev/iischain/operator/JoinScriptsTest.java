package dev.iischain.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.EndpointEvent;
import dev.iischain.event.Field;
import dev.iischain.normalise.NormaliseOptions;
import dev.iischain.normalise.ScriptParts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JoinScriptsTest {

  private static final Duration WAIT = Duration.ofMinutes(10);
  private static final List<String> TEXTS =
      List.of(
          "$p = 'C:\\ProgramData\\tra",
          "ce.dll'\nNew-WebGlobal",
          "Module -Name Trace -Image 'C:\\ProgramData\\trace.dll'");

  @ParameterizedTest
  @EnumSource(Pace.class)
  void aBlockIsJudgedAsAWholeInWhateverOrderItsPartsCome(Pace pace) throws Exception {
    List<Integer> order = new ArrayList<>(List.of(1, 2, 3));
    EndpointEvent first = null;
    for (int seed = 0; seed < 8; seed++) {
      try (Scripts scripts = new Scripts(pace)) {
        for (int number : order) {
          assertThat(scripts.events()).isEmpty();
          scripts.see("web01", "b1", number, 3, TEXTS.get(number - 1));
        }
        EndpointEvent whole = scripts.only();
        assertThat(whole.get(Field.SCRIPT_BLOCK_TEXT)).isEqualTo(String.join("", TEXTS));
        assertThat(whole.get(Field.MODULE_NAME)).isEqualTo("Trace");
        assertThat(whole.get(Field.MODULE_IMAGE)).isEqualTo("C:\\ProgramData\\trace.dll");
        assertThat(whole.get(Field.REGISTRATION_METHOD)).isEqualTo("powershell");
        assertThat(whole.dlls())
            .extracting(dll -> dll.path())
            .containsExactly("c:\\programdata\\trace.dll");
        assertThat(whole.flags()).isEmpty();
        assertThat(whole.get(Field.MESSAGE_NUMBER)).isEqualTo("1");
        first = first == null ? whole : first;
        assertThat(whole).usingRecursiveComparison().isEqualTo(first);
        scripts.clock(WAIT.toMillis());
        scripts.endInput();
        assertThat(scripts.events()).isEmpty();
        scripts.clock(ScriptState.MEMORY.toMillis());
        assertThat(scripts.timers()).isZero();
      }
      Collections.shuffle(order, new Random(seed));
    }
  }

  @Test
  void whatOnePartFormsWithAnotherIsNoCmdletByItself() throws Exception {
    EndpointEvent part = part("web01", "b1", 2, 3, TEXTS.get(1));
    assertThat(part.get(Field.REGISTRATION_METHOD)).isNull();
  }

  @Test
  void copiesOfPartsAddNothing() throws Exception {
    try (Scripts scripts = new Scripts(Pace.LIVE)) {
      scripts.see("web01", "b1", 1, 2, "a").see("web01", "b1", 1, 2, "a");
      assertThat(scripts.events()).isEmpty();
      scripts.see("web01", "b1", 2, 2, "b");
      assertThat(scripts.only().get(Field.SCRIPT_BLOCK_TEXT)).isEqualTo("ab");

      scripts.see("web01", "B1", 2, 2, "b").see("web01", "b1", 1, 2, "a");
      scripts.clock(WAIT.toMillis() + 1);
      assertThat(scripts.events()).isEmpty();
    }
  }

  @Test
  void anIncompleteBlockIsJudgedByItsPartsWhenTheWaitIsOver() throws Exception {
    try (Scripts scripts = new Scripts(Pace.LIVE)) {
      scripts.see("web01", "b1", 3, 3, "New-WebGlobalModule -Name X -Image C:\\x.dll");
      scripts.see("web01", "b1", 1, 3, "$a = 1 #");
      scripts.clock(WAIT.toMillis() - 1);
      assertThat(scripts.events()).isEmpty();
      scripts.clock(WAIT.toMillis());

      EndpointEvent half = scripts.only();

      assertThat(half.get(Field.SCRIPT_BLOCK_TEXT))
          .isEqualTo("$a = 1 #\nNew-WebGlobalModule -Name X -Image C:\\x.dll");
      assertThat(half.get(Field.MODULE_NAME)).isEqualTo("X");
      assertThat(half.flags()).containsExactly("script-incomplete");
      // How many blocks there were, and when that is forgotten.
      assertThat(scripts.stateEntries()).isEqualTo(2);
      assertThat(scripts.timers()).isOne();

      // What comes later still is not lost, and is judged by itself.
      scripts.see("web01", "b1", 2, 3, "later");
      scripts.clock(2 * WAIT.toMillis());
      EndpointEvent rest = scripts.only();
      assertThat(rest.get(Field.SCRIPT_BLOCK_TEXT)).isEqualTo("later");
      assertThat(rest.eventId()).isNotEqualTo(half.eventId());
    }
  }

  @Test
  void whatIsKnownOfAHostThatFallsSilentIsGoneADayAfterItsLastBlock() throws Exception {
    try (Scripts scripts = new Scripts(Pace.LIVE)) {
      long day = ScriptState.MEMORY.toMillis();
      scripts.see("web01", "b1", 1, 2, "a").see("web01", "b1", 2, 2, "b");
      scripts.clock(day / 2);
      scripts.see("web01", "b2", 1, 2, "a").see("web01", "b2", 2, 2, "b");
      assertThat(scripts.events()).hasSize(2);

      scripts.clock(day);
      // The second block, how many there were, and when they are looked at next.
      assertThat(scripts.stateEntries()).isEqualTo(3);
      assertThat(scripts.see("web01", "b2", 1, 2, "a").events()).isEmpty();

      scripts.clock(2 * day);
      assertThat(scripts.stateEntries()).isZero();
      assertThat(scripts.timers()).isZero();
      assertThat(scripts.events()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Pace.class)
  void anIncompleteBlockIsJudgedAtTheEndOfTheInput(Pace pace) throws Exception {
    try (Scripts scripts = new Scripts(pace)) {
      scripts.see("web01", "b1", 2, 2, "b");
      assertThat(scripts.events()).isEmpty();
      scripts.endInput();
      assertThat(scripts.only().flags()).containsExactly("script-incomplete");
    }
  }

  @Test
  void blocksOfOtherHostsAndOtherIdsAreOtherBlocks() throws Exception {
    try (Scripts scripts = new Scripts(Pace.LIVE)) {
      scripts.see("web01", "b1", 1, 2, "a").see("web02", "b1", 2, 2, "b");
      scripts.see("web01", "b2", 2, 2, "b");
      assertThat(scripts.events()).isEmpty();
      scripts.endInput();
      assertThat(scripts.events()).hasSize(3);
    }
  }

  @Test
  void aPartForWhichThereIsNoRoomGoesOnAtOnce() throws Exception {
    try (Scripts scripts = new Scripts(Pace.LIVE)) {
      for (int i = 0; i < ScriptState.MAX_OPEN; i++) {
        scripts.see("web01", "b" + i, 1, 2, "a");
      }
      assertThat(scripts.events()).isEmpty();
      scripts.see("web01", "more", 1, 2, "alone");
      assertThat(scripts.only().get(Field.SCRIPT_BLOCK_TEXT)).isEqualTo("alone");
      scripts.see("web02", "more", 1, 2, "not alone");
      assertThat(scripts.events()).isEmpty();
      scripts.see("web01", "b0", 2, 2, "b");
      assertThat(scripts.only().get(Field.SCRIPT_BLOCK_TEXT)).isEqualTo("ab");
    }
  }

  @Test
  void textBeyondTheBoundGoesOnAtOnce() throws Exception {
    String half = "a".repeat(ScriptState.MAX_TEXT / 2 + 1);
    try (Scripts scripts = new Scripts(Pace.LIVE)) {
      scripts.see("web01", "b1", 1, 3, half);
      assertThat(scripts.events()).isEmpty();
      scripts.see("web01", "b1", 2, 3, half);
      assertThat(scripts.only().get(Field.MESSAGE_NUMBER)).isEqualTo("2");
      scripts.see("web01", "b2", 1, 2, "a").see("web01", "b2", 2, 2, "b");
      assertThat(scripts.only().get(Field.SCRIPT_BLOCK_TEXT)).isEqualTo("ab");
    }
  }

  @Test
  void onlyPartsOfSeveralAreParts() throws Exception {
    assertThat(ScriptParts.block(part("web01", "b1", 1, 1, "a"))).isNull();
    assertThat(ScriptParts.block(part("web01", "b1", 3, 2, "a"))).isNull();
    assertThat(ScriptParts.block(part("web01", "b1", 0, 2, "a"))).isNull();
    assertThat(ScriptParts.block(part("web01", "b1", 1, ScriptParts.MAX_PARTS + 1, "a"))).isNull();
    assertThat(ScriptParts.block(part("web01", "B1", 1, 2, "a"))).isEqualTo("b1");
  }

  private static EndpointEvent part(String host, String block, int number, int total, String text) {
    String json =
        """
        {"EventTime":"2026-11-20 10:00:0%d","Hostname":"%s","EventID":4104,"RecordNumber":%d,\
        "SourceName":"Microsoft-Windows-PowerShell",\
        "Channel":"Microsoft-Windows-PowerShell/Operational","MessageNumber":"%d",\
        "MessageTotal":"%d","ScriptBlockText":"%s","ScriptBlockId":"%s"}\
        """
            .formatted(
                number % 10,
                host,
                7_000 + number,
                number,
                total,
                text.replace("\\", "\\\\").replace("\n", "\\n"),
                block);
    return AgentHarness.decode(json).get(0);
  }

  /** The join under test clocks. */
  private static final class Scripts implements AutoCloseable {

    private final KeyedOneInputStreamOperatorTestHarness<String, EndpointEvent, EndpointEvent>
        harness;
    private int looked;

    Scripts(Pace pace) throws Exception {
      JoinSettings settings =
          new JoinSettings(NormaliseOptions.defaults(), WAIT, Duration.ofDays(14), 100, WAIT, pace);
      harness =
          new KeyedOneInputStreamOperatorTestHarness<>(
              new KeyedProcessOperator<>(new JoinScripts(settings)),
              StreamKeys::host,
              Types.STRING);
      WithoutKryo.forbidGenericTypes(harness);
      harness.open();
      clock(0);
    }

    Scripts see(String host, String block, int number, int total, String text) throws Exception {
      EndpointEvent part = part(host, block, number, total, text);
      harness.processElement(part, part.eventTimeMillis());
      return this;
    }

    void clock(long millis) throws Exception {
      harness.setStateTtlProcessingTime(millis);
      harness.setProcessingTime(millis);
    }

    void endInput() throws Exception {
      harness.processWatermark(Long.MAX_VALUE);
    }

    List<EndpointEvent> events() {
      List<EndpointEvent> all = harness.extractOutputValues();
      List<EndpointEvent> fresh = List.copyOf(all.subList(looked, all.size()));
      looked = all.size();
      return fresh;
    }

    EndpointEvent only() {
      List<EndpointEvent> fresh = events();
      assertThat(fresh).hasSize(1);
      return fresh.get(0);
    }

    int stateEntries() {
      return harness.numKeyedStateEntries();
    }

    int timers() {
      return harness.numEventTimeTimers() + harness.numProcessingTimeTimers();
    }

    @Override
    public void close() {
      try {
        harness.close();
      } catch (Exception e) {
        throw new IllegalStateException("the harness cannot be closed", e);
      }
    }
  }
}
