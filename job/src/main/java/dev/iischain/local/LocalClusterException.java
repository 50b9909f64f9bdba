package dev.iischain.local;

/** The local cluster cannot do what it was asked; the message says why and what to do. */
public final class LocalClusterException extends RuntimeException {
  private final boolean usage;

  private LocalClusterException(String message, boolean usage, Throwable cause) {
    super(message, cause);
    this.usage = usage;
  }

  private LocalClusterException(String message, boolean usage) {
    super(message);
    this.usage = usage;
  }

  /** Something asked for is wrong: a missing file, a taken port. */
  static LocalClusterException usage(String message) {
    return new LocalClusterException(message, true);
  }

  /** Something went wrong while running. */
  static LocalClusterException failure(String message) {
    return new LocalClusterException(message, false);
  }

  /** The same with what caused it. */
  static LocalClusterException failure(String message, Throwable cause) {
    return new LocalClusterException(message, false, cause);
  }

  /** Whether the caller asked for something wrong, rather than it failing. */
  public boolean isUsage() {
    return usage;
  }
}
