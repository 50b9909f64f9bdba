package dev.iischain.canary;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the key of the canary's marks is, never the key itself.
 *
 * @param file the file that holds only the key, or empty
 * @param variable the environment variable that holds it, or empty
 */
public record CanarySecret(String file, String variable) implements Serializable {

  /** Nothing is a canary. */
  public static final CanarySecret NONE = new CanarySecret("", "");

  /** Whoever can try keys must not find a shorter one. */
  public static final int MIN_CHARACTERS = 16;

  /** Whether none is named. */
  public boolean isNone() {
    return file.isEmpty() && variable.isEmpty();
  }

  /** The key; fails with a sentence that names the place and never the key. */
  public byte[] read() throws IOException {
    String text = file.isEmpty() ? System.getenv(variable) : content();
    String place =
        file.isEmpty() ? "The environment variable " + variable : "The secret file " + file;
    if (text == null || text.strip().length() < MIN_CHARACTERS) {
      throw new IOException(
          place
              + " holds no canary secret of "
              + MIN_CHARACTERS
              + " characters or more; let it hold a random one.");
    }
    return text.strip().getBytes(StandardCharsets.UTF_8);
  }

  private String content() throws IOException {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new IOException("The secret file " + file + " cannot be read; is it there?", e);
    }
  }
}
