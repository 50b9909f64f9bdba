package dev.iischain.chain;

import dev.iischain.event.Evidence;

/**
 * A piece of evidence in an episode, and what makes it belong there.
 *
 * @param evidence the evidence
 * @param identity how it is known to be about the same module
 */
public record Joined(Evidence evidence, Identity identity) {

  /** Below this strength evidence is shown, and takes no step of a chain. */
  public static final double MIN_STEP = 0.5;

  /** Whether the link is strong enough for the evidence to take a step of a chain. */
  public boolean takesSteps() {
    return identity.strength() >= MIN_STEP;
  }

  /** The same link with evidence of another weight. */
  Joined with(Evidence other) {
    return new Joined(other, identity);
  }

  /** What makes two pieces of evidence be about the same module, with the strength of that link. */
  public enum Identity {
    /** The same canonical path; whether the content was the same too is a matter of confidence. */
    PATH("path", 1.0, "it names the same path"),
    /** The same content by a cryptographic hash, at another path. */
    HASH("hash", 1.0, "its content is the same (equal hash)"),
    /** One file became the other by a rename. */
    RENAME("rename", 0.90, "the file was renamed"),
    /** Another name of the same file: other bitness, unknown volume, 8.3 names. */
    ALIAS("alias", 0.80, "its path is another name of the same file"),
    /** It names the module by the name under which the file is registered. */
    MODULE_NAME("module-name", 0.95, "it names the module under which the file is registered"),
    /** It names the same .NET assembly, or a file that holds it. */
    ASSEMBLY("assembly", 0.80, "it is the .NET assembly of that name"),
    /** The same file name, copied there by a command that names both directories. */
    COPY("basename", 0.65, "a copy command names both files"),
    /** The same file name in another directory within ten minutes. */
    BURST("basename", 0.50, "a file of the same name was written within ten minutes"),
    /** The same file name in another directory within a week: shown, and never enough. */
    BASENAME("basename", 0.35, "a file of the same name was seen within a week"),
    /** The IIS configuration was written, and nobody says what changed in it. */
    CONFIGURATION("configuration", 0.60, "the configuration was changed unseen at that time"),
    /** Something that an intruder does, on the same host within a day. */
    HOST("host", 1.0, "it happened on the same host within a day");

    private final String label;
    private final double strength;
    private final String reason;

    Identity(String label, double strength, String reason) {
      this.label = label;
      this.strength = strength;
      this.reason = reason;
    }

    /** The word used in records. */
    public String label() {
      return label;
    }

    /** 0 to 1: how sure the link is. */
    public double strength() {
      return strength;
    }

    /** Why the evidence belongs, as part of a sentence. */
    public String reason() {
      return reason;
    }

    /** The weaker of two links, where one leads on to the other. */
    Identity then(Identity next) {
      return next.strength <= strength ? next : this;
    }
  }
}
