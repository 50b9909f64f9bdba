package dev.iischain.normalise;

import dev.iischain.normalise.PowerShellToken.Kind;
import java.util.ArrayList;
import java.util.List;

/** Puts together texts that a script adds: {@code 'New-WebGlobal' + 'Module'}. */
final class PowerShellJoins {

  private static final int MAX_TEXT = 65_536;

  private PowerShellJoins() {}

  static List<PowerShellToken> join(List<PowerShellToken> tokens) {
    List<PowerShellToken> out = new ArrayList<>(tokens.size());
    int i = 0;
    while (i < tokens.size()) {
      PowerShellToken token = tokens.get(i);
      if (token.kind() != Kind.STRING || !isSum(tokens, i)) {
        out.add(token);
        i++;
        continue;
      }
      StringBuilder sum = new StringBuilder(token.text());
      while (isSum(tokens, i)) {
        i += 2;
        if (sum.length() < MAX_TEXT) {
          sum.append(tokens.get(i).text());
        }
      }
      out.add(new PowerShellToken(Kind.STRING, sum.toString(), token.joined()));
      i++;
    }
    return out;
  }

  private static boolean isSum(List<PowerShellToken> tokens, int i) {
    return i + 2 < tokens.size()
        && tokens.get(i + 1).is(Kind.MARK, "+")
        && tokens.get(i + 2).kind() == Kind.STRING;
  }
}
