package dev.iischain.event;

import org.jspecify.annotations.Nullable;

/** File hashes in lower-case hex; an absent or all-zero hash is null. */
public record Hashes(@Nullable String sha256, @Nullable String sha1, @Nullable String md5) {

  /** No hash is known. */
  public static final Hashes NONE = new Hashes(null, null, null);

  /** The strongest known hash with its algorithm, such as {@code sha256:...}, or null. */
  public @Nullable String identity() {
    if (sha256 != null) {
      return "sha256:" + sha256;
    }
    if (sha1 != null) {
      return "sha1:" + sha1;
    }
    return md5 == null ? null : "md5:" + md5;
  }
}
