package dev.iischain.chain;

import dev.iischain.event.Signature;
import org.jspecify.annotations.Nullable;

/** Shows signatures in records; of several the worst is shown. */
final class Signatures {

  private Signatures() {}

  /** The worse of what is shown already and one more signature. */
  static @Nullable String worse(@Nullable String shown, Signature signature) {
    String text = text(signature);
    if (shown == null || text == null) {
      return shown == null ? text : shown;
    }
    return rank(text) > rank(shown) || (rank(text) == rank(shown) && text.compareTo(shown) < 0)
        ? text
        : shown;
  }

  private static @Nullable String text(Signature signature) {
    return switch (signature.trust()) {
      case UNKNOWN -> null;
      case TRUSTED -> signature.signer() == null ? "trusted" : "trusted: " + signature.signer();
      case UNTRUSTED ->
          signature.signer() == null ? "untrusted" : "untrusted: " + signature.signer();
    };
  }

  private static int rank(String text) {
    return text.startsWith("untrusted") ? 1 : 0;
  }
}
