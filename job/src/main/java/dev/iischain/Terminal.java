package dev.iischain;

/** Whether a human sits in front of the output. */
final class Terminal {

  private Terminal() {}

  /** True when the launcher saw that standard output and standard error are terminals. */
  static boolean attached() {
    return Boolean.getBoolean("iis-chain.terminal");
  }
}
