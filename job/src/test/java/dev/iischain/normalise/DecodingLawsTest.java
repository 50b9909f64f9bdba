package dev.iischain.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the bytes are, decoding ends, throws nothing and accounts for every element. */
class DecodingLawsTest {

  private static final List<byte[]> EXAMPLES =
      TelemetryExamples.all().stream().map((Path file) -> TelemetryExamples.read(file)).toList();

  @Property(tries = 2000)
  void anyBytesHaveAnOutcomeAndNeverADecoderFailure(@ForAll byte[] bytes) {
    assertSound(bytes);
  }

  @Property(tries = 2000)
  void anyTextOfStructureHasAnOutcome(@ForAll("structures") String text) {
    assertSound(text.getBytes(StandardCharsets.UTF_8));
  }

  @Property(tries = 4000)
  void anyMutationOfAnExampleHasAnOutcome(@ForAll("mutations") byte[] bytes) {
    assertSound(bytes);
  }

  @Property(tries = 500)
  void aMutatedMemberTakesNoSiblingWithIt(
      @ForAll("members") List<String> members, @ForAll("mutatedLines") String mutated) {
    String lines = String.join("\n", members);
    Outcome outcome = Outcome.of(lines + "\n" + mutated + "\n" + SiblingsTest.write(99));
    assertThat(outcome.events).hasSizeGreaterThanOrEqualTo(members.size() + 1);
    assertThat(outcome.all.size()).isGreaterThan(members.size() + 1);
  }

  @Property(tries = 300)
  void concatenatedExamplesHaveTheSumOfTheirOutcomes(@ForAll("pairs") List<byte[]> pair) {
    byte[] first = pair.get(0);
    byte[] second = pair.get(1);
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    assertThat(Outcome.of(both).summary())
        .startsWith(Outcome.of(first).summary().toArray(new String[0]))
        .endsWith(Outcome.of(second).summary().toArray(new String[0]))
        .hasSize(Outcome.of(first).all.size() + Outcome.of(second).all.size());
  }

  private static void assertSound(byte[] bytes) {
    byte[] before = bytes.clone();
    Outcome outcome = Outcome.of(bytes);
    assertThat(outcome.all).isNotEmpty();
    assertThat(bytes).isEqualTo(before);
    for (DeadLetter letter : outcome.deadLetters) {
      assertThat(letter.reason()).isNotEqualTo(DeadLetter.Reason.DECODER_FAILURE);
      assertThat(letter.detail()).isNotBlank();
    }
    assertThat(Outcome.of(bytes).summary()).isEqualTo(outcome.summary());
  }

  @Provide
  Arbitrary<String> structures() {
    return Arbitraries.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\\",
            "\n",
            " ",
            "null",
            "1",
            "\"records\":[",
            "\"message\":\"",
            "\"event\":{",
            "\"Event\":{\"System\":{",
            "\"winlog\":{",
            "\"event_simpleName\":\"PeFileWritten\"",
            "\"EventID\":11",
            "<Event>",
            "</Event>",
            "<System>",
            "</System>",
            "<Data Name='Image'>",
            "<![CDATA[",
            "]]>",
            "<!--",
            "-->",
            "<?xml ?>",
            "<Events>",
            "</Events>",
            "&amp;",
            "&#x0;",
            "<14>",
            "\u0000",
            "ü",
            "\ufeff")
        .list()
        .ofMaxSize(40)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<byte[]> mutations() {
    return Combinators.combine(
            Arbitraries.of(EXAMPLES),
            Arbitraries.integers().between(0, Integer.MAX_VALUE - 1),
            Arbitraries.integers().between(0, 255),
            Arbitraries.integers().between(0, 5))
        .as(DecodingLawsTest::mutate);
  }

  @Provide
  Arbitrary<String> mutatedLines() {
    return Combinators.combine(
            Arbitraries.integers().between(1, SiblingsTest.write(7).length() - 1),
            Arbitraries.of("", "{", "}", "\"", ",", "\\", "x", "[", "]"))
        .as(
            (at, inserted) ->
                inserted.isEmpty()
                    ? SiblingsTest.write(7).substring(0, at)
                    : SiblingsTest.write(7).substring(0, at)
                        + inserted
                        + SiblingsTest.write(7).substring(at));
  }

  @Provide
  Arbitrary<List<String>> members() {
    return Arbitraries.integers()
        .between(10, 50)
        .map(SiblingsTest::write)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }

  @Provide
  Arbitrary<List<byte[]>> pairs() {
    // Behind gzip there is nothing that could be a record of its own.
    List<byte[]> texts = EXAMPLES.stream().filter(bytes -> !GzipPayload.isGzip(bytes)).toList();
    return Arbitraries.of(texts).list().ofSize(2);
  }

  private static byte[] mutate(byte[] example, int where, int value, int how) {
    int at = where % example.length;
    switch (how) {
      case 0 -> {
        byte[] changed = example.clone();
        changed[at] = (byte) value;
        return changed;
      }
      case 1 -> {
        return Arrays.copyOf(example, at);
      }
      case 2 -> {
        return Arrays.copyOfRange(example, at, example.length);
      }
      case 3 -> {
        byte[] without = Arrays.copyOf(example, example.length - 1);
        System.arraycopy(example, at + 1, without, at, example.length - at - 1);
        return without;
      }
      case 4 -> {
        byte[] doubled = Arrays.copyOf(example, example.length + (example.length - at));
        System.arraycopy(example, at, doubled, example.length, example.length - at);
        return doubled;
      }
      default -> {
        byte[] inserted = Arrays.copyOf(example, example.length + 1);
        System.arraycopy(example, at, inserted, at + 1, example.length - at);
        inserted[at] = (byte) "{}[]\"\\,:<>&\n".charAt(value % 12);
        return inserted;
      }
    }
  }
}
