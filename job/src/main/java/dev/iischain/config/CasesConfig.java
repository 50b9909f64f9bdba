package dev.iischain.config;

import java.io.Serializable;
import java.util.List;

/**
 * Which chains become cases.
 *
 * @param minScore the lowest score that does, 0 to 100
 * @param developmentHosts patterns of hosts that only developers use
 */
public record CasesConfig(int minScore, List<String> developmentHosts) implements Serializable {

  /** Keeps its own copy. */
  public CasesConfig {
    developmentHosts = List.copyOf(developmentHosts);
  }

  /** The documented defaults. */
  public static CasesConfig defaults() {
    return from(new OptionValues());
  }

  static CasesConfig from(OptionValues values) {
    return new CasesConfig(values.get(Options.MIN_SCORE), values.get(Options.DEVELOPMENT_HOSTS));
  }
}
