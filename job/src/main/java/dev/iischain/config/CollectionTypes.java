package dev.iischain.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The types of options that hold several values. */
final class CollectionTypes {
  private CollectionTypes() {}

  /** A list of words. */
  static OptionType<List<String>> words() {
    return new OptionType<>("list", CollectionTypes::texts, CollectionTypes::print);
  }

  /** A list of the constants of an enum, none twice, each with its label. */
  static <E extends Enum<E>> OptionType<List<E>> choices(Class<E> type, Function<E, String> label) {
    OptionType<E> one = ScalarTypes.choice(type, label);
    return new OptionType<>(
        "list of " + one.label().replaceFirst("one of ", ""),
        raw -> {
          List<E> chosen = new ArrayList<>();
          for (String word : texts(raw)) {
            E constant = one.parser().parse(new Raw.Text(word, raw.place()));
            if (chosen.contains(constant)) {
              throw new InvalidValue("The list names " + word + " twice.", "Remove one of them.");
            }
            chosen.add(constant);
          }
          return List.copyOf(chosen);
        },
        values -> print(values.stream().map(label).toList()));
  }

  /** A list of files and folders; a relative one starts from the folder of the configuration. */
  static OptionType<List<Path>> paths() {
    return new OptionType<>(
        "list of paths",
        raw -> {
          List<Path> paths = new ArrayList<>();
          for (String text : texts(raw)) {
            paths.add(path(raw.place().folder(), text));
          }
          return List.copyOf(paths);
        },
        paths -> print(paths.stream().map(Path::toString).toList()));
  }

  /** A list of {@code host:port}. */
  static OptionType<List<String>> addresses() {
    return new OptionType<>(
        "list of host:port",
        raw -> {
          List<String> addresses = texts(raw);
          for (String address : addresses) {
            checkAddress(address);
          }
          return addresses;
        },
        CollectionTypes::print);
  }

  /** Topics by name or by pattern. */
  static OptionType<TelemetryTopics> telemetryTopics() {
    return new OptionType<>(
        "regular expression, or list of topics",
        raw ->
            raw instanceof Raw.Text text
                ? TopicNames.matching(text.value().strip())
                : TopicNames.named(texts(raw)),
        TelemetryTopics::print);
  }

  /** Names with a value each. */
  static OptionType<Map<String, String>> texts() {
    return entries(UnaryOperator.identity());
  }

  /** Names with a value each, all in lower case. */
  static OptionType<Map<String, String>> lowerCaseTexts() {
    return entries(text -> text.toLowerCase(Locale.ROOT));
  }

  private static OptionType<Map<String, String>> entries(UnaryOperator<String> fold) {
    return new OptionType<>(
        "mapping",
        raw -> {
          if (!(raw instanceof Raw.Entries entries)) {
            throw new InvalidValue(
                "Here stands " + raw.kind() + " where a mapping belongs.",
                "Write one name: value in each line below the key, or {} for none.");
          }
          Map<String, String> values = new TreeMap<>();
          entries.values().forEach((k, v) -> values.put(fold.apply(k), fold.apply(v.value())));
          return Collections.unmodifiableMap(values);
        },
        values ->
            values.entrySet().stream()
                .map(e -> YamlText.quote(e.getKey()) + ": " + YamlText.quote(e.getValue()))
                .collect(Collectors.joining(", ", "{", "}")));
  }

  /** The words of a list, or of one text that separates them by commas. */
  private static List<String> texts(Raw raw) throws InvalidValue {
    List<String> words = new ArrayList<>();
    if (raw instanceof Raw.Text text) {
      for (String word : text.value().split(",", -1)) {
        words.add(word.strip());
      }
      if (words.size() == 1 && words.get(0).isEmpty()) {
        return List.of();
      }
    } else if (raw instanceof Raw.Items items) {
      items.values().forEach(item -> words.add(item.value().strip()));
    } else {
      throw new InvalidValue(
          "Here stands " + raw.kind() + " where a list belongs.", "Write [first, second].");
    }
    if (words.contains("")) {
      throw new InvalidValue("The list has an empty item.", "Remove it.");
    }
    return List.copyOf(words);
  }

  private static Path path(Path folder, String text) throws InvalidValue {
    try {
      return folder.resolve(text).normalize();
    } catch (InvalidPathException e) {
      throw new InvalidValue(
          "'" + text + "' is not a path: " + e.getReason() + ".", "Write a path of this machine.");
    }
  }

  private static void checkAddress(String address) throws InvalidValue {
    if (address.contains("${")) {
      throw new InvalidValue(
          "'" + address + "' is a reference, and those are resolved in kafka.properties only.",
          "Set " + Option.variable("kafka.bootstrap-servers") + " in the environment instead.");
    }
    int colon = address.lastIndexOf(':');
    if (colon < 1 || !isPort(address.substring(colon + 1)) || address.contains(" ")) {
      throw new InvalidValue(
          "'" + address + "' is not host:port.", "Write for example kafka-1.example.com:9092.");
    }
  }

  private static boolean isPort(String text) {
    try {
      int port = Integer.parseInt(text);
      return port > 0 && port < 65536;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static String print(List<String> words) {
    return words.stream().map(YamlText::quote).collect(Collectors.joining(", ", "[", "]"));
  }
}
