package dev.iischain.chain;

import dev.iischain.event.Evidence;

/**
 * A piece of evidence in an episode, and what makes it belong there.
 *
 * @param evidence the evidence
 * @param identity how it is known to be about the same module
 */
public record Joined(Evidence evidence, Identity identity) {

  /** What makes two pieces of evidence be about the same module, with the strength of that link. */
  public enum Identity {
    /** The same canonical path; whether the content was the same too is a matter of confidence. */
    PATH("path", 1.0),
    /** The same content by a cryptographic hash, at another path. */
    HASH("hash", 1.0);

    private final String label;
    private final double strength;

    Identity(String label, double strength) {
      this.label = label;
      this.strength = strength;
    }

    /** The word used in records. */
    public String label() {
      return label;
    }

    /** 0 to 1: how sure the link is. */
    public double strength() {
      return strength;
    }
  }
}
