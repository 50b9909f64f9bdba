package dev.iischain.config;

import java.util.function.Function;

/**
 * How the text of an option becomes a value, and back.
 *
 * @param label what a user may write, such as {@code duration, 1s to 7d}
 * @param parser reads what was written
 * @param printer writes a value as YAML
 */
public record OptionType<T>(String label, Parser<T> parser, Function<T, String> printer) {

  /** Reads what was written for an option. */
  @FunctionalInterface
  interface Parser<T> {
    T parse(Raw raw) throws InvalidValue;
  }

  /** Reads one text. */
  @FunctionalInterface
  interface TextParser<T> {
    T parse(String text) throws InvalidValue;
  }

  /** A type whose values are written as one text. */
  static <T> OptionType<T> scalar(
      String label, String example, TextParser<T> parser, Function<T, String> printer) {
    return new OptionType<>(
        label,
        raw -> {
          if (raw instanceof Raw.Text text) {
            return parser.parse(text.value());
          }
          throw new InvalidValue(
              "Here stands " + raw.kind() + " where one value belongs.",
              "Write it on one line, such as " + example + ".");
        },
        printer);
  }
}
