package dev.iischain.config;

import com.google.re2j.Pattern;
import dev.iischain.config.Raw.Text;
import dev.iischain.config.SecretReferences.Reference;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is wrong with the entries of {@code kafka.properties}. No message holds a value. */
final class KafkaPropertyChecks {
  /** A credential in a JAAS line that is written out, not referred to. */
  private static final Pattern INLINE_CREDENTIAL =
      Pattern.compile("(?i)(password|secret)\\s*=\\s*[\"']?[^\"'$\\s;]");

  private static final List<String> SECRET_ENDINGS =
      List.of("password", "secret", "ssl.keystore.key");

  /** Properties that an option of ours sets. */
  private static final Map<String, Option<?>> OWNED =
      Map.of(
          "bootstrap.servers", Options.BOOTSTRAP_SERVERS,
          "group.id", Options.GROUP_ID,
          "auto.offset.reset", Options.START_FROM,
          "transactional.id", Options.TRANSACTIONAL_ID_PREFIX,
          "transaction.timeout.ms", Options.TRANSACTION_TIMEOUT,
          "partition.discovery.interval.ms", Options.PARTITION_DISCOVERY_INTERVAL);

  /** Properties that the job sets and nobody else can. */
  private static final List<String> RESERVED =
      List.of(
          "enable.auto.commit",
          "key.serializer",
          "value.serializer",
          "key.deserializer",
          "value.deserializer");

  private KafkaPropertyChecks() {}

  /** Checks every entry. */
  static void check(Map<String, Text> entries, Findings findings) {
    boolean providersConfigured = SecretReferences.areConfigured(entries.keySet());
    entries.forEach(
        (name, text) -> {
          String key = Options.PROPERTIES.key() + "." + name;
          checkOwner(name, key, text, findings);
          if (!providersConfigured) {
            checkReferences(key, text, findings);
          }
          if (isInlineSecret(name, text.value()) && text.place().line() > 0) {
            findings.warning(
                text.place(), key, "A secret is written into the file.", howToRefer(name));
          }
        });
  }

  private static void checkOwner(String name, String key, Text text, Findings findings) {
    Option<?> owner = OWNED.get(name);
    if (owner != null) {
      findings.error(
          text.place(),
          key,
          "This property has an option of its own.",
          "Set " + owner.key() + " instead.");
    } else if (RESERVED.contains(name)) {
      findings.error(text.place(), key, "The job sets this property itself.", "Remove it.");
    }
  }

  private static void checkReferences(String key, Text text, Findings findings) {
    for (Reference reference : SecretReferences.in(List.of(text.value()))) {
      if (!reference.complaint().isEmpty()) {
        findings.error(
            text.place(),
            key,
            reference.complaint(),
            "Write ${env:VARIABLE}, ${file:PATH:KEY} (a properties file) or ${dir:FOLDER:FILE} (a"
                + " file that holds only the secret), or set config.providers.");
      }
    }
  }

  private static boolean isInlineSecret(String name, String value) {
    if (name.endsWith("sasl.jaas.config")) {
      return INLINE_CREDENTIAL.matcher(value).find();
    }
    return SECRET_ENDINGS.stream().anyMatch(name::endsWith)
        && !value.isEmpty()
        && !value.contains("${");
  }

  private static String howToRefer(String name) {
    if (name.endsWith("sasl.jaas.config")) {
      return "Write password=\"${env:KAFKA_PASSWORD}\" and set that variable where Flink runs, or"
          + " password=\"${dir:/run/secrets:kafka-password}\" for a mounted file.";
    }
    String variable = "KAFKA_" + name.toUpperCase(Locale.ROOT).replace('.', '_');
    return "Write ${env:"
        + variable
        + "} and set that variable where Flink runs, or ${dir:/run/secrets:"
        + name
        + "} for a mounted file.";
  }
}
