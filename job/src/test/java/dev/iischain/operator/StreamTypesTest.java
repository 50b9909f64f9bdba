package dev.iischain.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.chain.AlertState;
import dev.iischain.chain.ChainMatch;
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
import dev.iischain.event.NearMiss;
import dev.iischain.event.RawRecord;
import dev.iischain.event.Suppressed;
import dev.iischain.normalise.AgentNames;
import dev.iischain.normalise.AgentProcess;
import dev.iischain.suppression.SuppressionUpdate;
import java.io.IOException;
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

  private static final List<Class<?>> STATES =
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
    TypeSerializer<T> serializer =
        TypeInformation.of(type).createSerializer(new SerializerConfigImpl());
    DataOutputSerializer out = new DataOutputSerializer(256);
    serializer.serialize(type.cast(value), out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    T back = serializer.deserialize(in);
    assertThat(in.available()).as("bytes left over").isZero();
    assertThat(back).usingRecursiveComparison().isEqualTo(value);
    assertThat(serializer.copy(type.cast(value))).usingRecursiveComparison().isEqualTo(value);
  }
}
