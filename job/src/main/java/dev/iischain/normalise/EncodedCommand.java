package dev.iischain.normalise;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code powershell -EncodedCommand} hides: Base64 of UTF-16LE. */
public final class EncodedCommand {

  private static final String OPTION = "encodedcommand";
  private static final int MIN_LENGTH = 8;
  private static final int MAX_LENGTH = 1 << 20;

  private EncodedCommand() {}

  /** The decoded command of a PowerShell in these arguments, or null when none is encoded. */
  public static @Nullable String find(List<String> arguments, boolean isPowerShell) {
    boolean powerShell = isPowerShell;
    for (int i = 0; i + 1 < arguments.size(); i++) {
      String word = arguments.get(i);
      if (powerShell && isOption(word)) {
        String decoded = decode(arguments.get(i + 1));
        if (decoded != null) {
          return decoded;
        }
      }
      powerShell = powerShell || ToolName.isPowerShell(ToolName.skeleton(word));
    }
    return null;
  }

  /** Whether a word is the option, cut as short as PowerShell allows. */
  static boolean isOption(String word) {
    if (word.length() < 2) {
      return false;
    }
    char dash = word.charAt(0);
    if (dash != '/' && !PowerShellLexer.isDash(dash)) {
      return false;
    }
    String name = Confusables.skeleton(word.substring(1));
    return OPTION.startsWith(name) || name.equals("ec");
  }

  /** The text in Base64 of UTF-16LE, or null when it is none. */
  static @Nullable String decode(String base64) {
    if (base64.length() < MIN_LENGTH || base64.length() > MAX_LENGTH) {
      return null;
    }
    StringBuilder clean = new StringBuilder(base64.length());
    for (int i = 0; i < base64.length(); i++) {
      char c = base64.charAt(i);
      if (isBase64(c)) {
        clean.append(c);
      } else if (c != '=' && c != '"' && c != '\'' && c > ' ') {
        return null;
      }
    }
    // A remainder of one character holds no byte.
    if (clean.length() % 4 == 1) {
      clean.setLength(clean.length() - 1);
    }
    byte[] bytes = Base64.getDecoder().decode(clean.toString());
    int even = bytes.length & ~1;
    return even == 0 ? null : new String(bytes, 0, even, StandardCharsets.UTF_16LE);
  }

  private static boolean isBase64(char c) {
    return (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || c == '+'
        || c == '/';
  }
}
