package dev.iischain.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.chain.AlertState;
import dev.iischain.chain.ChainMatch;
import dev.iischain.chain.Evidences;
import dev.iischain.chain.PathHistory;
import dev.iischain.delivery.CaseDelivery;
import dev.iischain.delivery.CaseRecord;
import dev.iischain.delivery.Receipt;
import dev.iischain.delivery.UndeliverableCase;
import dev.iischain.event.Alert;
import dev.iischain.event.Case;
import dev.iischain.event.DeadLetter;
import dev.iischain.event.Detection;
import dev.iischain.event.EndpointEvent;
import dev.iischain.event.Evidence;
import dev.iischain.event.NearMiss;
import dev.iischain.event.RawRecord;
import dev.iischain.event.Suppressed;
import dev.iischain.normalise.AgentNames;
import dev.iischain.normalise.AgentProcess;
import dev.iischain.suppression.SuppressionUpdate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that travels between operators or lies in state keeps Flink's own evolvable form. */
public class StreamTypesTest {

  /** What travels between operators. */
  public static final List<Class<?>> STREAMS =
      List.of(
          RawRecord.class,
          EndpointEvent.class,
          AgentRecord.class,
          DeadLetter.class,
          Detection.class,
          EpisodeStep.class,
          ChainMatch.class,
          Case.class,
          AlertInput.class,
          SuppressionRecord.class,
          Control.class,
          Suppressed.class,
          NearMiss.class,
          Alert.class,
          CaseRecord.class,
          Receipt.class,
          UndeliverableCase.class);

  /** What lies in state. */
  static final List<Class<?>> STATES =
      List.of(
          AgentNames.class,
          AgentProcess.class,
          WaitingEvents.Waiting.class,
          WaitingEvents.Ids.class,
          ScriptState.Block.class,
          ScriptState.Open.class,
          PathHistory.class,
          LedgerState.HashPaths.class,
          LedgerState.Host.class,
          Budget.class,
          RememberEvidence.Pending.class,
          CaseBook.Known.class,
          CaseBook.Run.class,
          AlertState.class,
          FoldAlerts.Sent.class,
          FoldAlerts.Timers.class,
          SuppressionUpdate.class,
          CaseDelivery.class);

  private static final TypeSerializer<Detection> SENT =
      new DetectionType().createSerializer(new SerializerConfigImpl());

  /** What is tested here of the form of what travels. */
  public static List<TypeSerializer<?>> serializersOfStreams() {
    List<TypeSerializer<?>> serializers = new ArrayList<>(List.of(SENT));
    for (Class<?> type : STREAMS) {
      serializers.add(TypeInformation.of(type).createSerializer(new SerializerConfigImpl()));
    }
    return serializers;
  }

  static Stream<Class<?>> types() {
    return Stream.concat(STREAMS.stream(), STATES.stream());
  }

  @ParameterizedTest
  @MethodSource("types")
  void isSerializedAsPojoAllTheWayDown(Class<?> type) {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
  }

  @ParameterizedTest
  @MethodSource("types")
  void comesBackWithItsNullsAndEmptyLists(Class<?> type) throws IOException {
    assertRoundTrip(
        type == Suppressed.class
            ? Suppressed.of("s", "r", RecordFiller.sparse(Case.class))
            : RecordFiller.sparse(type),
        type);
  }

  @ParameterizedTest
  @MethodSource("types")
  void comesBackWithEveryFieldFilled(Class<?> type) throws IOException {
    assertRoundTrip(
        type == Suppressed.class
            ? Suppressed.of("s", "r", RecordFiller.full(Alert.class))
            : RecordFiller.full(type),
        type);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "plain", "Umläut ÿ", "\u0100 wide", "\ud800 alone", "\0nul", "\ud83d\ude00"})
  void detectionsReachTheLedgerWithEveryCharacter(String text) throws IOException {
    Detection full = RecordFiller.full(Detection.class);
    Evidence evidence = full.evidence().get(0).with(new Evidence.Weight(3, 0.5, text));
    String longer = (text + "x").repeat(300);
    for (String title : List.of(text, longer, text)) {
      Detection detection =
          new Detection(
              text,
              full.host(),
              longer,
              title,
              full.level(),
              full.rules(),
              List.of(text, longer, text),
              List.of(evidence, evidence));
      assertRoundTrip(detection, Detection.class, SENT);
    }
  }

  @Test
  void detectionsReachTheLedgerWithTheirNullsAndEmptyListsAndWithEveryFieldFilled()
      throws IOException {
    Detection full = RecordFiller.full(Detection.class);
    Detection sparse = RecordFiller.sparse(Detection.class);
    Evidence bare = RecordFiller.sparse(Evidence.class);
    assertRoundTrip(full, Detection.class, SENT);
    assertRoundTrip(sparse, Detection.class, SENT);
    assertRoundTrip(
        new Detection(
            "t",
            full.host(),
            null,
            "",
            full.level(),
            List.of(),
            List.of(),
            List.of(bare, full.evidence().get(0))),
        Detection.class,
        SENT);
  }

  @Test
  void namesThatManyDetectionsHaveAreOneObject() throws IOException {
    Detection detection = Detections.onHost("web01", Evidences.write("w", 0, Evidences.DLL, null));
    DataOutputSerializer out = new DataOutputSerializer(256);
    SENT.serialize(detection, out);
    SENT.serialize(detection, out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    TypeSerializer<Detection> reader = SENT.duplicate();
    Detection first = reader.deserialize(in);
    Detection second = reader.deserialize(in);
    assertThat(second.host().key()).isSameAs(first.host().key());
    assertThat(second).isNotSameAs(first).isEqualTo(first);
  }

  @Test
  void theFillerLeavesOutAndFillsInWhatItSays() {
    assertThat(RecordFiller.sparse(Detection.class).alertId()).isNull();
    assertThat(RecordFiller.sparse(Detection.class).evidence()).isEmpty();
    Detection full = RecordFiller.full(Detection.class);
    assertThat(full.alertId()).isNotNull();
    assertThat(full.evidence()).hasSize(1);
    assertThat(full.evidence().get(0).dll()).isNotNull();
    assertThat(RecordFiller.full(EndpointEvent.class).values()).containsNull();
  }

  private static <T> void assertRoundTrip(Object value, Class<T> type) throws IOException {
    assertRoundTrip(
        value, type, TypeInformation.of(type).createSerializer(new SerializerConfigImpl()));
  }

  private static <T> void assertRoundTrip(Object value, Class<T> type, TypeSerializer<T> serializer)
      throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(256);
    serializer.serialize(type.cast(value), out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    T back = serializer.deserialize(in);
    assertThat(in.available()).as("bytes left over").isZero();
    assertThat(back).usingRecursiveComparison().isEqualTo(value);
    assertThat(serializer.copy(type.cast(value))).usingRecursiveComparison().isEqualTo(value);
  }
}
