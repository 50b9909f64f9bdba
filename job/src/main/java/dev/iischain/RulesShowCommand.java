package dev.iischain;

import dev.iischain.event.Level;
import dev.iischain.event.Vendor;
import dev.iischain.report.TerminalText;
import dev.iischain.rule.Rule;
import dev.iischain.rule.RuleExample;
import dev.iischain.rule.RuleText;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rules show}: everything a rule says of itself, in words. */
@Command(name = "show", description = "Show one rule: what it says, misses, and is proven by.")
final class RulesShowCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Mixin private RulesCommand.Choice choice = new RulesCommand.Choice();

  @Parameters(paramLabel = "NAME", description = "The rule's name or id.")
  private String name = "";

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<Rule> rules = choice.load().rules();
    for (Rule rule : rules) {
      if (rule.name().equals(name) || rule.reference().id().equals(name)) {
        show(rule, out);
        out.flush();
        return 0;
      }
    }
    spec.commandLine()
        .getErr()
        .println("There is no rule " + TerminalText.visible(name) + "; 'rules list' shows them.");
    return RulesCommand.FOUND_WRONG;
  }

  private static void show(Rule rule, PrintWriter out) {
    line(out, "name", rule.name());
    line(out, "title", rule.title());
    line(out, "id", rule.reference().id() + ", version " + rule.reference().version());
    line(out, "pack", rule.reference().pack());
    line(out, "level", rule.level().label() + (rule.evidenceOnly() ? ", never an alert" : ""));
    Level severity = rule.reference().vendorSeverity();
    if (severity != null) {
      line(out, "vendor says", severity.label());
    }
    line(out, "status", rule.status());
    line(out, "stage", rule.stage() == null ? "none" : rule.stage().label());
    line(out, "attack", String.join(", ", rule.techniques()));
    line(out, "tags", String.join(", ", rule.tags()));
    line(out, "finds", rule.description());
    line(out, "looks at", RuleText.looksAt(rule));
    String never = RuleText.whyNever(rule);
    line(out, "never matches", never == null ? "" : never);
    line(out, "not here", String.join(", ", RuleText.missing(rule)));
    line(out, "when", rule.conditionText());
    for (Rule.SelectionText selection : rule.selections()) {
      line(out, "", selection.name());
      selection.lines().forEach(text -> line(out, "", "    " + text));
    }
    each(out, "false alarms", rule.falsePositives());
    each(out, "known gaps", rule.knownGaps());
    each(out, "references", rule.references());
    line(out, "proven for", String.join(", ", rule.sources().stream().map(Vendor::label).toList()));
    each(out, "examples", rule.examples().stream().map(RulesShowCommand::example).toList());
    line(out, "file", rule.file());
  }

  private static String example(RuleExample example) {
    return (example.expectMatch() ? "match     " : "no match  ")
        + example.vendor().label()
        + ": "
        + example.name()
        + ", line "
        + example.line();
  }

  private static void each(PrintWriter out, String label, List<String> texts) {
    String once = label;
    for (String text : texts) {
      line(out, once, text);
      once = "";
    }
  }

  /** A label and its text; nothing when there is no text. */
  private static void line(PrintWriter out, String label, String text) {
    if (!text.isBlank()) {
      for (String part : String.format("%-13s %s", label, text).split("\n", -1)) {
        out.println(TerminalText.visible(part));
      }
    }
  }
}
