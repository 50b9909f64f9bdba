package dev.iischain.event;

import org.jspecify.annotations.Nullable;

/**
 * What the sensor said about a file's signature.
 *
 * @param trust three-valued: unknown is neither trusted nor untrusted
 * @param signer the subject, when one was reported
 */
public record Signature(Trust trust, @Nullable String signer) {

  /** Whether a signature was verified. */
  public enum Trust {
    /** Signed, and the signature is valid. */
    TRUSTED,
    /** Unsigned, or the signature is not valid. */
    UNTRUSTED,
    /** The source does not say. */
    UNKNOWN
  }

  /** The source does not say. */
  public static final Signature UNKNOWN = new Signature(Trust.UNKNOWN, null);
}
