package dev.iischain.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.DeadLetter;
import dev.iischain.event.EndpointEvent;
import dev.iischain.event.RawRecord;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every example, mutated: decoding ends, throws nothing, and changes no bytes. Each example has its
 * share of {@code fuzz.seconds}, and at least a few rounds; a round is told by its number, which
 * seeds it. {@code -Pfuzz} goes on for ten minutes.
 */
@Tag("fuzz")
@Timeout(300)
class MutationFuzzTest {

  private static final int LEAST_ROUNDS = 10;
  private static final int SECONDS = Integer.getInteger("fuzz.seconds", 0);
  private static final int MAX_SIZE = 256 * 1024;

  /** What decoders look for, and what they may trip over. */
  private static final String[] TOKENS = {
    "{",
    "}",
    "[",
    "]",
    "\"",
    "\\",
    ",",
    ":",
    "\n",
    "\t",
    "|",
    "^",
    "=",
    "\u0000",
    "\ufeff",
    "null",
    "true",
    "-1",
    "1e999",
    "99999999999999999999",
    "0x",
    "\"\"",
    "\\u0000",
    "\\ud800",
    "{\"a\":{\"b\":[",
    "]}}",
    "<Event>",
    "</Event>",
    "<Data Name='Image'>",
    "<![CDATA[",
    "&#x41;",
    "LEEF:1.0|a|b|c|11|",
    "LEEF:2.0|a|b|c|13|0x5E|",
    "AgentDevice=",
    "\tMessage=",
    "Message=",
    " UtcTime: ",
    " Image: ",
    " CommandLine: ",
    " CurrentDirectory: ",
    " TargetObject: ",
    " Details: ",
    "Security ID: ",
    "\"records\":[",
    "\"events\":[",
    "\"message\":\"",
    "\"payload\":\"",
    "\"raw_data\":\"",
    "\"body\":\"",
    "\"StringInserts\":[",
    "\"EventData\":{",
    "\"winlog\":{",
    "\"EventID\":\"",
    "\"class_uid\":1005,",
    "\"hashes\":[{\"value\":\"",
    "\"image\":\"x.dll\",",
    "C:\\\\x.dll",
    "\\\\\\\\?\\\\UNC\\\\a\\\\b",
    "%windir%\\\\",
    "2026-11-01 10:20:05",
    "9999-99-99T99:99:99Z",
    "\u202e",
    "\ud83d\ude00",
    "\u0131",
    "%%1906"
  };

  private static final List<byte[]> EXAMPLES =
      TelemetryExamples.all().stream().map((Path file) -> TelemetryExamples.read(file)).toList();

  static List<Path> examples() {
    return TelemetryExamples.all();
  }

  @Test
  void thereAreRoundsForExamplesOfEveryFormat() {
    assertThat(SECONDS).isNotNegative();
    assertThat(examples()).hasSizeGreaterThanOrEqualTo(175);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void mutationsOfAnExampleHaveAnOutcome(Path example) {
    byte[] original = TelemetryExamples.read(example);
    TelemetryDecoder decoder = new TelemetryDecoder(NormaliseOptions.defaults());
    long start = System.nanoTime();
    long share = TimeUnit.SECONDS.toNanos(SECONDS) / EXAMPLES.size();
    for (int round = 0; round < LEAST_ROUNDS || System.nanoTime() - start < share; round++) {
      Random random = new Random(31L * round + example.toString().hashCode());
      byte[] mutated = original;
      int changes = 1 + random.nextInt(6);
      for (int i = 0; i < changes; i++) {
        mutated = mutate(mutated, random);
      }
      byte[] record = mutated.length > MAX_SIZE ? Arrays.copyOf(mutated, MAX_SIZE) : mutated;
      assertSound(decoder, record, example + " in round " + round);
    }
  }

  private static void assertSound(TelemetryDecoder decoder, byte[] record, String which) {
    byte[] before = record.clone();
    Outcome outcome = new Outcome();
    decoder.decode(new RawRecord(record, "fuzz", 0, 1, RawRecord.NO_TIME), outcome);
    assertThat(record).as(which).isEqualTo(before);
    assertThat(outcome.all).as(which).isNotEmpty();
    for (DeadLetter letter : outcome.deadLetters) {
      assertThat(letter.reason()).as(which).isNotEqualTo(DeadLetter.Reason.DECODER_FAILURE);
    }
    for (EndpointEvent event : outcome.events) {
      assertThat(event.eventId()).as(which).matches("ev-[a-z2-7]{32}");
      assertThat(event.host().key()).as(which).isNotBlank();
    }
  }

  private static byte[] mutate(byte[] bytes, Random random) {
    if (bytes.length == 0) {
      return token(random);
    }
    int at = random.nextInt(bytes.length);
    int end = Math.min(bytes.length, at + 1 + random.nextInt(64));
    return switch (random.nextInt(9)) {
      case 0 -> {
        byte[] changed = bytes.clone();
        changed[at] = (byte) random.nextInt(256);
        yield changed;
      }
      case 1 -> Arrays.copyOf(bytes, at);
      case 2 -> replace(bytes, at, end, new byte[0]);
      case 3 -> replace(bytes, at, at, Arrays.copyOfRange(bytes, at, end));
      case 4 -> replace(bytes, at, at, token(random));
      case 5 -> replace(bytes, at, end, token(random));
      case 6 -> value(bytes, at, random);
      case 7 -> {
        byte[] other = EXAMPLES.get(random.nextInt(EXAMPLES.size()));
        int from = random.nextInt(other.length);
        yield replace(bytes, at, bytes.length, Arrays.copyOfRange(other, from, other.length));
      }
      default -> {
        String repeated = new String(token(random), StandardCharsets.UTF_8);
        yield replace(
            bytes,
            at,
            at,
            repeated.repeat(1 + random.nextInt(400)).getBytes(StandardCharsets.UTF_8));
      }
    };
  }

  /** Another value for the quoted text around or behind a place. */
  private static byte[] value(byte[] bytes, int from, Random random) {
    int start = from;
    while (start < bytes.length && bytes[start] != '"') {
      start++;
    }
    int end = start + 1;
    while (end < bytes.length && bytes[end] != '"') {
      end++;
    }
    return end >= bytes.length ? bytes : replace(bytes, start + 1, end, token(random));
  }

  private static byte[] token(Random random) {
    return TOKENS[random.nextInt(TOKENS.length)].getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] replace(byte[] bytes, int from, int to, byte[] inserted) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, from);
    out.write(inserted, 0, inserted.length);
    out.write(bytes, to, bytes.length - to);
    return out.toByteArray();
  }
}
