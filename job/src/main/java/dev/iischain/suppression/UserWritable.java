package dev.iischain.suppression;

/** The places that need no administrator to write to. */
public final class UserWritable {

  private UserWritable() {}

  /** Whether a canonical path lies in one. */
  public static boolean contains(String path) {
    return path.contains(":\\users\\")
        || path.contains(":\\programdata\\")
        || path.contains("\\temp\\")
        || path.contains("\\appdata\\");
  }
}
