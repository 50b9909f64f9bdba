package dev.iischain.event;

/** Sigma's levels, lowest first. */
public enum Level {
  INFORMATIONAL,
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL;

  /** The Sigma spelling. */
  public String label() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** The level with this Sigma spelling; throws IllegalArgumentException for any other word. */
  public static Level of(String label) {
    for (Level level : values()) {
      if (level.label().equals(label)) {
        return level;
      }
    }
    throw new IllegalArgumentException(
        "level '" + label + "' is not one of informational, low, medium, high, critical");
  }
}
