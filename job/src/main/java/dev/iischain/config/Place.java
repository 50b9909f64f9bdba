package dev.iischain.config;

import java.nio.file.Path;

/**
 * Where a setting was written.
 *
 * @param source the file as the user named it, or the environment variable
 * @param line from 1, or 0 where lines mean nothing
 * @param folder the folder that relative paths start from
 */
record Place(String source, int line, Path folder) {

  /** An environment variable; relative paths start from the working directory. */
  static Place variable(String name) {
    return new Place(name, 0, Path.of(""));
  }

  /** The same source at another line. */
  Place atLine(int other) {
    return new Place(source, other, folder);
  }
}
