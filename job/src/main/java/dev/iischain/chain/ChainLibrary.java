package dev.iischain.chain;

import dev.iischain.rule.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Loads the built-in chains and those in folders. */
public final class ChainLibrary {

  private static final String FOLDER = "/chains/";

  private ChainLibrary() {}

  /** What a chain file holds, not yet understood. */
  private record Document(String file, Object content, boolean builtIn) {}

  /**
   * The built-in chains and the ones in {@code paths}, whose steps name stages only.
   *
   * @throws ChainLoadException with every problem of every file
   */
  public static List<Chain> load(List<Path> paths) {
    return load(paths, List.of());
  }

  /**
   * The built-in chains and the ones in {@code paths} (files or folders of {@code .yml}), by name.
   * One of {@code paths} takes the place of the built-in chain of its name.
   *
   * @param rules that steps may name
   * @throws ChainLoadException with every problem of every file
   */
  public static List<Chain> load(List<Path> paths, List<Rule> rules) {
    List<ChainProblem> problems = new ArrayList<>();
    List<Document> documents = new ArrayList<>();
    for (String name : builtInNames()) {
      add(FOLDER.substring(1) + name, resource(name), true, documents, problems);
    }
    for (Path path : paths) {
      for (Path file : files(path, problems)) {
        try {
          add(file.toString(), Files.readString(file), false, documents, problems);
        } catch (IOException e) {
          problems.add(new ChainProblem(file.toString(), "file", "cannot be read as UTF-8 text."));
        }
      }
    }
    List<Chain> chains = read(documents, new StepRules(rules), problems);
    if (!problems.isEmpty()) {
      throw new ChainLoadException(problems);
    }
    chains.sort(Comparator.comparing(Chain::name));
    return List.copyOf(chains);
  }

  private static void add(
      String file,
      String text,
      boolean builtIn,
      List<Document> documents,
      List<ChainProblem> problems) {
    Object content = ChainFile.parse(file, text, problems);
    if (content != null) {
      documents.add(new Document(file, content, builtIn));
    } else if (text.isBlank()) {
      problems.add(new ChainProblem(file, "file", "is empty; a chain file holds one chain."));
    }
  }

  private static List<Chain> read(
      List<Document> documents, StepRules rules, List<ChainProblem> problems) {
    Map<String, Document> byName = new HashMap<>();
    for (Document document : documents) {
      String name = ChainFile.nameOf(document.content());
      Document other = name == null ? null : byName.put(name, document);
      if (name != null && other != null && !other.builtIn()) {
        problems.add(new ChainProblem(name, "name", "two chains have this name; rename one."));
      }
    }
    List<Chain> chains = new ArrayList<>();
    for (Document document : documents) {
      String name = ChainFile.nameOf(document.content());
      if (document.builtIn() && name != null && !document.equals(byName.get(name))) {
        continue;
      }
      Chain chain =
          ChainFile.read(document.file(), document.content(), byName.keySet(), rules, problems);
      if (chain != null) {
        chains.add(chain);
      }
    }
    return chains;
  }

  private static List<Path> files(Path path, List<ChainProblem> problems) {
    if (Files.isRegularFile(path)) {
      return List.of(path);
    }
    try (Stream<Path> walk = Files.walk(path)) {
      return walk.filter(file -> file.toString().endsWith(".yml")).sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      problems.add(
          new ChainProblem(path.toString(), "file", "there is no such chain file or folder."));
      return List.of();
    }
  }

  private static List<String> builtInNames() {
    return resource("index.txt").lines().filter(line -> !line.isBlank()).toList();
  }

  private static String resource(String name) {
    try (InputStream in = ChainLibrary.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks its chain file " + FOLDER + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
