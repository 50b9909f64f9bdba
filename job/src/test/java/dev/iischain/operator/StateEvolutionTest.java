package dev.iischain.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What lies in state today is read by a version whose records have gained or lost components. */
class StateEvolutionTest {

  static Stream<Class<?>> states() {
    return StreamTypesTest.STATES.stream();
  }

  static Stream<Class<?>> statesAndWhatTheyHold() {
    return StreamTypesTest.STATES.stream()
        .flatMap(type -> EvolvedRecords.within(type).stream())
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("states")
  void aComponentMoreAtAnyDepthIsEmptyInWhatWasWrittenBefore(Class<?> type) throws Exception {
    for (Class<?> changed : EvolvedRecords.within(type)) {
      Object old = RecordFiller.full(type);
      Class<?> later = EvolvedRecords.withMore(type, changed);
      Object back = restore(old, later);
      assertThat(back)
          .as("%s with more in %s", type.getSimpleName(), changed.getSimpleName())
          .usingRecursiveComparison()
          .ignoringFieldsMatchingRegexes("(.*\\.)?" + EvolvedRecords.ADDED + ".*")
          .isEqualTo(old);
      if (changed == type) {
        assertThat(component(back, EvolvedRecords.ADDED + "Text")).isNull();
        assertThat(component(back, EvolvedRecords.ADDED + "Number")).isEqualTo(0L);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("statesAndWhatTheyHold")
  void aComponentLessIsLeftBehindAndTheOthersStay(Class<?> type) throws Exception {
    RecordComponent[] components = type.getRecordComponents();
    if (components.length == 1) {
      return; // what is left would hold nothing
    }
    for (RecordComponent gone : components) {
      Object old = RecordFiller.full(type);
      Class<?> later = EvolvedRecords.without(type, gone.getName());
      if (isBeyondFlink(components, gone)) {
        assertThatThrownBy(() -> restore(old, later))
            .as("%s without %s", type, gone.getName())
            .isInstanceOf(ArrayIndexOutOfBoundsException.class);
        continue;
      }
      Object back = restore(old, later);
      for (RecordComponent component : components) {
        if (component != gone) {
          assertThat(component(back, component.getName()))
              .as("%s of %s without %s", component.getName(), type, gone.getName())
              .usingRecursiveComparison()
              .isEqualTo(component(old, component.getName()));
        }
      }
    }
  }

  /**
   * Flink keeps components by alphabet. Where those that are left happen to be declared like that,
   * it takes the record for unchanged and puts values into wrong places, until it runs out of them:
   * such a component has to stay, unused. This test tells when a newer Flink knows better.
   */
  private static boolean isBeyondFlink(RecordComponent[] components, RecordComponent gone) {
    List<String> left = new ArrayList<>();
    for (RecordComponent component : components) {
      if (component != gone) {
        left.add(component.getName());
      }
    }
    List<String> sorted = left.stream().sorted().toList();
    boolean goneIsLast = sorted.get(sorted.size() - 1).compareTo(gone.getName()) < 0;
    return left.equals(sorted) && !goneIsLast;
  }

  @Test
  void theChangedRecordsAreChanged() throws Exception {
    Class<?> more = EvolvedRecords.withMore(CaseBook.Known.class, CaseBook.Known.class);
    int today = CaseBook.Known.class.getRecordComponents().length;
    assertThat(more).isNotSameAs(CaseBook.Known.class);
    assertThat(more.getName()).isEqualTo(CaseBook.Known.class.getName());
    assertThat(more.getRecordComponents()).hasSize(today + 2);
    assertThat(EvolvedRecords.without(CaseBook.Known.class, "chains").getRecordComponents())
        .hasSize(today - 1);
    assertThat(statesAndWhatTheyHold()).hasSizeGreaterThan(StreamTypesTest.STATES.size() + 5);
  }

  /** What a job of a later version makes of a value and a serializer's snapshot in a savepoint. */
  private static <O, L> Object restore(O value, Class<L> later) throws IOException {
    @SuppressWarnings("unchecked")
    Class<O> type = (Class<O>) value.getClass();
    TypeSerializer<O> writer = serializer(type);
    DataOutputSerializer snapshot = new DataOutputSerializer(1_024);
    TypeSerializerSnapshot.writeVersionedSnapshot(snapshot, writer.snapshotConfiguration());
    DataOutputSerializer written = new DataOutputSerializer(1_024);
    writer.serialize(value, written);

    TypeSerializer<L> reader = serializer(later);
    TypeSerializerSnapshot<L> old =
        TypeSerializerSnapshot.readVersionedSnapshot(
            new DataInputDeserializer(snapshot.getCopyOfBuffer()), later.getClassLoader());
    TypeSerializerSchemaCompatibility<L> compatibility =
        reader.snapshotConfiguration().resolveSchemaCompatibility(old);
    assertThat(compatibility.isIncompatible()).as("%s cannot be restored", later).isFalse();
    assertThat(compatibility.isCompatibleAfterMigration())
        .as("%s is another one than before", later)
        .isTrue();
    DataInputDeserializer in = new DataInputDeserializer(written.getCopyOfBuffer());
    L back = old.restoreSerializer().deserialize(in);
    assertThat(in.available()).as("bytes left over").isZero();

    // And the later version can keep it.
    DataOutputSerializer again = new DataOutputSerializer(1_024);
    reader.serialize(back, again);
    L kept = reader.deserialize(new DataInputDeserializer(again.getCopyOfBuffer()));
    assertThat(kept).usingRecursiveComparison().isEqualTo(back);
    return kept;
  }

  private static <T> TypeSerializer<T> serializer(Class<T> type) {
    return TypeInformation.of(type).createSerializer(new SerializerConfigImpl());
  }

  private static Object component(Object record, String name) throws ReflectiveOperationException {
    return record.getClass().getMethod(name).invoke(record);
  }
}
