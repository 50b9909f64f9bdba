package dev.iischain.rule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Invented rules in the shapes of public collections of Sigma rules for Windows: two thirds about
 * process starts, mostly a tool's name and a few words of its command line; some lists of
 * alternatives, exclusions, wildcards and a few regular expressions. The same seed gives the same
 * rules.
 */
public final class ManyRules {

  private static final List<String> TOOLS =
      List.of(
          "cmd",
          "powershell",
          "rundll32",
          "reg",
          "wmic",
          "schtasks",
          "certutil",
          "mshta",
          "net",
          "sc",
          "bitsadmin",
          "regsvr32",
          "wscript",
          "cscript",
          "msbuild",
          "vssadmin",
          "wevtutil",
          "netsh",
          "whoami",
          "nltest",
          "curl",
          "ping",
          "tar",
          "explorer",
          "svchost",
          "winword");

  private static final List<String> PLACES =
      List.of(
          "\\AppData\\Local\\Temp\\",
          "\\Users\\Public\\",
          "\\ProgramData\\",
          "\\Windows\\Temp\\",
          "\\Windows\\System32\\",
          "\\Downloads\\",
          "\\Startup\\",
          "\\PerfLogs\\");

  private static final String[] SYLLABLES = {
    "ba", "con", "dur", "el", "fra", "gin", "hul", "ist", "jor", "kem", "lo", "mar", "nex", "or",
    "pel", "qua", "ric", "sto", "ten", "ul", "vin", "wex", "yor", "zan"
  };

  private final SplittableRandom random;

  private ManyRules(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** Writes so many rules into a folder. */
  public static void write(Path folder, int count, long seed) {
    ManyRules rules = new ManyRules(seed);
    try {
      for (int i = 0; i < count; i++) {
        Files.writeString(folder.resolve("invented_" + i + ".yml"), rules.next(i));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The invented rules cannot be written to " + folder, e);
    }
  }

  private String next(int number) {
    int part = random.nextInt(100);
    String category =
        part < 65
            ? "process_creation"
            : part < 75 ? "registry_set" : part < 85 ? "file_event" : part < 91 ? "image_load" : "";
    category = category.isEmpty() ? (part < 98 ? "ps_script" : "dns_query") : category;
    String detection =
        switch (category) {
          case "process_creation" -> process();
          case "registry_set" -> registry();
          case "file_event" -> file();
          case "image_load" -> load();
          case "ps_script" -> script();
          default -> "  selection: {QueryName|endswith: '." + word() + ".example'}\n";
        };
    String filter =
        random.nextInt(3) == 0 && !category.equals("dns_query")
            ? "  filter_known:\n    Image|startswith: ['C:\\Program Files\\"
                + word()
                + "\\', 'C:\\Program Files (x86)\\"
                + word()
                + "\\']\n"
            : "";
    return "title: Invented "
        + number
        + "\nlevel: "
        + List.of("low", "medium", "high").get(random.nextInt(3))
        + "\nlogsource: {product: windows, category: "
        + category
        + "}\ndetection:\n"
        + detection
        + filter
        + "  condition: all of selection*"
        + (filter.isEmpty() ? "" : " and not 1 of filter_*")
        + "\n";
  }

  private String process() {
    String tool = random.nextInt(3) == 0 ? word() : TOOLS.get(random.nextInt(TOOLS.size()));
    int shape = random.nextInt(100);
    if (shape < 40) {
      return "  selection_image:\n    - Image|endswith: '\\"
          + tool
          + ".exe'\n    - OriginalFileName: '"
          + tool
          + ".exe'\n  selection_words:\n    CommandLine|contains"
          + (random.nextBoolean() ? "|all" : "")
          + ": "
          + words(1 + random.nextInt(5))
          + "\n";
    }
    if (shape < 60) {
      return "  selection:\n    CommandLine|contains: " + words(1 + random.nextInt(12)) + "\n";
    }
    if (shape < 75) {
      return "  selection:\n    ParentImage|endswith: '\\"
          + tool
          + ".exe'\n    Image|endswith: ['\\"
          + TOOLS.get(random.nextInt(TOOLS.size()))
          + ".exe', '\\"
          + word()
          + ".exe']\n";
    }
    if (shape < 88) {
      return "  selection:\n    Image|endswith: '\\"
          + tool
          + ".exe'\n    CommandLine|contains|windash: ' -"
          + word()
          + "'\n";
    }
    if (shape < 94) {
      return "  selection:\n    Image|contains: '"
          + PLACES.get(random.nextInt(PLACES.size()))
          + "'\n    CommandLine|contains: "
          + words(2)
          + "\n";
    }
    if (shape < 97) {
      return "  selection:\n    CommandLine: '* " + word() + "*" + word() + " *'\n";
    }
    return "  selection:\n    CommandLine|re: '" + word() + "\\s{1,8}[a-z0-9]+\\." + word() + "'\n";
  }

  private String registry() {
    return "  selection:\n    TargetObject|contains: '\\"
        + word()
        + "\\CurrentVersion\\"
        + word()
        + "\\'\n"
        + (random.nextBoolean() ? "    Details: 'DWORD (0x00000001)'\n" : "");
  }

  private String file() {
    return random.nextBoolean()
        ? "  selection:\n    TargetFilename|endswith: ['\\" + word() + ".dll', '." + word() + "']\n"
        : "  selection:\n    TargetFilename|contains: '"
            + PLACES.get(random.nextInt(PLACES.size()))
            + "'\n    TargetFilename|endswith: '."
            + word().substring(0, 3)
            + "'\n";
  }

  private String load() {
    return "  selection:\n    ImageLoaded|endswith: '\\" + word() + ".dll'\n";
  }

  private String script() {
    return "  selection:\n    ScriptBlockText|contains"
        + (random.nextBoolean() ? "|all" : "")
        + ": "
        + words(1 + random.nextInt(4))
        + "\n";
  }

  private String words(int count) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      words.add("'" + (random.nextBoolean() ? " " : "") + word() + "'");
    }
    return words.toString();
  }

  private String word() {
    StringBuilder word = new StringBuilder();
    for (int i = 2 + random.nextInt(3); i > 0; i--) {
      word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
    }
    return random.nextInt(4) == 0
        ? word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1)
        : word.toString();
  }
}
