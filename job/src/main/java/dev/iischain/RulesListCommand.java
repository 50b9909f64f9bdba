package dev.iischain;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.iischain.event.Level;
import dev.iischain.report.TerminalText;
import dev.iischain.rule.LoadedRules;
import dev.iischain.rule.Rule;
import dev.iischain.rule.RuleProblem;
import dev.iischain.rule.RuleText;
import dev.iischain.rule.UnsupportedRule;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rules list}: the loaded rules, and on standard error what is wrong with the others. */
@Command(
    name = "list",
    description =
        "List the loaded rules: name, level, pack, what they look at, title. What third-party rules"
            + " never match here, and which are not supported and why, goes to standard error.")
final class RulesListCommand implements Callable<Integer> {

  private static final int LONGEST_SOURCES = 32;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Mixin private RulesCommand.Choice choice = new RulesCommand.Choice();

  @Option(names = "--pack", paramLabel = "PACK", description = "Only this pack; repeatable.")
  private List<String> packs = new ArrayList<>();

  @Option(names = "--json", description = "Print one JSON object for each rule.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    LoadedRules loaded = choice.load();
    List<Rule> rules = inPacks(loaded.rules());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      ObjectMapper mapper = new ObjectMapper();
      for (Rule rule : rules) {
        out.println(mapper.writeValueAsString(view(rule)));
      }
    } else {
      table(rules, out);
    }
    out.flush();
    PrintWriter err = spec.commandLine().getErr();
    summary(rules, loaded.unsupported()).forEach(line -> err.println(TerminalText.visible(line)));
    err.flush();
    return 0;
  }

  private List<Rule> inPacks(List<Rule> rules) {
    Set<String> known = new TreeSet<>();
    rules.forEach(rule -> known.add(rule.reference().pack()));
    List<String> problems = new ArrayList<>();
    for (String pack : packs) {
      if (!known.contains(pack)) {
        problems.add(
            "--pack " + pack + ": there is no such pack; there are " + String.join(", ", known));
      }
    }
    if (!problems.isEmpty()) {
      throw new UsageProblems(problems);
    }
    return packs.isEmpty()
        ? rules
        : rules.stream().filter(rule -> packs.contains(rule.reference().pack())).toList();
  }

  private static void table(List<Rule> rules, PrintWriter out) {
    int name = width(rules.stream().map(Rule::name).toList());
    int pack = width(rules.stream().map(rule -> rule.reference().pack()).toList());
    String row = "%-" + name + "s  %-13s  %-" + pack + "s  %-" + LONGEST_SOURCES + "s  %s";
    out.println(String.format(row, "NAME", "LEVEL", "PACK", "LOOKS AT", "TITLE"));
    for (Rule rule : rules) {
      String sources = RuleText.looksAt(rule);
      out.println(
          TerminalText.visible(
              String.format(
                  row,
                  rule.name(),
                  rule.level().label(),
                  rule.reference().pack(),
                  sources.length() > LONGEST_SOURCES
                      ? sources.substring(0, LONGEST_SOURCES - 3) + "..."
                      : sources,
                  rule.title())));
    }
  }

  private static int width(List<String> texts) {
    return texts.stream().mapToInt(String::length).max().orElse(4);
  }

  private static Map<String, Object> view(Rule rule) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("name", rule.name());
    view.put("id", rule.reference().id());
    view.put("title", rule.title());
    view.put("pack", rule.reference().pack());
    view.put("level", rule.level().label());
    Level severity = rule.reference().vendorSeverity();
    view.put("vendorSeverity", severity == null ? null : severity.label());
    view.put("stage", rule.stage() == null ? null : rule.stage().label());
    view.put("looksAt", RuleText.looksAt(rule));
    view.put("sources", rule.sources().stream().map(vendor -> vendor.label()).toList());
    view.put("attack", rule.techniques());
    view.put("evidenceOnly", rule.evidenceOnly());
    view.put("examples", rule.examples().size());
    view.put("neverMatches", RuleText.whyNever(rule));
    view.put("missingFields", RuleText.missing(rule));
    view.put("file", rule.file());
    return view;
  }

  /** How many rules there are, which of them never match here, and which are not supported. */
  static List<String> summary(List<Rule> rules, List<UnsupportedRule> unsupported) {
    Map<String, Integer> never = RuleNotices.never(rules);
    int idle = never.values().stream().mapToInt(Integer::intValue).sum();
    long packs = rules.stream().map(rule -> rule.reference().pack()).distinct().count();
    List<String> lines = new ArrayList<>();
    lines.add(
        RuleNotices.counted(rules.size(), "rule")
            + " in "
            + RuleNotices.counted(packs, "pack")
            + (idle == 0
                ? "."
                : "; "
                    + String.format("%,d", idle)
                    + " of them never "
                    + (idle == 1 ? "matches" : "match")
                    + " here:"));
    never.forEach((reason, count) -> lines.add(String.format("  %,5d  %s", count, reason)));
    if (!unsupported.isEmpty()) {
      lines.add(RuleNotices.share(unsupported.size(), rules.size() + unsupported.size()));
      for (UnsupportedRule rule : unsupported) {
        for (RuleProblem reason : rule.reasons()) {
          lines.add("  " + reason);
        }
      }
    }
    return lines;
  }
}
