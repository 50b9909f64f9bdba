package dev.iischain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of documentation, as far as tests look into it. */
record MarkdownPage(Path file, String text) {

  /** The repository. */
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final Pattern LINK = Pattern.compile("\\[[^]]*]\\(([^)\\s]+)\\)");
  private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");
  private static final Pattern OPTION =
      Pattern.compile(
          "(kafka|topics|rules|chains|normalise|ledger|alerts|cases|checkpointing|delivery|webhook"
              + "|elasticsearch|postgresql|request-tracker|thehive|iris)\\.[a-z-]+");
  private static final String LAUNCHER = "./iis-chain ";

  static MarkdownPage read(Path file) throws IOException {
    return new MarkdownPage(file, Files.readString(file));
  }

  /** The fenced blocks of a language, without their fences. */
  List<String> blocks(String language) {
    List<String> blocks = new ArrayList<>();
    StringBuilder block = null;
    for (String line : text.split("\n", -1)) {
      if (block == null && line.equals("```" + language)) {
        block = new StringBuilder();
      } else if (block != null && line.equals("```")) {
        blocks.add(block.toString());
        block = null;
      } else if (block != null) {
        block.append(line).append('\n');
      }
    }
    return blocks;
  }

  private String prose() {
    StringBuilder prose = new StringBuilder();
    boolean fenced = false;
    for (String line : text.split("\n", -1)) {
      if (line.startsWith("```")) {
        fenced = !fenced;
      } else if (!fenced) {
        prose.append(line).append('\n');
      }
    }
    return prose.toString();
  }

  List<String> relativeLinks() {
    List<String> links = new ArrayList<>();
    Matcher matcher = LINK.matcher(CODE.matcher(prose()).replaceAll("code"));
    while (matcher.find()) {
      if (!matcher.group(1).contains("://")) {
        links.add(matcher.group(1));
      }
    }
    return links;
  }

  /** Whether a relative link's file exists, and the heading it names. */
  boolean leadsTo(String link) {
    int hash = link.indexOf('#');
    String path = hash < 0 ? link : link.substring(0, hash);
    Path target = path.isEmpty() ? file : file.resolveSibling(path);
    if (!path.isEmpty() && !Files.exists(target)) {
      return false;
    }
    if (hash < 0) {
      return true;
    }
    try {
      MarkdownPage page = path.isEmpty() ? this : read(target);
      return page.anchors().contains(link.substring(hash + 1));
    } catch (IOException e) {
      return false;
    }
  }

  private Set<String> anchors() {
    Set<String> anchors = new TreeSet<>();
    for (String line : prose().split("\n", -1)) {
      if (line.startsWith("#")) {
        anchors.add(
            line.replaceFirst("^#+ +", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9 _-]", "")
                .replace(' ', '-'));
      }
    }
    return anchors;
  }

  /** Every command of the launcher, in blocks and in code within a line, split into words. */
  List<List<String>> commands() {
    List<List<String>> commands = new ArrayList<>();
    for (String block : blocks("bash")) {
      block
          .lines()
          .filter(line -> line.startsWith(LAUNCHER))
          .map(this::words)
          .forEach(commands::add);
    }
    for (String code : codes()) {
      if (code.startsWith(LAUNCHER)) {
        commands.add(words(code));
      }
    }
    return commands;
  }

  private List<String> codes() {
    List<String> codes = new ArrayList<>();
    Matcher matcher = CODE.matcher(prose());
    while (matcher.find()) {
      codes.add(matcher.group(1));
    }
    return codes;
  }

  /** As a shell would split it, up to a redirection, a pipe or a comment. */
  private List<String> words(String command) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(command);
    while (matcher.find()) {
      String word =
          matcher.group(1) != null
              ? matcher.group(1)
              : matcher.group(2) != null ? matcher.group(2) : matcher.group(3);
      if (Set.of(">", "<", "|", "&&", "#", "&").contains(word)) {
        break;
      }
      words.add(word);
    }
    return words;
  }

  /** What is spelled like an option of the configuration, and is no file. */
  Set<String> optionNames() {
    Set<String> names = new TreeSet<>();
    for (String code : codes()) {
      Matcher matcher = OPTION.matcher(code.replaceFirst(":.*", ""));
      if (matcher.matches() && !code.endsWith(".ndjson")) {
        names.add(matcher.group());
      }
    }
    return names;
  }

  /** The code in the first column of the table whose header starts with this word. */
  List<String> firstColumn(String header) {
    List<String> column = new ArrayList<>();
    boolean inside = false;
    for (String line : text.split("\n", -1)) {
      if (line.startsWith("| " + header + " |")) {
        inside = true;
      } else if (!line.startsWith("|")) {
        inside = false;
      } else if (inside && line.startsWith("| `")) {
        column.add(line.substring(3, line.indexOf('`', 3)));
      }
    }
    return column;
  }

  @Override
  public String toString() {
    return ROOT.relativize(file).toString();
  }
}
