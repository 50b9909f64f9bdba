package dev.iischain.event;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** File hashes in lower-case hex; an absent or all-zero hash is null. */
public record Hashes(@Nullable String sha256, @Nullable String sha1, @Nullable String md5) {

  /** No hash is known. */
  public static final Hashes NONE = new Hashes(null, null, null);

  /** Every known hash with its algorithm, strongest first, such as {@code sha256:...}. */
  public List<String> identities() {
    List<String> identities = new ArrayList<>(3);
    add(identities, "sha256:", sha256);
    add(identities, "sha1:", sha1);
    add(identities, "md5:", md5);
    return identities;
  }

  /** Whether both name the same content by an algorithm that both know. */
  public boolean agreesWith(Hashes other) {
    return equal(sha256, other.sha256) || equal(sha1, other.sha1) || equal(md5, other.md5);
  }

  /** Whether an algorithm that both know tells different contents apart. */
  public boolean contradicts(Hashes other) {
    return differ(sha256, other.sha256) || differ(sha1, other.sha1) || differ(md5, other.md5);
  }

  private static void add(List<String> identities, String prefix, @Nullable String hash) {
    if (hash != null) {
      identities.add(prefix + hash);
    }
  }

  private static boolean equal(@Nullable String left, @Nullable String right) {
    return left != null && left.equals(right);
  }

  private static boolean differ(@Nullable String left, @Nullable String right) {
    return left != null && right != null && !left.equals(right);
  }
}
