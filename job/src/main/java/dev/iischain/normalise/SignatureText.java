package dev.iischain.normalise;

import dev.iischain.event.Signature;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What sensors say about a file's signature, made three-valued. */
public final class SignatureText {

  private SignatureText() {}

  /**
   * Sysmon's {@code Signed}, {@code SignatureStatus} and {@code Signature}. A signed file whose
   * status is {@code Unavailable} could not be checked, which is neither trusted nor untrusted.
   */
  public static Signature sysmon(
      @Nullable String signed, @Nullable String status, @Nullable String signer) {
    Boolean isSigned = flag(signed);
    if (isSigned == null && isAbsent(status)) {
      return unknown(signer);
    }
    if (isSigned != null && !isSigned) {
      return untrusted(signer); // an unsigned file has the status Unavailable
    }
    if (isAbsent(status) || isUnavailable(status)) {
      return unknown(signer);
    }
    return status != null && status.trim().equalsIgnoreCase("Valid")
        ? trusted(signer)
        : untrusted(signer);
  }

  /**
   * ECS {@code code_signature.exists}, {@code .trusted} or {@code .valid}, {@code .status} and
   * {@code .subject_name}.
   */
  public static Signature ecs(
      @Nullable String exists,
      @Nullable String trusted,
      @Nullable String status,
      @Nullable String signer) {
    Boolean isThere = flag(exists);
    if (isThere != null && !isThere) {
      return untrusted(signer);
    }
    Boolean isTrusted = flag(trusted);
    if (isTrusted != null) {
      return isTrusted ? trusted(signer) : untrusted(signer);
    }
    if (isAbsent(status) || isUnavailable(status)) {
      return unknown(signer);
    }
    String word = status == null ? "" : status.trim().toLowerCase(Locale.ROOT);
    return word.equals("trusted") || word.equals("valid") ? trusted(signer) : untrusted(signer);
  }

  private static Signature trusted(@Nullable String signer) {
    return new Signature(Signature.Trust.TRUSTED, present(signer));
  }

  private static Signature untrusted(@Nullable String signer) {
    return new Signature(Signature.Trust.UNTRUSTED, present(signer));
  }

  private static Signature unknown(@Nullable String signer) {
    String name = present(signer);
    return name == null ? Signature.UNKNOWN : new Signature(Signature.Trust.UNKNOWN, name);
  }

  private static @Nullable String present(@Nullable String text) {
    return text == null || isAbsent(text) ? null : text.trim();
  }

  private static boolean isAbsent(@Nullable String text) {
    return text == null || text.isBlank() || text.equals("-") || text.equals("?");
  }

  private static boolean isUnavailable(@Nullable String status) {
    return status != null && status.trim().equalsIgnoreCase("Unavailable");
  }

  private static @Nullable Boolean flag(@Nullable String text) {
    if (text == null) {
      return null;
    }
    return switch (text.trim().toLowerCase(Locale.ROOT)) {
      case "true", "1", "yes" -> Boolean.TRUE;
      case "false", "0", "no" -> Boolean.FALSE;
      default -> null;
    };
  }
}
