package dev.iischain.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** References to secrets in Kafka's properties. Nothing here resolves one; only Kafka does. */
final class SecretReferences {
  private static final String PACKAGE = "org.apache.kafka.common.config.provider.";
  private static final String PROVIDERS = "config.providers";

  /** The providers that are configured without being asked for, by the name in references. */
  private static final Map<String, String> KNOWN =
      Map.of(
          "env", PACKAGE + "EnvVarConfigProvider",
          "file", PACKAGE + "FileConfigProvider",
          "dir", PACKAGE + "DirectoryConfigProvider");

  private SecretReferences() {}

  /** {@code ${provider:path:key}}; a part that is not written is empty. */
  record Reference(String written, String provider, String path, String key) {
    /** Why Kafka would not resolve it, or empty when it would. */
    String complaint() {
      if (provider.isEmpty()) {
        return "'" + written + "' names no provider, so Kafka takes it literally.";
      }
      if (!KNOWN.containsKey(provider)) {
        return "'" + written + "' names the provider '" + provider + "', which is not configured.";
      }
      if (!provider.equals("env") && path.isEmpty()) {
        return "'" + written + "' names no key, so Kafka takes it literally.";
      }
      return "";
    }
  }

  /** The properties that configure what the references need; none when the user configures them. */
  static Map<String, String> providersFor(Map<String, String> properties) {
    if (properties.containsKey(PROVIDERS)) {
      return Map.of();
    }
    TreeSet<String> names = new TreeSet<>();
    for (Reference reference : in(properties.values())) {
      if (reference.complaint().isEmpty()) {
        names.add(reference.provider());
      }
    }
    Map<String, String> added = new TreeMap<>();
    if (!names.isEmpty()) {
      added.put(PROVIDERS, String.join(",", names));
    }
    for (String name : names) {
      String classKey = PROVIDERS + "." + name + ".class";
      added.put(classKey, properties.getOrDefault(classKey, KNOWN.getOrDefault(name, "")));
    }
    return added;
  }

  /** Whether the user says which providers there are. */
  static boolean areConfigured(Collection<String> keys) {
    return keys.contains(PROVIDERS);
  }

  /** The references in these values. */
  static List<Reference> in(Collection<String> values) {
    List<Reference> references = new ArrayList<>();
    for (String value : values) {
      int start = value.indexOf("${");
      while (start >= 0) {
        int end = value.indexOf('}', start);
        if (end < 0) {
          break;
        }
        references.add(reference(value.substring(start, end + 1)));
        start = value.indexOf("${", end);
      }
    }
    return references;
  }

  private static Reference reference(String written) {
    String inside = written.substring(2, written.length() - 1);
    int first = inside.indexOf(':');
    if (first < 0) {
      return new Reference(written, "", "", inside);
    }
    // Kafka ends the path at the next colon, wherever it is.
    int second = inside.indexOf(':', first + 1);
    return new Reference(
        written,
        inside.substring(0, first),
        second < 0 ? "" : inside.substring(first + 1, second),
        inside.substring(Math.max(first, second) + 1));
  }
}
