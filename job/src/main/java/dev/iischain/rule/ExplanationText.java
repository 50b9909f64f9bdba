package dev.iischain.rule;

import dev.iischain.event.EndpointEvent;
import java.util.ArrayList;
import java.util.List;

/** An explanation as lines for a terminal: the verdict and its reason first, then each clause. */
public final class ExplanationText {

  private static final int MAX_VALUE = 160;

  private ExplanationText() {}

  /**
   * Why a rule did or did not match an event. Of an event of another kind than the rule looks at
   * there is nothing to tell but that.
   */
  public static List<String> lines(Rule rule, EndpointEvent event) {
    Explanation explanation = Explanation.of(rule, event);
    Explanation kind = explanation.children().get(0);
    List<String> lines = new ArrayList<>();
    if (!kind.held()) {
      lines.add(
          rule.name()
              + " does not match: it looks at "
              + RuleText.looksAt(rule)
              + ", and this is "
              + event.kind().category());
      return lines;
    }
    lines.add(
        rule.name()
            + (explanation.held() ? " matches" : " does not match: " + reason(explanation)));
    add(explanation.children().get(1), "  ", lines);
    return lines;
  }

  /** What did not hold, as far up as it has a name. */
  private static String reason(Explanation explanation) {
    List<String> reasons = new ArrayList<>();
    collect(explanation.children().get(1), reasons);
    return String.join("; ", reasons);
  }

  private static void collect(Explanation part, List<String> reasons) {
    boolean joint = !part.children().isEmpty() && part.text().endsWith(" of");
    if (!part.held() && joint && part.text().equals("none of")) {
      for (Explanation child : part.children()) {
        excluded(child, reasons);
      }
    } else if (!part.held() && joint) {
      part.children().forEach(child -> collect(child, reasons));
    } else if (!part.held()) {
      reasons.add(part.text() + " did not hold");
    }
  }

  private static void excluded(Explanation part, List<String> reasons) {
    if (part.held() && part.text().equals("any of")) {
      part.children().forEach(child -> excluded(child, reasons));
    } else if (part.held()) {
      reasons.add(part.text() + " excludes it");
    }
  }

  private static void add(Explanation part, String indent, List<String> lines) {
    StringBuilder line = new StringBuilder(indent).append(part.held() ? "[x] " : "[ ] ");
    line.append(part.text());
    if (part.detail() != null) {
      line.append("  (").append(part.detail()).append(')');
    }
    lines.add(line.toString());
    String value = part.value();
    if (value != null) {
      String shown = value.length() > MAX_VALUE ? value.substring(0, MAX_VALUE) + "..." : value;
      lines.add(indent + "      is " + shown.replace('\n', ' '));
    }
    for (Explanation child : part.children()) {
      add(child, indent + "    ", lines);
    }
  }
}
