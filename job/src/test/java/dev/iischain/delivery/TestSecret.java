package dev.iischain.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Secrets of tests, in files as real ones are. */
final class TestSecret {

  private TestSecret() {}

  static Secret of(String text) {
    try {
      Path file = Files.createTempFile("secret", ".txt");
      file.toFile().deleteOnExit();
      Files.writeString(file, text);
      return new Secret(file.toString(), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
