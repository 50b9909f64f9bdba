package dev.iischain.config;

import java.io.Serializable;

/**
 * Which chains become cases.
 *
 * @param minScore the lowest score that does, 0 to 100
 */
public record CasesConfig(int minScore) implements Serializable {

  /** The documented defaults. */
  public static CasesConfig defaults() {
    return from(new OptionValues());
  }

  static CasesConfig from(OptionValues values) {
    return new CasesConfig(values.get(Options.MIN_SCORE));
  }
}
