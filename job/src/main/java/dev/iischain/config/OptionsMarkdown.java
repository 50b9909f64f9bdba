package dev.iischain.config;

/** Every option as the page {@code docs/options.md}. */
public final class OptionsMarkdown {
  private static final String HEAD =
      """
      # Options

      <!-- Generated from the table of options; a test rewrites it with -Dgolden.update=true. -->

      One YAML file configures the job. `iis-chain config print` prints every option with its
      default, and `iis-chain config check FILE` lists everything wrong with a file: exit status 0
      when it can be used, 2 when it cannot.

      - **Durations** are a whole number with `ms`, `s`, `m`, `h` or `d`, such as `500ms` or `7d`,
        or ISO 8601, such as `PT1H`.
      - **Sizes** are a whole number with `B`, `KiB`, `MiB` or `GiB`.
      - **Environment variables** override the file. Two underscores stand for nesting and one for
        a hyphen: `IIS_CHAIN__KAFKA__GROUP_ID` is `kafka.group-id`. A list has commas, or is YAML
        in brackets. Behind a mapping, one underscore stands for a dot:
        `IIS_CHAIN__KAFKA__PROPERTIES__SECURITY_PROTOCOL` is the property `security.protocol`.
      - **Secrets** belong into `kafka.properties` as references that Kafka resolves where its
        clients run, which is on every JobManager and TaskManager: `${env:VARIABLE}`,
        `${file:PATH:KEY}` for an entry of a properties file, `${dir:FOLDER:FILE}` for a file that
        holds only the secret. The providers behind them are configured for you, unless you set
        `config.providers` yourself.
      """;

  private OptionsMarkdown() {}

  /** The page's text. */
  public static String render() {
    StringBuilder page = new StringBuilder(HEAD);
    for (Section section : Section.values()) {
      String title = section == Section.JOB ? "At the top" : "`" + section.key() + "`";
      page.append("\n## ").append(title).append("\n\n").append(section.meaning()).append("\n\n");
      page.append("| option | type | default | meaning | since |\n");
      page.append("| --- | --- | --- | --- | --- |\n");
      for (Option<?> option : Options.all()) {
        if (option.section() == section) {
          row(page, option);
        }
      }
    }
    return page.toString();
  }

  private static void row(StringBuilder page, Option<?> option) {
    page.append("| `").append(option.key());
    page.append("` | ").append(cell(option.typeText()));
    page.append(" | `").append(cell(option.defaultText()));
    page.append("` | ").append(cell(option.meaning()));
    page.append(" | ").append(option.since()).append(" |\n");
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;");
  }
}
