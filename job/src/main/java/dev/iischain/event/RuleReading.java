package dev.iischain.event;

/** How published rules are read where what they say differs from what they are meant to say. */
public enum RuleReading {
  /** As their authors meant them. */
  INTENDED("intended"),
  /** To the letter, slips included. */
  AS_PUBLISHED("as-published");

  private final String label;

  RuleReading(String label) {
    this.label = label;
  }

  /** The word used in options and as the name of the folders of rules to the letter. */
  public String label() {
    return label;
  }
}
