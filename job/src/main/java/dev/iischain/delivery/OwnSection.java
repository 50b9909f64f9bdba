package dev.iischain.delivery;

import dev.iischain.event.Case;
import dev.iischain.report.CaseText;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Our part of a description in Markdown that analysts may write in too: it stands between two lines
 * that name us, and nothing outside of them is touched.
 */
final class OwnSection {

  private static final String BEGIN = "**iis-chain: begin**";
  private static final String END = "**iis-chain: end**";

  /** A case whose JSON is longer is shown without it, in bytes. */
  private static final int LONGEST_JSON = 200_000;

  private OwnSection() {}

  /** The section: what is to be read, more values, and the case itself. Nothing in it is markup. */
  static String of(Case snapshot, byte[] json, String more) {
    StringBuilder section = new StringBuilder(json.length + 4_000);
    section.append(BEGIN).append("\n\n").append(CaseText.markdown(snapshot)).append('\n');
    if (!more.isEmpty()) {
      section.append(CaseText.block("text", more)).append('\n');
    }
    if (json.length <= LONGEST_JSON) {
      String text = new String(json, StandardCharsets.UTF_8);
      section.append(CaseText.block("json", text)).append('\n');
    }
    return section.append(END).append('\n').toString();
  }

  /**
   * A description with the section in the place of the one it holds, or null when an analyst has
   * removed that one.
   */
  static @Nullable String replaceIn(String description, String section) {
    int begin = description.indexOf(BEGIN);
    int end = description.lastIndexOf(END);
    if (begin < 0 || end < begin) {
      return null;
    }
    int after = end + END.length();
    if (after < description.length() && description.charAt(after) == '\n') {
      after++;
    }
    return description.substring(0, begin) + section + description.substring(after);
  }
}
