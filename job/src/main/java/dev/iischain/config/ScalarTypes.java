package dev.iischain.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The types of options that hold one value. */
final class ScalarTypes {
  private ScalarTypes() {}

  /** Any text but a blank one. */
  static OptionType<String> text() {
    return OptionType.scalar("text", "iis-chain", ScalarTypes::notBlank, YamlText::quote);
  }

  /** Any text; empty stands for none. */
  static OptionType<String> textOrNone() {
    return OptionType.scalar(
        "text, empty for none", "file:///checkpoints", String::strip, YamlText::quote);
  }

  /** The name of one Kafka topic. */
  static OptionType<String> topic() {
    return OptionType.scalar("topic", "iis-chain.alerts", TopicNames::one, YamlText::quote);
  }

  /** The name of one Kafka topic, or an empty text. */
  static OptionType<String> topicOrNone() {
    return OptionType.scalar(
        "topic, empty for none",
        "iis-chain.telemetry.falcon-hosts",
        text -> text.isBlank() ? "" : TopicNames.one(text),
        YamlText::quote);
  }

  /** A whole number between two bounds, both included. */
  static OptionType<Integer> wholeNumber(int least, int most) {
    return OptionType.scalar(
        "whole number, " + least + " to " + most,
        Integer.toString(least),
        text -> {
          try {
            return inRange(Integer.parseInt(text.strip()), least, most, text, String::valueOf);
          } catch (NumberFormatException e) {
            throw new InvalidValue(
                "'" + text + "' is not a whole number.",
                "Write digits only, from " + least + " to " + most + ".");
          }
        },
        String::valueOf);
  }

  /** A number between two bounds, both included, with a point where it has decimals. */
  static OptionType<Double> number(double least, double most) {
    return OptionType.scalar(
        "number, " + YamlText.number(least) + " to " + YamlText.number(most),
        YamlText.number(least),
        text -> {
          try {
            return inRange(Double.valueOf(text.strip()), least, most, text, YamlText::number);
          } catch (NumberFormatException e) {
            throw new InvalidValue(
                "'" + text + "' is not a number.",
                "Write digits, with a point before decimals, such as 1.5.");
          }
        },
        YamlText::number);
  }

  /** Yes or no. */
  static OptionType<Boolean> trueOrFalse() {
    return OptionType.scalar(
        "true or false",
        "true",
        text ->
            switch (text.strip()) {
              case "true" -> true;
              case "false" -> false;
              default ->
                  throw new InvalidValue(
                      "'" + text + "' is neither true nor false.", "Write true or false.");
            },
        String::valueOf);
  }

  /** Another type, or empty, which leaves it to an option that is meant for all. */
  static <T> OptionType<Optional<T>> orElse(OptionType<T> type, String general) {
    return OptionType.scalar(
        type.label() + ", empty for " + general,
        "one value",
        text ->
            text.isBlank()
                ? Optional.empty()
                : Optional.of(type.parser().parse(new Raw.Text(text, Place.variable("")))),
        value -> value.map(type.printer()).orElse(YamlText.quote("")));
  }

  /** A file of the machine that runs the job; a relative one starts from the file's folder. */
  static OptionType<String> fileOrNone() {
    return new OptionType<>(
        "file, empty for none",
        raw -> {
          if (!(raw instanceof Raw.Text text)) {
            throw new InvalidValue(
                "Here stands " + raw.kind() + " where one file belongs.",
                "Write it on one line, such as /run/secrets/token.");
          }
          try {
            Path folder = raw.place().folder();
            return text.value().isBlank()
                ? ""
                : folder.resolve(text.value().strip()).toAbsolutePath().normalize().toString();
          } catch (InvalidPathException e) {
            throw new InvalidValue(
                "'" + text.value() + "' is not a path: " + e.getReason() + ".",
                "Write a path of the machine that runs the job.");
          }
        },
        YamlText::quote);
  }

  /** A duration between two bounds, both included. */
  static OptionType<Duration> duration(Duration least, Duration most) {
    return OptionType.scalar(
        "duration, " + DurationText.print(least) + " to " + DurationText.print(most),
        DurationText.print(least),
        text -> inRange(DurationText.parse(text), least, most, text, DurationText::print),
        DurationText::print);
  }

