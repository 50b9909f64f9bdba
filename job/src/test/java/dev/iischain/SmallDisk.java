package dev.iischain;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/**
 * A folder that can run out of space: a small file system of its own where this machine lets us
 * mount one. Elsewhere a file takes the folder's place for a while, which no writer survives
 * either.
 */
final class SmallDisk implements AutoCloseable {

  private static final int MEGABYTES = 96;

  private final Path folder;
  private final boolean mounted;

  SmallDisk(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.mounted =
        run("mount", "-t", "tmpfs", "-o", "size=" + MEGABYTES + "m", "tmpfs", folder.toString());
  }

  Path folder() {
    return folder;
  }

  String kind() {
    return mounted ? "a file system of " + MEGABYTES + " MB" : "a folder that a file replaces";
  }

  /** Nothing more can be written until {@link #free}. */
  void fill() throws IOException {
    if (!mounted) {
      if (!Files.isRegularFile(folder)) {
        Files.move(folder, aside());
        Files.createFile(folder);
      }
      return;
    }
    // Again and again: what others delete gives space back.
    byte[] block = new byte[4_096];
    try (OutputStream out =
        Files.newOutputStream(filler(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      if (!Files.exists(filler())) {
        throw full;
      }
    }
  }

  void free() throws IOException {
    if (mounted) {
      Files.deleteIfExists(filler());
    } else if (Files.isRegularFile(folder)) {
      Files.delete(folder);
      Files.move(aside(), folder);
    }
  }

  @Override
  public void close() throws IOException {
    free();
    if (mounted) {
      run("umount", "-l", folder.toString());
    }
  }

  private Path filler() {
    return folder.resolve("filler");
  }

  private Path aside() {
    return folder.resolveSibling(folder.getFileName() + ".aside");
  }

  private static boolean run(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
