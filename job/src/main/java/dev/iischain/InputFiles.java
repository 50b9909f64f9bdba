package dev.iischain;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The telemetry files that a user names: files, folders of files, and {@code -} for stdin. */
final class InputFiles {

  private static final Set<String> ENDINGS = Set.of(".jsonl", ".ndjson", ".json", ".log", ".xml");

  private final TreeSet<Path> files = new TreeSet<>();
  private final List<String> problems = new ArrayList<>();
  private boolean stdinRead;

  private InputFiles() {}

  /** Throws {@link UsageProblems} with one sentence for each name that leads to no file. */
  static void check(List<String> names) {
    List<String> files = names.stream().filter(name -> !name.equals("-")).toList();
    find(files, Path.of(""), InputStream.nullInputStream());
  }

  /**
   * The files, sorted, without repetition.
   *
   * @param scratch a folder for what comes from {@code stdin}
   * @throws UsageProblems with one sentence for each name that leads to no file
   */
  static List<Path> find(List<String> names, Path scratch, InputStream stdin) {
    InputFiles found = new InputFiles();
    for (String name : names) {
      found.add(name, scratch, stdin);
    }
    if (!found.problems.isEmpty()) {
      throw new UsageProblems(found.problems);
    }
    return List.copyOf(found.files);
  }

  private void add(String name, Path scratch, InputStream stdin) {
    if (name.equals("-")) {
      if (!stdinRead) {
        files.add(spool(stdin, scratch));
        stdinRead = true;
      }
      return;
    }
    Path path = Path.of(name);
    if (Files.isDirectory(path)) {
      addFolder(path);
    } else if (!Files.exists(path)) {
      problems.add(name + ": there is no such file or folder; check the spelling.");
    } else if (!Files.isReadable(path)) {
      problems.add(name + ": the file cannot be read; check its permissions.");
    } else {
      files.add(path.toAbsolutePath().normalize());
    }
  }

  private void addFolder(Path folder) {
    int before = files.size();
    try (Stream<Path> walk = Files.walk(folder)) {
      walk.filter(Files::isRegularFile)
          .filter(InputFiles::isTelemetry)
          .forEach(file -> files.add(file.toAbsolutePath().normalize()));
    } catch (IOException | UncheckedIOException e) {
      problems.add(folder + ": the folder cannot be read; check its permissions.");
      return;
    }
    if (files.size() == before) {
      problems.add(
          folder
              + ": the folder holds no .jsonl, .ndjson, .json, .log or .xml file (or .gz of one).");
    }
  }

  private static boolean isTelemetry(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    return ENDINGS.stream().anyMatch(plain::endsWith);
  }

  private static Path spool(InputStream stdin, Path scratch) {
    Path file = scratch.resolve("stdin");
    try {
      Files.copy(stdin, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("standard input cannot be read", e);
    }
    return file.toAbsolutePath().normalize();
  }
}
