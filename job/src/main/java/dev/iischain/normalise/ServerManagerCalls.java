package dev.iischain.normalise;

import dev.iischain.normalise.PowerShellText.Findings;
import dev.iischain.normalise.PowerShellToken.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Edits through {@code Microsoft.Web.Administration}, and installations into the GAC by .NET. */
final class ServerManagerCalls {

  private static final int MAX_GAP = 4;

  private ServerManagerCalls() {}

  static void read(List<PowerShellToken> tokens, PowerShellVariables variables, Findings findings) {
    boolean manager = false;
    String section = null;
    Map<String, String> attributes = new HashMap<>();
    for (int i = 0; i < tokens.size(); i++) {
      PowerShellToken token = tokens.get(i);
      switch (token.kind()) {
        case WORD, VARIABLE, PARAMETER -> {
          String word = token.text().toLowerCase(Locale.ROOT);
          manager |= word.contains("servermanager") || word.contains("web.administration");
          if (word.endsWith("gacinstall")) {
            assembly(tokens, i, variables, findings);
          }
        }
        case STRING -> {
          String text = token.text();
          manager |= text.contains("Microsoft.Web.Administration");
          String named = text.length() > 200 ? null : ConfigurationSections.in(text);
          if (manager && named != null && text.indexOf('\\') < 0) {
            flush(section, attributes, findings);
            section = named;
          } else if (manager && section != null) {
            attribute(tokens, i, attributes, variables);
          }
        }
        case MARK, END -> {}
      }
    }
    flush(section, attributes, findings);
  }

  /** Reads {@code ["image"] = 'x'}, {@code ("image", 'x')} and {@code ["image"].Value = 'x'}. */
  private static void attribute(
      List<PowerShellToken> tokens,
      int at,
      Map<String, String> attributes,
      PowerShellVariables variables) {
    String key = tokens.get(at).text().toLowerCase(Locale.ROOT);
    switch (key) {
      case "name", "image", "path", "type", "scriptprocessor", "allowed" -> {}
      default -> {
        return;
      }
    }
    for (int i = at + 1; i < tokens.size() && i <= at + MAX_GAP; i++) {
      PowerShellToken token = tokens.get(i);
      if (token.kind() == Kind.END) {
        return;
      }
      boolean member = token.kind() == Kind.WORD && token.text().equalsIgnoreCase(".value");
      if (token.isValue() && !member) {
        attributes.putIfAbsent(key, variables.resolve(token));
        return;
      }
    }
  }

  private static void flush(
      @Nullable String section, Map<String, String> attributes, Findings findings) {
    if (section == null) {
      return;
    }
    findings.section(section);
    findings.name(attributes.get("name"));
    Registration found = ConfigurationSections.registration(section, attributes);
    if (found != null) {
      findings.registrations.add(found);
    }
    attributes.clear();
  }

  private static void assembly(
      List<PowerShellToken> tokens, int at, PowerShellVariables variables, Findings findings) {
    if (at + 2 < tokens.size()
        && tokens.get(at + 1).is(Kind.MARK, "(")
        && tokens.get(at + 2).isValue()) {
      findings.registrations.add(
          new Registration(null, variables.resolve(tokens.get(at + 2)), null));
    }
  }
}
