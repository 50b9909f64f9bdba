package dev.iischain.bench;

import dev.iischain.event.RawRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Records to decode, the same in every run.
 *
 * @param records the records of all shapes, shuffled
 * @param events how many events they hold
 * @param bytes how long they are together
 */
record Corpus(List<RawRecord> records, int events, long bytes) {

  private static final int EVENTS = 4_000;
  private static final long SEED = 20_261_120;
  private static final long RECEIVED = 1_795_200_000_000L;

  /** The corpus named {@code json} (all JSON shapes), {@code xml}, or as a {@link Shape}. */
  static Corpus named(String name) {
    return switch (name) {
      case "json" -> of(List.of(Shape.values()).stream().filter(Shape::isJson).toList());
      case "xml" -> of(List.of(Shape.EVENT_XML));
      default -> of(List.of(Shape.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'))));
    };
  }

  private static Corpus of(List<Shape> shapes) {
    ActivityMix mix = new ActivityMix(SEED);
    int percent = shapes.stream().mapToInt(Shape::percent).sum();
    List<byte[]> values = new ArrayList<>();
    int events = 0;
    for (Shape shape : shapes) {
      int share = EVENTS * shape.percent() / percent / shape.batch() * shape.batch();
      List<Activity> batch = new ArrayList<>();
      for (int i = 0; i < share; i++) {
        batch.add(mix.next());
        if (batch.size() == shape.batch()) {
          values.add(shape.render(batch));
          batch.clear();
        }
      }
      events += share;
    }
    shuffle(values);
    List<RawRecord> records = new ArrayList<>();
    long bytes = 0;
    for (byte[] value : values) {
      records.add(new RawRecord(value, "telemetry.bench", 0, records.size(), RECEIVED));
      bytes += value.length;
    }
    return new Corpus(List.copyOf(records), events, bytes);
  }

  private static void shuffle(List<byte[]> values) {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = values.size() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      byte[] value = values.get(i);
      values.set(i, values.get(j));
      values.set(j, value);
    }
  }
}
