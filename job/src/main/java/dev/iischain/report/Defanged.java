package dev.iischain.report;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Locale;

/** Text whose web addresses nobody follows by accident. */
final class Defanged {

  private static final Pattern ADDRESS =
      Pattern.compile("(?i)\\b(https?|ftps?|wss?)://([^\\s/\\\\?#\"'<>|]*)");

  private Defanged() {}

  /** The text with {@code http://host.example} spelled {@code hxxp://host[.]example}. */
  static String of(String text) {
    Matcher matcher = ADDRESS.matcher(text);
    StringBuilder result = new StringBuilder(text.length() + 16);
    int copied = 0;
    while (matcher.find()) {
      int start = matcher.start();
      result
          .append(text, copied, start)
          .append(matcher.group(1).toLowerCase(Locale.ROOT).replace("t", "x"))
          .append("://")
          .append(matcher.group(2).replace(".", "[.]"));
      copied = matcher.end();
    }
    return result.append(text, copied, text.length()).toString();
  }
}
