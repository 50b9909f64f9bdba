package dev.iischain.chain;

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

  /**
   * The built-in chains and the ones in {@code paths} (files or folders of {@code .yml}), by name.
   *
   * @throws ChainLoadException with every problem of every file
   */
  public static List<Chain> load(List<Path> paths) {
    List<ChainProblem> problems = new ArrayList<>();
    List<Chain> chains = new ArrayList<>();
    for (String name : builtInNames()) {
      ChainFile.read(FOLDER.substring(1) + name, resource(name), chains, problems);
    }
    for (Path path : paths) {
      for (Path file : files(path, problems)) {
        readFile(file, chains, problems);
      }
    }
    Map<String, Chain> byName = new HashMap<>();
    for (Chain chain : chains) {
      if (byName.put(chain.name(), chain) != null) {
        problems.add(
            new ChainProblem(chain.name(), "name", "two chains have this name; rename one."));
      }
    }
    if (!problems.isEmpty()) {
      throw new ChainLoadException(problems);
    }
    chains.sort(Comparator.comparing(Chain::name));
    return List.copyOf(chains);
  }

  private static void readFile(Path file, List<Chain> chains, List<ChainProblem> problems) {
    try {
      ChainFile.read(file.toString(), Files.readString(file), chains, problems);
    } catch (IOException e) {
      problems.add(new ChainProblem(file.toString(), "file", "cannot be read as UTF-8 text."));
    }
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
