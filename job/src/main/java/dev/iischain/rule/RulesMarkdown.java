package dev.iischain.rule;

import dev.iischain.event.Level;
import dev.iischain.event.Vendor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Rules as the page {@code docs/rules.md}: for a reader who has to trust, tune or extend them. */
public final class RulesMarkdown {

  private static final String HEAD =
      """
      # Rules

      <!-- Generated from the rule files; a test rewrites it with -Dgolden.update=true. -->

      Every rule that comes with iis-chain, by pack. A rule is one Sigma file below
      [job/src/main/resources/rules](../job/src/main/resources/rules); its examples are raw vendor
      records in the same file, and `./iis-chain rules test` runs them. A pack is switched off with
      `rules.disabled-packs` ([options](options.md)). The coverage as a layer for the ATT&CK
      Navigator is [attack-navigator-layer.json](attack-navigator-layer.json); which field of which
      source feeds a rule's field is in [field-mapping.md](field-mapping.md).

      Published rules that say something else than their authors meant, such as by a key written
      twice, are here as they were meant. To the letter they lie in the folder `as-published` of
      their pack, and replace the others when `rules.reading` or `--reading` says `as-published`.

      A rule of the level informational that is *evidence* raises no alert of its own: it remembers
      one step of a [chain](chains.md). Examples are counted as match + near miss.
      """;

  private RulesMarkdown() {}

  /** The page's text. */
  public static String render(List<Rule> rules) {
    Map<String, List<Rule>> packs = new TreeMap<>();
    int examples = 0;
    for (Rule rule : rules) {
      packs.computeIfAbsent(rule.reference().pack(), pack -> new ArrayList<>()).add(rule);
      examples += rule.examples().size();
    }
    packs.values().forEach(pack -> pack.sort(worstFirst()));
    StringBuilder page = new StringBuilder(HEAD);
    page.append("\n## Contents\n\n");
    page.append(rules.size()).append(" rules in ").append(packs.size());
    page.append(packs.size() == 1 ? " pack, with " : " packs, with ").append(examples);
    page.append(" examples.\n\n| pack | rules | examples | ");
    List<Level> levels = new ArrayList<>(List.of(Level.values()));
    levels.sort(Comparator.reverseOrder());
    levels.forEach(level -> page.append(level.label()).append(" | "));
    page.append("\n| --- | ---: | ---: |").append(" ---: |".repeat(levels.size())).append('\n');
    packs.forEach((pack, list) -> count(page, pack, list, levels));
    packs.forEach((pack, list) -> contents(page, pack, list));
    packs.forEach(
        (pack, list) -> {
          page.append("\n## Pack ").append(pack).append('\n');
          list.forEach(rule -> section(page, rule));
        });
    return page.toString().replaceAll("(?m) +$", "");
  }

  private static Comparator<Rule> worstFirst() {
    return Comparator.comparing(Rule::level).reversed().thenComparing(Rule::name);
  }

  private static void count(StringBuilder page, String pack, List<Rule> rules, List<Level> levels) {
    page.append("| [").append(pack).append("](#rules-of-").append(anchor(pack)).append(") | ");
    page.append(rules.size()).append(" | ");
    page.append(rules.stream().mapToInt(rule -> rule.examples().size()).sum()).append(" |");
    for (Level level : levels) {
      long count = rules.stream().filter(rule -> rule.level() == level).count();
      page.append(count == 0 ? "" : " " + count).append(" |");
    }
    page.append('\n');
  }

  private static void contents(StringBuilder page, String pack, List<Rule> rules) {
    page.append("\n### Rules of ").append(pack).append("\n\n");
    page.append("| rule | title | level | stage | looks at | ATT&CK | examples |\n");
    page.append("| --- | --- | --- | --- | --- | --- | --- |\n");
    for (Rule rule : rules) {
      page.append("| [").append(rule.name()).append("](#").append(rule.name()).append(") | ");
      page.append(cell(rule.title())).append(" | ").append(level(rule)).append(" | ");
      page.append(rule.stage() == null ? "" : rule.stage().label()).append(" | ");
      page.append(cell(RuleText.looksAt(rule))).append(" | ");
      page.append(String.join(" ", rule.techniques())).append(" | ");
      page.append(proof(rule.examples())).append(" |\n");
    }
  }

  private static void section(StringBuilder page, Rule rule) {
    page.append("\n### ").append(rule.name()).append("\n\n");
    page.append("**").append(text(rule.title())).append(".** ").append(text(rule.description()));
    page.append("\n\n");
    item(page, "Level", level(rule));
    Level published = rule.reference().vendorSeverity();
    item(page, "Its publisher's severity", published == null ? "" : published.label());
    item(page, "Stage in a chain", rule.stage() == null ? "none" : rule.stage().label());
    item(page, "Looks at", code(RuleText.looksAt(rule)));
    item(page, "ATT&CK", String.join(", ", rule.techniques().stream().map(t -> link(t)).toList()));
    item(page, "Proven for", sensors(rule));
    item(page, "Status", rule.status());
    page.append("- Id: `").append(rule.reference().id()).append("`, version ");
    page.append(rule.reference().version()).append(", ");
    page.append(link(rule)).append("\n");
    list(page, "Known false positives", rule.falsePositives());
    list(page, "Known gaps", rule.knownGaps());
    list(page, "References", rule.references());
    page.append("\nMatches when `").append(rule.conditionText()).append("`:\n\n```text\n");
    for (Rule.SelectionText selection : rule.selections()) {
      page.append(selection.name()).append('\n');
      for (String line : selection.lines()) {
        page.append("    ").append(line.replace("```", "'''")).append('\n');
      }
    }
    page.append("```\n");
  }

  private static String sensors(Rule rule) {
    List<String> sensors = new ArrayList<>();
    for (Vendor vendor : rule.sources()) {
      List<RuleExample> own =
          rule.examples().stream().filter(example -> example.vendor() == vendor).toList();
      sensors.add(vendor.label() + " (" + proof(own) + ")");
    }
    return String.join(", ", sensors);
  }

  private static String proof(List<RuleExample> examples) {
    long matches = examples.stream().filter(RuleExample::expectMatch).count();
    return matches + " + " + (examples.size() - matches);
  }

  private static String level(Rule rule) {
    return rule.level().label() + (rule.evidenceOnly() ? ", evidence" : "");
  }

  private static void item(StringBuilder page, String label, String value) {
    if (!value.isEmpty()) {
      page.append("- ").append(label).append(": ").append(value).append('\n');
    }
  }

  private static void list(StringBuilder page, String label, List<String> values) {
    if (!values.isEmpty()) {
      page.append("\n").append(label).append(":\n\n");
      values.forEach(value -> page.append("- ").append(text(value)).append('\n'));
    }
  }

  private static String link(String technique) {
    return "["
        + technique
        + "](https://attack.mitre.org/techniques/"
        + technique.replace('.', '/')
        + "/)";
  }

  private static String link(Rule rule) {
    String file = rule.file();
    return "[" + file + "](../job/src/main/resources/" + file + ")";
  }

  private static String code(String text) {
    return "`" + text + "`";
  }

  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replace(' ', '-').replaceAll("[^a-z0-9_-]", "");
  }

  private static String cell(String text) {
    return text(text).replace("|", "\\|");
  }

  /** Prose on one line, in which nothing but what is meant as Markdown is Markdown. */
  private static String text(String text) {
    return text.strip()
        .replaceAll("\\s+", " ")
        .replace("\\", "\\\\")
        .replace("<", "&lt;")
        .replace("*", "\\*")
        .replace("[", "\\[");
  }
}
