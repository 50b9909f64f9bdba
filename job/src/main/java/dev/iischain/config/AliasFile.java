package dev.iischain.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A file of names that stand for other names of hosts.
 *
 * @param path as written, or empty for none
 * @param aliases lower-case name to the lower-case name it stands for
 */
record AliasFile(String path, Map<String, String> aliases) {

  /** No file. */
  static final AliasFile NONE = new AliasFile("", Map.of());

  private static final int MAX_PROBLEMS = 10;

  /** The option's type: reads and checks the file that is named. */
  static OptionType<AliasFile> type() {
    return new OptionType<>(
        "path, empty for none",
        raw -> {
          if (!(raw instanceof Raw.Text text)) {
            throw new InvalidValue(
                "Here stands " + raw.kind() + " where a path belongs.",
                "Write it on one line, such as host-aliases.csv.");
          }
          String path = text.value().strip();
          return path.isEmpty() ? NONE : read(raw.place().folder(), path);
        },
        file -> YamlText.quote(file.path()));
  }

  private static AliasFile read(Path folder, String path) throws InvalidValue {
    List<String> lines;
    try {
      lines = Files.readAllLines(folder.resolve(path));
    } catch (InvalidPathException e) {
      throw new InvalidValue(
          "'" + path + "' is not a path: " + e.getReason() + ".", "Write a path of this machine.");
    } catch (NoSuchFileException e) {
      throw new InvalidValue("The file '" + path + "' does not exist.", "Check the path.");
    } catch (CharacterCodingException e) {
      throw new InvalidValue("The file '" + path + "' is not text in UTF-8.", "Save it as UTF-8.");
    } catch (IOException e) {
      throw new InvalidValue("The file '" + path + "' cannot be read.", "Check its permissions.");
    }
    return new AliasFile(path, aliases(path, lines));
  }

  private static Map<String, String> aliases(String path, List<String> lines) throws InvalidValue {
    Map<String, String> aliases = new TreeMap<>();
    Map<String, Integer> places = new TreeMap<>();
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line =
          i == 0 && lines.get(i).startsWith("\uFEFF") ? lines.get(i).substring(1) : lines.get(i);
      int comment = line.indexOf('#');
      String pair = (comment < 0 ? line : line.substring(0, comment)).strip();
      if (pair.isEmpty()) {
        continue;
      }
      String[] names = pair.toLowerCase(Locale.ROOT).split(",", -1);
      String alias = names[0].strip();
      String name = names.length == 2 ? names[1].strip() : "";
      if (!isName(alias) || !isName(name)) {
        problems.add("line " + (i + 1) + " is no alias, comma and name");
      } else if (alias.equals(name)) {
        problems.add("line " + (i + 1) + " lets a name stand for itself");
      } else {
        String before = aliases.put(alias, name);
        if (before != null && !before.equals(name)) {
          problems.add("line " + (i + 1) + " tells another name than line " + places.get(alias));
        }
        places.put(alias, i + 1);
      }
    }
    aliases.forEach(
        (alias, name) -> {
          if (aliases.containsKey(name)) {
            problems.add(
                "line " + places.get(alias) + " names what line " + places.get(name) + " replaces");
          }
        });
    if (!problems.isEmpty()) {
      int more = problems.size() - MAX_PROBLEMS;
      throw new InvalidValue(
          "The file '"
              + path
              + "' cannot be used: "
              + String.join("; ", problems.subList(0, Math.min(problems.size(), MAX_PROBLEMS)))
              + (more > 0 ? "; and " + more + " more" : "")
              + ".",
          "Write one alias, a comma and the name it stands for in each line.");
    }
    return Collections.unmodifiableMap(aliases);
  }

  private static boolean isName(String text) {
    return !text.isEmpty()
        && text.length() <= 255
        && text.chars().noneMatch(c -> c <= ' ' || c == '"' || c == '/' || c == '\\');
  }
}
