package dev.iischain.normalise;

import dev.iischain.normalise.PowerShellToken.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Variables that were set to a text or a table. */
final class PowerShellVariables {
  private static final int MAX = 256;
  private final Map<String, Object> values = new HashMap<>();

  /** Remembers {@code $x = 'text'} and {@code $x = @{..}}. */
  void assign(List<PowerShellToken> tokens, int at) {
    if (at + 2 >= tokens.size() || !tokens.get(at + 1).is(Kind.MARK, "=") || values.size() >= MAX) {
      return;
    }
    PowerShellToken value = tokens.get(at + 2);
    String name = Confusables.skeleton(tokens.get(at).text());
    if (value.is(Kind.MARK, "@{")) {
      Map<String, Object> table = new HashMap<>();
      PowerShellArguments.table(tokens, at + 3, table, this);
      values.put(name, table);
    } else if (value.kind() == Kind.STRING || value.kind() == Kind.WORD) {
      values.put(name, interpolate(value.text()));
    }
  }

  /** The text of a token, with a variable's value where it is known. */
  String resolve(PowerShellToken token) {
    if (token.kind() == Kind.WORD) {
      return token.text();
    }
    if (token.kind() == Kind.VARIABLE
        && values.get(Confusables.skeleton(token.text())) instanceof String text) {
      return text;
    }
    return interpolate(token.text());
  }

  /** The table a splatted variable holds, or an empty one. */
  @SuppressWarnings("unchecked") // only assign puts values in
  Map<String, Object> table(String name) {
    return values.get("$" + Confusables.skeleton(name)) instanceof Map<?, ?> table
        ? (Map<String, Object>) table
        : Map.of();
  }

  private String interpolate(String text) {
    if (text.indexOf('$') < 0 || values.isEmpty()) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length() && out.length() < CanonicalPath.MAX_LENGTH) {
      int end = i + 1;
      if (text.charAt(i) == '$') {
        while (end < text.length()
            && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
          end++;
        }
        if (end > i + 1
            && values.get(Confusables.skeleton(text.substring(i, end))) instanceof String known) {
          out.append(known);
          i = end;
          continue;
        }
      }
      out.append(text, i, end);
      i = end;
    }
    return out.toString();
  }
}
