package dev.iischain.normalise;

import dev.iischain.event.DeadLetter;
import dev.iischain.event.EndpointEvent;
import dev.iischain.event.EventKind;
import dev.iischain.event.Field;
import dev.iischain.event.RawRecord;
import dev.iischain.event.TelemetryFormat;
import dev.iischain.event.Vendor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What became of the elements of one record, in their order. */
final class Outcome implements TelemetryDecoder.Output {

  /** An element that no rule can name. */
  record Irrelevant(TelemetryFormat format, Vendor vendor) {}

  final List<Object> all = new ArrayList<>();
  final List<EndpointEvent> events = new ArrayList<>();
  final List<Irrelevant> irrelevant = new ArrayList<>();
  final List<DeadLetter> deadLetters = new ArrayList<>();

  @Override
  public void event(EndpointEvent event) {
    events.add(event);
    all.add(event);
  }

  @Override
  public void irrelevant(TelemetryFormat format, Vendor vendor) {
    irrelevant.add(new Irrelevant(format, vendor));
    all.add(irrelevant.get(irrelevant.size() - 1));
  }

  @Override
  public void deadLetter(DeadLetter letter) {
    deadLetters.add(letter);
    all.add(letter);
  }

  /** The only event of a record that has nothing else. */
  EndpointEvent only() {
    if (events.size() != 1 || all.size() != 1) {
      throw new AssertionError("not exactly one event: " + summary());
    }
    return events.get(0);
  }

  /** Event kinds, {@code irrelevant} and dead letter codes, in their order. */
  List<String> summary() {
    List<String> words = new ArrayList<>();
    for (Object outcome : all) {
      if (outcome instanceof EndpointEvent event) {
        words.add(event.kind().category());
      } else if (outcome instanceof DeadLetter letter) {
        words.add(letter.reason().code());
      } else {
        words.add("irrelevant");
      }
    }
    return words;
  }

  /** The dead letters' bytes as text. */
  List<String> deadTexts() {
    return deadLetters.stream()
        .map(letter -> new String(letter.value(), StandardCharsets.UTF_8))
        .toList();
  }

  /** The fields that come from the source, without those that normalisation derives. */
  static Map<String, String> sourceValues(EndpointEvent event) {
    Map<String, String> values = new TreeMap<>();
    Field[] fields = Arrays.copyOf(Field.values(), Field.APPCMD_VERB.ordinal());
    for (Field field : fields) {
      String value = event.get(field);
      if (value != null) {
        values.put(field.label(), value);
      }
    }
    return values;
  }

  /** Decodes a record without a receive time. */
  static Outcome of(String record) {
    return of(record.getBytes(StandardCharsets.UTF_8));
  }

  /** Decodes a record without a receive time. */
  static Outcome of(byte[] record) {
    return of(NormaliseOptions.defaults(), record, RawRecord.NO_TIME);
  }

  /** Decodes a record. */
  static Outcome of(NormaliseOptions options, byte[] record, long receivedMillis) {
    Outcome outcome = new Outcome();
    new TelemetryDecoder(options)
        .decode(new RawRecord(record, "telemetry", 3, 42, receivedMillis), outcome);
    return outcome;
  }

  /** The kind of the only event. */
  EventKind kind() {
    return only().kind();
  }
}
