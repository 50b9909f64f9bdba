package dev.iischain.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.Hashes;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SubjectsTest {

  private static Subject subject(int number) {
    return new Subject(
        "web01",
        null,
        "c:\\" + number % 20 + ".dll",
        Hashes.NONE,
        null,
        null,
        null,
        List.of("a_rule"),
        null,
        number,
        number);
  }

  @Property(tries = 200)
  void orderAndRepetitionMakeNoDifference(
      @ForAll @Size(max = 60) List<@IntRange(max = 100) Integer> numbers, @ForAll long seed) {
    List<Integer> shuffled = new java.util.ArrayList<>(numbers);
    shuffled.addAll(numbers);
    java.util.Collections.shuffle(shuffled, new Random(seed));
    Subjects inOrder = fold(numbers);
    Subjects other = fold(shuffled);
    assertThat(other.more()).isEqualTo(inOrder.more());
    if (!inOrder.more()) {
      assertThat(other).isEqualTo(inOrder);
    }
  }

  private static Subjects fold(List<Integer> numbers) {
    Subjects subjects = Subjects.NONE;
    for (int number : numbers) {
      subjects = subjects.with(subject(number));
    }
    return subjects;
  }

  @Test
  void timesOfEqualSubjectsAreSpannedAndTooManySubjectsAreSaid() {
    Subjects two = Subjects.NONE.with(subject(5)).with(subject(45)).with(subject(25));
    assertThat(two.each())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.firstMillis()).isEqualTo(5);
              assertThat(one.lastMillis()).isEqualTo(45);
            });
    assertThat(two.with(subject(25))).isSameAs(two);
    Subjects many = Subjects.NONE;
    for (int i = 0; i < Subjects.MAX; i++) {
      many = many.with(subject(i));
    }
    assertThat(many.more()).isFalse();
    assertThat(many.with(subject(Subjects.MAX)).more()).isTrue();
    assertThat(many.with(subject(Subjects.MAX)).each()).hasSize(Subjects.MAX);
  }
}
