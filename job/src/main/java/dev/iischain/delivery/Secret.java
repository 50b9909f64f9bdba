package dev.iischain.delivery;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a secret is, never the secret itself. It is read anew for every use, so that a rotated one
 * works at once.
 *
 * @param file the file that holds only the secret, or empty
 * @param variable the environment variable that holds it, or empty
 */
public record Secret(String file, String variable) implements Serializable {

  /** No secret is used. */
  public static final Secret NONE = new Secret("", "");

  /** Whether none is named. */
  public boolean isNone() {
    return file.isEmpty() && variable.isEmpty();
  }

  /**
   * The secret.
   *
   * @throws DeliveryException as one that blames no case, with the place but not the secret
   */
  public String read() throws DeliveryException {
    if (isNone()) {
      throw unreadable(
          "The system needs a credential and none is named."
              + " Name its file or its environment variable in the section of the system.");
    }
    if (file.isEmpty()) {
      return Optional.ofNullable(System.getenv(variable))
          .filter(value -> !value.isBlank())
          .orElseThrow(() -> unreadable("The environment variable " + variable + " is not set."))
          .strip();
    }
    try {
      String text = Files.readString(Path.of(file)).strip();
      if (text.isEmpty()) {
        throw unreadable("The secret file " + file + " is empty.");
      }
      return text;
    } catch (IOException e) {
      throw unreadable("The secret file " + file + " cannot be read.");
    }
  }

  private static DeliveryException unreadable(String sentence) {
    return DeliveryException.of(DeliveryException.Kind.UNAUTHORISED, sentence);
  }
}
