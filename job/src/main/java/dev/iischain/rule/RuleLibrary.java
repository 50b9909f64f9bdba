package dev.iischain.rule;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where rules come from: the packs in the jar, and folders. */
public final class RuleLibrary {

  private static final String ROOT = "/rules/";
  private static final String INDEX = ROOT + "index.txt";

  private RuleLibrary() {}

  /** Every pack in the jar, read strictly. */
  public static LoadedRules builtIn() {
    RuleFileReader reader = new RuleFileReader(LoadMode.STRICT);
    for (String file : index()) {
      int slash = file.indexOf('/');
      reader.read("rules/" + file, slash < 0 ? "" : file.substring(0, slash), resource(file));
    }
    return reader.loaded();
  }

  /** The rule files in the jar, relative to {@code rules/}, sorted. */
  public static List<String> index() {
    List<String> files = new ArrayList<>();
    for (String line : resource("index.txt").split("\n", -1)) {
      if (!line.isBlank()) {
        files.add(line.strip());
      }
    }
    Collections.sort(files);
    return files;
  }

  /**
   * The {@code .yml} and {@code .yaml} files below a folder, or one such file. The pack of a rule
   * that names none is the name of the folder it lies in. Throws UncheckedIOException when the
   * folder cannot be read.
   */
  public static LoadedRules folder(Path folder, LoadMode mode) {
    RuleFileReader reader = new RuleFileReader(mode);
    List<RuleProblem> unreadable = new ArrayList<>();
    for (Path file : files(folder)) {
      String text = text(file, unreadable);
      if (text != null) {
        reader.read(file.toString().replace('\\', '/'), pack(file), text);
      }
    }
    return reader.loaded().and(LoadedRules.of(List.of(), unreadable, List.of()));
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile)
          .filter(file -> isYaml(file.toString()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The rule folder " + folder + " cannot be read; is the path right?", e);
    }
  }

  private static boolean isYaml(String name) {
    return name.endsWith(".yml") || name.endsWith(".yaml");
  }

  private static String pack(Path file) {
    Path parent = file.toAbsolutePath().normalize().getParent();
    Path name = parent == null ? null : parent.getFileName();
    return name == null ? "local" : name.toString();
  }

  private static @Nullable String text(Path file, List<RuleProblem> unreadable) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      unreadable.add(new RuleProblem(file.toString(), 1, 1, "", "The file is not UTF-8.", null));
    } catch (IOException e) {
      unreadable.add(
          new RuleProblem(
              file.toString(), 1, 1, "", "The file cannot be read: " + e.getMessage() + ".", null));
    }
    return null;
  }

  private static String resource(String file) {
    try (InputStream stream = RuleLibrary.class.getResourceAsStream(ROOT + file)) {
      if (stream == null) {
        throw new IllegalStateException(
            "The rule file " + file + " is not in the jar, though " + INDEX + " names it.");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The rule file " + file + " cannot be read.", e);
    }
  }
}
