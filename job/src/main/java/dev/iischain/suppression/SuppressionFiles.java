package dev.iischain.suppression;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Suppressions in files: all of them, or every problem of every file. */
public final class SuppressionFiles {

  private SuppressionFiles() {}

  /** The entries of files, by id; adds whatever is wrong to the problems. */
  public static List<Suppression> read(
      List<Path> files, Set<String> knownRules, List<SuppressionProblem> problems) {
    List<Suppression> entries = new ArrayList<>();
    Map<String, String> places = new HashMap<>();
    for (Path file : files) {
      for (Suppression entry : read(file, knownRules, problems)) {
        String other = places.putIfAbsent(entry.id(), file.toString());
        if (other == null) {
          entries.add(entry);
        } else {
          problems.add(
              new SuppressionProblem(
                  file.toString(),
                  1,
                  "id",
                  "There are two suppressions " + entry.id() + ", the other in " + other + ".",
                  "Rename one."));
        }
      }
    }
    entries.sort(Comparator.comparing(Suppression::id));
    return List.copyOf(entries);
  }

  private static List<Suppression> read(
      Path file, Set<String> knownRules, List<SuppressionProblem> problems) {
    String name = file.toString();
    try {
      String text = Files.readString(file);
      SuppressionText.Read read = new SuppressionText(knownRules).read(name, text, isLines(name));
      problems.addAll(read.problems());
      return read.entries();
    } catch (CharacterCodingException e) {
      problems.add(new SuppressionProblem(name, 1, "", "The file is not UTF-8.", null));
    } catch (IOException e) {
      problems.add(
          new SuppressionProblem(
              name, 1, "", "The file cannot be read.", "Check the path and who may read it."));
    }
    return List.of();
  }

  private static boolean isLines(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".jsonl") || lower.endsWith(".ndjson");
  }
}
