package dev.iischain.config;

import static dev.iischain.config.ScalarTypes.choice;
import static dev.iischain.config.ScalarTypes.fileOrNone;
import static dev.iischain.config.ScalarTypes.number;
import static dev.iischain.config.ScalarTypes.orElse;
import static dev.iischain.config.ScalarTypes.textOrNone;
import static dev.iischain.config.ScalarTypes.trueOrFalse;
import static dev.iischain.config.ScalarTypes.wholeNumber;

import dev.iischain.config.DeliveryConfig.MinStatus;
import dev.iischain.event.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The options of one system: those that every system has, and its own.
 *
 * @param scheme what its address starts with
 * @param own those that no other system has
 */
record SystemOptions(
    Section section,
    String scheme,
    Option<String> url,
    Option<Boolean> plainText,
    Option<String> caFile,
    Option<String> secretFile,
    Option<String> secretVariable,
    List<Option<String>> own,
    Option<Optional<Level>> minLevel,
    Option<Optional<MinStatus>> minStatus,
    Option<Optional<Double>> rate,
    Option<Optional<Integer>> maxInFlight) {

  static final String HTTPS = "https";
  static final String POSTGRESQL = "jdbc:postgresql";

  // The types of what the section delivery says for all systems, and a system for itself.
  static final OptionType<Level> LEVEL = choice(Level.class, Level::label);
  static final OptionType<MinStatus> STATUS = choice(MinStatus.class, MinStatus::label);
  static final OptionType<Double> PER_SECOND = number(0.01, 10_000);
  static final OptionType<Integer> IN_FLIGHT = wholeNumber(1, 256);
  private static final String FIRST = "0.1.0";

  /**
   * The options of a system behind HTTP.
   *
   * @param address the meaning of its url
   * @param secret what its credential is called in keys
   * @param meaning what the credential is
   */
  static SystemOptions https(Section section, String address, String secret, String meaning) {
    return of(section, HTTPS, address, secret, meaning);
  }

  /** The options of a database. */
  static SystemOptions database(Section section, String address) {
    return of(section, POSTGRESQL, address, "password", "the password");
  }

  private static SystemOptions of(
      Section section, String scheme, String address, String secret, String meaning) {
    return new SystemOptions(
        section,
        scheme,
        option(section, "url", textOrNone(), "", address),
        option(
            section,
            "allow-plain-text",
            trueOrFalse(),
            false,
            "Whether cases and the credential may travel without TLS to another machine."),
        option(
            section,
            "ca-file",
            fileOrNone(),
            "",
            "The certificates in PEM that are trusted instead of those that Java trusts; a file on"
                + " every TaskManager."),
        option(
            section,
            secret + "-file",
            fileOrNone(),
            "",
            "The file that holds only "
                + meaning
                + "; on every TaskManager, and read anew for every request."),
        option(
            section,
            secret + "-variable",
            textOrNone(),
            "",
            "The environment variable of the TaskManagers that holds " + meaning + "."),
        List.of(),
        option(
            section,
            "min-level",
            orElse(LEVEL, "delivery.min-level"),
            Optional.empty(),
            "The lowest level for this system."),
        option(
            section,
            "min-status",
            orElse(STATUS, "delivery.min-status"),
            Optional.empty(),
            "The lowest status for this system."),
        option(
            section,
            "rate",
            orElse(PER_SECOND, "delivery.rate"),
            Optional.empty(),
            "The most requests a second to this system."),
        option(
            section,
            "max-in-flight",
            orElse(IN_FLIGHT, "delivery.max-in-flight"),
            Optional.empty(),
            "The most requests at the same time to this system."));
  }

  /** With an option that no other system has. */
  SystemOptions with(String name, OptionType<String> type, String defaultValue, String meaning) {
    List<Option<String>> more = new ArrayList<>(own);
    more.add(option(section, name, type, defaultValue, meaning));
    return new SystemOptions(
        section,
        scheme,
        url,
        plainText,
        caFile,
        secretFile,
        secretVariable,
        List.copyOf(more),
        minLevel,
        minStatus,
        rate,
        maxInFlight);
  }

  /** All of them, in the order of the file. */
  List<Option<?>> all() {
    List<Option<?>> all = new ArrayList<>(List.of(url, plainText, caFile));
    all.addAll(List.of(secretFile, secretVariable));
    all.addAll(own);
    all.addAll(List.of(minLevel, minStatus, rate, maxInFlight));
    return all;
  }

  private static <T> Option<T> option(
      Section section, String name, OptionType<T> type, T defaultValue, String meaning) {
    return new Option<>(section, name, type, defaultValue, "", meaning, FIRST);
  }
}
