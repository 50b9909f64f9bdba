package dev.iischain.rule;

import dev.iischain.event.RuleReading;
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

/**
 * Where rules come from: the packs in the jar, and folders. A pack may hold a folder {@code
 * as-published}: its files replace those of the same name when rules are read to the letter.
 */
public final class RuleLibrary {

  private static final String ROOT = "/rules/";
  private static final String INDEX = ROOT + "index.txt";

  private RuleLibrary() {}

  /** Every pack in the jar, read strictly, as its authors meant it. */
  public static LoadedRules builtIn() {
    return builtIn(RuleReading.INTENDED);
  }

  /** Every pack in the jar, read strictly. */
  public static LoadedRules builtIn(RuleReading reading) {
    RuleFileReader reader = new RuleFileReader(LoadMode.STRICT);
    RuleFileReader asPublished = new RuleFileReader(LoadMode.STRICT);
    for (String file : index()) {
      int slash = file.indexOf('/');
      String pack = slash < 0 ? "" : file.substring(0, slash);
      (isAsPublished(file) ? asPublished : reader).read("rules/" + file, pack, resource(file));
    }
    return read(reading, reader, asPublished);
  }

  private static LoadedRules read(
      RuleReading reading, RuleFileReader intended, RuleFileReader asPublished) {
    return switch (reading) {
      case INTENDED -> intended.loaded();
      case AS_PUBLISHED -> intended.loaded().replacedBy(asPublished.loaded());
    };
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

  /** A folder of rules as their authors meant them. */
  public static LoadedRules folder(Path folder, LoadMode mode) {
    return folder(folder, mode, RuleReading.INTENDED);
  }

  /**
   * The {@code .yml} and {@code .yaml} files below a folder, or one such file. The pack of a rule
   * that names none is the name of the folder it lies in. Throws UncheckedIOException when the
   * folder cannot be read.
   */
  public static LoadedRules folder(Path folder, LoadMode mode, RuleReading reading) {
    RuleFileReader reader = new RuleFileReader(mode);
    RuleFileReader asPublished = new RuleFileReader(mode);
    List<RuleProblem> unreadable = new ArrayList<>();
    for (Path file : files(folder)) {
      String text = text(file, unreadable);
      String name = file.toString().replace('\\', '/');
      if (text != null) {
        (isAsPublished(name) ? asPublished : reader).read(name, pack(file), text);
      }
    }
    return read(reading, reader, asPublished).and(LoadedRules.of(List.of(), unreadable, List.of()));
  }

  /** Whether a file, named with slashes, says to the letter what another file says as meant. */
  static boolean isAsPublished(String file) {
    int slash = file.lastIndexOf('/');
    return slash >= 0 && file.substring(0, slash).endsWith("/" + RuleReading.AS_PUBLISHED.label());
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
    if (parent != null && parent.endsWith(RuleReading.AS_PUBLISHED.label())) {
      parent = parent.getParent();
    }
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