  /** A duration between two bounds, both included, or zero, which switches something off. */
  static OptionType<Duration> durationOrOff(Duration least, Duration most) {
    OptionType<Duration> duration = duration(least, most);
    return OptionType.scalar(
        duration.label() + ", or 0s for off",
        DurationText.print(least),
        text -> {
          Duration value = DurationText.parse(text);
          return value.isZero() ? value : inRange(value, least, most, text, DurationText::print);
        },
        DurationText::print);
  }

  /** A number of bytes between two bounds, both included. */
  static OptionType<Integer> size(int least, int most) {
    return OptionType.scalar(
        "size, " + SizeText.print(least) + " to " + SizeText.print(most),
        SizeText.print(least),
        text ->
            inRange(SizeText.parse(text), (long) least, (long) most, text, SizeText::print)
                .intValue(),
        bytes -> SizeText.print(bytes));
  }

  /** One of the constants of an enum, each with its label. */
  static <E extends Enum<E>> OptionType<E> choice(Class<E> type, Function<E, String> label) {
    Map<String, E> byLabel = new LinkedHashMap<>();
    for (E constant : type.getEnumConstants()) {
      byLabel.put(label.apply(constant), constant);
    }
    String words = byLabel.keySet().stream().collect(Collectors.joining(", "));
    return OptionType.scalar(
        "one of " + words,
        byLabel.keySet().iterator().next(),
        text -> {
          E constant = byLabel.get(text.strip());
          if (constant == null) {
            String nearest = Nearest.to(text.strip(), byLabel.keySet());
            throw new InvalidValue(
                "'" + text + "' is not one of " + words + ".",
                nearest == null ? "Write one of these words." : "Did you mean " + nearest + "?");
          }
          return constant;
        },
        label);
  }

  /** Where a reader of Kafka starts. */
  static OptionType<StartFrom> startFrom() {
    return OptionType.scalar(
        "committed, earliest, latest or timestamp:<RFC 3339>",
        "earliest",
        ScalarTypes::parseStart,
        start -> YamlText.quote(start.label()));
  }

  /** A time zone of the IANA database, or an offset. */
  static OptionType<ZoneId> zone() {
    return OptionType.scalar(
        "time zone",
        "Europe/Vienna",
        text -> {
          try {
            return ZoneId.of(text.strip());
          } catch (DateTimeException e) {
            throw new InvalidValue(
                "'" + text + "' is not a time zone.",
                "Write a region such as Europe/Vienna, or an offset such as +02:00, or UTC.");
          }
        },
        zone -> YamlText.quote(zone.getId()));
  }

  private static StartFrom parseStart(String text) throws InvalidValue {
    String word = text.strip();
    if (word.startsWith(StartFrom.TIMESTAMP_PREFIX)) {
      String time = word.substring(StartFrom.TIMESTAMP_PREFIX.length()).strip();
      try {
        return new StartFrom.Timestamp(OffsetDateTime.parse(time).toInstant());
      } catch (DateTimeParseException e) {
        throw new InvalidValue(
            "'" + time + "' is not a time with an offset.",
            "Write for example timestamp:2026-01-31T08:00:00Z.");
      }
    }
    return switch (word) {
      case "committed" -> new StartFrom.Committed();
      case "earliest" -> new StartFrom.Earliest();
      case "latest" -> new StartFrom.Latest();
      default ->
          throw new InvalidValue(
              "'" + text + "' is not a place to start from.",
              "Write committed, earliest, latest or timestamp:2026-01-31T08:00:00Z.");
    };
  }

  private static String notBlank(String text) throws InvalidValue {
    if (text.isBlank()) {
      throw new InvalidValue("The value is empty.", "Write a value or remove the key.");
    }
    return text.strip();
  }

  private static <T extends Comparable<? super T>> T inRange(
      T value, T least, T most, String written, Function<T, String> print) throws InvalidValue {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new InvalidValue(
          "'" + written + "' is out of range.",
          "Allowed is " + print.apply(least) + " to " + print.apply(most) + ".");
    }
    return value;
  }
}
