package dev.iischain.report;

import dev.iischain.event.Alert;
import dev.iischain.event.Case;
import dev.iischain.event.EvidenceEntry;
import dev.iischain.event.UtcTime;
import dev.iischain.event.VisibleText;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Alerts and cases for a terminal. Text of records cannot steer the terminal: whatever is invisible
 * or a control is spelled {@code <U+001B>}.
 */
public final class TerminalText {

  private static final int LONGEST_VALUE = 240;
  private static final String RESET = "\u001b[0m";
  private static final String BOLD = "\u001b[1m";
  private static final String FAINT = "\u001b[2m";

  private final boolean colour;

  /** Text with colours, or without. */
  public TerminalText(boolean colour) {
    this.colour = colour;
  }

  /** An alert as one line without a line end. */
  public String alertLine(Alert alert) {
    StringBuilder line = new StringBuilder(200);
    line.append(time(alert.eventTime())).append("  ").append(level(alert.level()));
    line.append(' ').append(score(alert.score())).append("  ");
    line.append(visible(alert.host().name())).append("  ").append(strong(visible(alert.title())));
    Alert.Dll dll = alert.dll();
    if (dll != null) {
      line.append("  ").append(visible(dll.path()));
    }
    if (alert.count() > 1) {
      line.append("  x").append(alert.count());
    }
    String severity = alert.vendorSeverity();
    if (severity != null) {
      line.append("  vendor severity ").append(visible(severity));
    }
    return line.append("  ").append(faint(visible(alert.alertId()))).toString();
  }

  /** A case as one line without a line end. */
  public String caseLine(Case snapshot) {
    return time(snapshot.firstSeen())
        + "  "
        + level(snapshot.level())
        + " "
        + score(snapshot.score())
        + "  "
        + padded(visible(snapshot.status()), 9)
        + "  "
        + strong(visible(snapshot.title()))
        + "  "
        + faint(visible(snapshot.caseId()));
  }

  /** A case as a block of lines, the last one with a line end. */
  public String caseBlock(Case snapshot) {
    StringBuilder block = new StringBuilder(2_000);
    block.append(strong(visible(snapshot.title()))).append('\n');
    block.append(level(snapshot.level()).stripTrailing()).append("  ");
    block.append(visible(snapshot.status())).append("  score ").append(snapshot.score());
    block.append("  confidence ").append(visible(snapshot.confidence())).append("\n\n");
    row(block, "Host", Spelled.host(snapshot.host()));
    row(block, "Module", snapshot.dll().path());
    snapshot.dll().sha256().forEach(hash -> row(block, "SHA-256", hash));
    row(
        block,
        "Span",
        spelled(snapshot.firstSeen())
            + " to "
            + spelled(snapshot.lastSeen())
            + " ("
            + Spelled.duration(Duration.between(snapshot.firstSeen(), snapshot.lastSeen()))
            + ")");
    row(block, "ATT&CK", String.join(", ", snapshot.attack()));
    block.append('\n');
    snapshot.stages().forEach(stage -> stage(block, stage));
    block.append('\n');
    snapshot.timeline().forEach(entry -> entry(block, entry));
    block.append('\n');
    snapshot.why().forEach(sentence -> block.append("  - ").append(visible(sentence)).append('\n'));
    block.append('\n');
    snapshot.alertIds().forEach(id -> row(block, "Alert", id));
    row(block, "Case", snapshot.caseId() + " revision " + snapshot.revision());
    return block.toString();
  }

  private void stage(StringBuilder block, Case.StageState stage) {
    Instant first = stage.firstSeen();
    block.append("  ").append(first == null ? "[ ] " : "[x] ");
    block.append(padded(visible(stage.stage()), 13)).append(' ');
    String absent = stage.state().equals(Case.NOT_OBSERVABLE) ? "not observable" : "missing";
    block.append(first == null ? absent : time(first) + "  x" + stage.count()).append('\n');
  }

  private void entry(StringBuilder block, EvidenceEntry entry) {
    String stage = entry.stage();
    block.append("  ").append(time(entry.eventTime())).append("  ");
    block.append(padded(stage == null ? "" : visible(stage), 12)).append("  ");
    block.append(visible(entry.summary())).append("  ");
    String seen = entry.source().vendor() + "/" + entry.source().format();
    block.append(faint(visible(seen))).append('\n');
    Alert.Actor process = entry.process();
    String command = process == null ? null : process.commandLine();
    if (command != null) {
      block.append(" ".repeat(42)).append(faint(visible(command))).append('\n');
    }
  }

  private static void row(StringBuilder block, String name, String value) {
    block.append("  ").append(padded(name, 9)).append(visible(value)).append('\n');
  }

  private String time(Instant time) {
    return faint(spelled(time));
  }

  private static String spelled(Instant time) {
    return UtcTime.format(time).replace('T', ' ');
  }

  private String level(String level) {
    String word = padded(visible(level).toUpperCase(Locale.ROOT), 13);
    return switch (level) {
      case "critical" -> styled("\u001b[1;31m", word);
      case "high" -> styled("\u001b[31m", word);
      case "medium" -> styled("\u001b[33m", word);
      case "low" -> styled("\u001b[36m", word);
      default -> word;
    };
  }

  private static String score(int score) {
    return String.format(Locale.ROOT, "%3d", score);
  }

  private String strong(String text) {
    return styled(BOLD, text);
  }

  private String faint(String text) {
    return styled(FAINT, text);
  }

  private String styled(String style, String text) {
    return colour ? style + text + RESET : text;
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  /** Text of a record as a terminal may show it: one line, no controls, not too long. */
  public static String visible(String text) {
    StringBuilder shown = new StringBuilder(Math.min(text.length(), LONGEST_VALUE) + 16);
    int count = 0;
    for (int i = 0; i < text.length(); count++) {
      if (count == LONGEST_VALUE) {
        return shown.append("...").toString();
      }
      int codePoint = text.codePointAt(i);
      i += Character.charCount(codePoint);
      if (VisibleText.isHidden(codePoint)) {
        shown.append('<').append(Html.name(codePoint)).append('>');
      } else {
        shown.appendCodePoint(codePoint);
      }
    }
    return shown.toString();
  }
}
