package dev.iischain.normalise;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A command for appcmd, IIS's command-line administrator.
 *
 * @param verb such as {@code install}, in lower case
 * @param object such as {@code module}, singular, in lower case; empty when none is named
 * @param identifier the first word after the object, as spelled
 * @param parameters {@code /name:value}, by lower-case name
 * @param edits the changes of collections, in order
 * @param standardInput whether the configuration comes from standard input, where nobody sees it
 * @param byGrammar whether only the words tell that this is appcmd, and no name of the tool
 */
public record AppcmdCommand(
    String verb,
    String object,
    @Nullable String identifier,
    Map<String, String> parameters,
    List<AppcmdEdit> edits,
    boolean standardInput,
    boolean byGrammar) {

  private static final Set<String> VERBS =
      Set.of(
          "list",
          "add",
          "delete",
          "set",
          "start",
          "stop",
          "recycle",
          "clear",
          "reset",
          "migrate",
          "install",
          "uninstall",
          "lock",
          "unlock",
          "search",
          "configure",
          "inspect",
          "restore");

  private static final Set<String> OBJECTS =
      Set.of(
          "site", "app", "vdir", "apppool", "config", "wp", "request", "module", "backup", "trace");

  private static final int MAX_PARAMETERS = 64;

  /**
   * The appcmd command in a command line, or null when there is none.
   *
   * @param isAppcmd whether the process is known to be appcmd, whatever its first word says
   */
  public static @Nullable AppcmdCommand find(CommandLine command, boolean isAppcmd) {
    List<String> words = command.arguments();
    for (int i = 0; i < words.size(); i++) {
      if (ToolName.isNamed(words.get(i), ToolName.APPCMD)) {
        AppcmdCommand found = parse(words, i + 1, command.standardInput(), false);
        if (found != null) {
          return found;
        }
      }
    }
    if (words.isEmpty()) {
      return null;
    }
    if (isAppcmd) {
      boolean bare = VERBS.contains(Confusables.skeleton(words.get(0)));
      return parse(words, bare ? 0 : 1, command.standardInput(), false);
    }
    if (!mayInstall(words)) {
      return null;
    }
    AppcmdCommand guess = parse(words, 1, command.standardInput(), true);
    boolean sure =
        guess != null
            && guess.object.equals("module")
            && (guess.verb.equals("install") || guess.verb.equals("add"))
            && (guess.parameters.containsKey("image") || guess.parameters.containsKey("type"));
    return sure ? guess : null;
  }

  /** Whether any word can be the verb by which a command without a name is known. */
  private static boolean mayInstall(List<String> words) {
    for (int i = 1; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equalsIgnoreCase("install")
          || word.equalsIgnoreCase("add")
          || !Confusables.isAscii(word)) {
        return true;
      }
    }
    return false;
  }

  static @Nullable AppcmdCommand parse(
      List<String> words, int from, boolean standardInput, boolean byGrammar) {
    String verb = null;
    String object = "";
    String identifier = null;
    boolean input = standardInput;
    Map<String, String> parameters = new HashMap<>();
    List<AppcmdEdit> edits = new ArrayList<>();
    for (int i = from; i < words.size(); i++) {
      String word = words.get(i);
      if (isOption(word)) {
        String option = word.substring(1);
        if (AppcmdEdit.isEdit(option)) {
          edits.add(AppcmdEdit.parse(option));
        } else if (parameters.size() < MAX_PARAMETERS) {
          i += readParameter(option, i + 1 < words.size() ? words.get(i + 1) : null, parameters);
        }
      } else if (verb == null) {
        verb = Confusables.skeleton(word);
        if (!VERBS.contains(verb)) {
          return null;
        }
      } else if (object.isEmpty()) {
        object = singular(Confusables.skeleton(word));
      } else if (identifier == null) {
        identifier = word;
      }
    }
    input |= parameters.containsKey("in");
    return verb == null
        ? null
        : new AppcmdCommand(verb, object, identifier, parameters, edits, input, byGrammar);
  }

  /** The last part of the section that is configured, in lower case, or null. */
  public @Nullable String section() {
    String section = parameters.get("section");
    if (section == null) {
      for (AppcmdEdit edit : edits) {
        if (!edit.element().isEmpty()) {
          section = edit.element();
          break;
        }
      }
    }
    if (section == null) {
      return null;
    }
    String folded = Confusables.skeleton(section);
    return folded.substring(folded.lastIndexOf('/') + 1);
  }

  /** The name of the module the command is about, or null. */
  public @Nullable String moduleName() {
    String name = parameters.get("name");
    if (name == null) {
      name = parameters.get("module.name");
    }
    if (name == null && object.equals("module")) {
      name = identifier;
    }
    for (int i = 0; name == null && i < edits.size(); i++) {
      name = edits.get(i).attributes().get("name");
    }
    return name;
  }

  /** What the command registers or points elsewhere; empty for every other command. */
  List<Registration> registrations() {
    return AppcmdRegistrations.of(this);
  }

  private static int readParameter(
      String option, @Nullable String next, Map<String, String> parameters) {
    int separator = 0;
    while (separator < option.length()
        && option.charAt(separator) != ':'
        && option.charAt(separator) != '=') {
      separator++;
    }
    String key = Confusables.skeleton(option.substring(0, separator));
    boolean empty = separator + 1 >= option.length();
    // A blank after the colon moves the value to the next word.
    boolean follows = empty && separator < option.length() && next != null && !isOption(next);
    String value =
        follows && next != null
            ? next
            : separator < option.length() ? option.substring(separator + 1) : "";
    parameters.putIfAbsent(key, AppcmdEdit.unquote(value));
    return follows ? 1 : 0;
  }

  private static boolean isOption(String word) {
    if (word.length() < 2) {
      return false;
    }
    return switch (word.charAt(0)) {
      case '/',
          '-',
          '\u2010',
          '\u2011',
          '\u2012',
          '\u2013',
          '\u2014',
          '\u2015',
          '\u2212',
          '\uff0d',
          '\uff0f' ->
          true;
      default -> false;
    };
  }

  private static String singular(String word) {
    if (word.endsWith("s") && OBJECTS.contains(word.substring(0, word.length() - 1))) {
      return word.substring(0, word.length() - 1);
    }
    return word;
  }
}
