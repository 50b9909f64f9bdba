package dev.iischain.chain;

/**
 * A mistake in a chain file.
 *
 * @param file the file
 * @param key the key, dotted
 * @param message a sentence with the value and a suggestion
 */
public record ChainProblem(String file, String key, String message) {

  @Override
  public String toString() {
    return file + ": " + key + ": " + message;
  }
}
