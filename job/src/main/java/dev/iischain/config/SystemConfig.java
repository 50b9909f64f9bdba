package dev.iischain.config;

import dev.iischain.event.Level;
import java.io.Serializable;
import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One system to deliver to. It holds where the secret is, never the secret.
 *
 * @param url its address
 * @param plainTextAllowed whether TLS may be left out to another machine
 * @param caFile the certificates that are trusted, or empty
 * @param secretFile the file of the credential, or empty
 * @param secretVariable the environment variable of the credential, or empty
 * @param own the options that no other system has, by name
 * @param minLevel the lowest level
 * @param completeOnly whether partial cases are left out
 * @param rate the most requests a second
 * @param maxInFlight the most requests at once
 */
public record SystemConfig(
    TargetSystem system,
    String url,
    boolean plainTextAllowed,
    String caFile,
    String secretFile,
    String secretVariable,
    Map<String, String> own,
    Level minLevel,
    boolean completeOnly,
    double rate,
    int maxInFlight)
    implements Serializable {

  /** Keeps its own copy. */
  public SystemConfig {
    own = Collections.unmodifiableMap(new TreeMap<>(own));
  }

  static SystemConfig from(TargetSystem system, OptionValues values) {
    SystemOptions options = system.options();
    Map<String, String> own = new TreeMap<>();
    options.own().forEach(option -> own.put(option.name(), values.get(option)));
    String url = values.get(options.url());
    return new SystemConfig(
        system,
        url.endsWith("/") && !url.endsWith("//") ? url.substring(0, url.length() - 1) : url,
        values.get(options.plainText()),
        values.get(options.caFile()),
        values.get(options.secretFile()),
        values.get(options.secretVariable()),
        own,
        values.get(options.minLevel()).orElse(values.get(DeliveryOptions.MIN_LEVEL)),
        values.get(options.minStatus()).orElse(values.get(DeliveryOptions.MIN_STATUS))
            == DeliveryConfig.MinStatus.COMPLETE,
        values.get(options.rate()).orElse(values.get(DeliveryOptions.RATE)),
        values.get(options.maxInFlight()).orElse(values.get(DeliveryOptions.MAX_IN_FLIGHT)));
  }

  /** The option with this name, which no other system has. */
  public String own(String name) {
    String value = own.get(name);
    if (value == null) {
      throw new IllegalArgumentException(system.label() + " has no option '" + name + "'");
    }
    return value;
  }

  /**
   * Whether the connection must be protected: to any other machine, unless it is allowed not to.
   */
  public boolean needsTls() {
    return !plainTextAllowed && !SystemUrl.isLoopback(URI.create(afterScheme()).getRawAuthority());
  }

  private String afterScheme() {
    return url.substring(url.indexOf("//"));
  }
}
