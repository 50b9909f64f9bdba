package dev.iischain.config;

/** Every option with its default and meaning, as a configuration file. */
public final class OptionsYaml {
  private static final int WIDTH = 96;

  private OptionsYaml() {}

  /** The file's text. */
  public static String render() {
    StringBuilder yaml = new StringBuilder();
    comment(
        yaml,
        "",
        "The configuration of iis-chain: every option with its default. Keep what you change and"
            + " remove the rest. An environment variable such as "
            + Options.GROUP_ID.variable()
            + " overrides the file.");
    Section section = Section.JOB;
    for (Option<?> option : Options.all()) {
      String indent = option.section() == Section.JOB ? "" : "  ";
      yaml.append('\n');
      if (option.section() != section) {
        section = option.section();
        comment(yaml, "", section.meaning());
        yaml.append(section.key()).append(":\n");
      }
      comment(yaml, indent, option.meaning() + " (" + option.typeText() + ")");
      yaml.append(indent)
          .append(option.name())
          .append(": ")
          .append(option.defaultText())
          .append('\n');
    }
    return yaml.toString();
  }

  private static void comment(StringBuilder yaml, String indent, String text) {
    StringBuilder line = new StringBuilder(indent).append('#');
    for (String word : text.split(" ", -1)) {
      if (line.length() + 1 + word.length() > WIDTH) {
        yaml.append(line).append('\n');
        line = new StringBuilder(indent).append('#');
      }
      line.append(' ').append(word);
    }
    yaml.append(line).append('\n');
  }
}
