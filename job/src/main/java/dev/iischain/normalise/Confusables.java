package dev.iischain.normalise;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Folds look-alike characters, for tool names and keywords only: a file whose path has a homoglyph
 * is another file.
 */
public final class Confusables {

  /** Look-alikes, each followed by the ASCII character it passes for. */
  private static final String PAIRS =
      // Cyrillic, small then capital
      "аaеeоoрpсcхxуyіiѕsԁdјjһhӏlԛqԝwѵvкkмmтtвbнhґrпnзzшwԍg"
          + "АaВbЕeКkМmНhОoРpСcТtХxУyІiЅsЈjҺhЗzԌgԚqԜwӀl"
          // Greek, small then capital
          + "οoνvρpαaιiκkτtυuχxηnωwγyεeσo"
          + "ΑaΒbΕeΖzΗhΙiΚkΜmΝnΟoΡpΤtΥyΧx"
          // Latin and Armenian letters that no compatibility form folds
          + "ıiɑaɡgɩiʀrʟlոnսuօoցgհhⅼl"
          // Dashes
          + "‐-‑-‒-–-—-―-−-﹘-﹣-－-"
          // Quotes
          + "“\"”\"„\"‟\"«\"»\"″\"‘'’'‚'‛'′'";

  private static final char[] FOLD = new char[0x10000];

  static {
    for (int i = 0; i < PAIRS.length(); i += 2) {
      FOLD[PAIRS.charAt(i)] = PAIRS.charAt(i + 1);
    }
  }

  private Confusables() {}

  /**
   * The text in lower case with look-alikes replaced by ASCII and invisible characters removed.
   * Texts of equal skeletons look alike; the skeleton of plain ASCII is its lower case.
   */
  public static String skeleton(String text) {
    if (isAscii(text)) {
      return text.toLowerCase(Locale.ROOT);
    }
    String folded = fold(text);
    String compatible = Normalizer.normalize(folded, Normalizer.Form.NFKC);
    // Compatibility forms of capital letters may be look-alikes themselves.
    return fold(fold(compatible).toLowerCase(Locale.ROOT));
  }

  /**
   * Whether a path holds invisible characters, or a word that mixes ASCII letters with look-alikes
   * and would pass for plain ASCII. A word in another script alone is just a name.
   */
  public static boolean isDeceptive(String path) {
    if (isAscii(path)) {
      return false;
    }
    int start = 0;
    for (int i = 0; i <= path.length(); i++) {
      if (i < path.length() && !isWordBreak(path.charAt(i))) {
        continue;
      }
      if (isDeceptiveWord(path, start, i)) {
        return true;
      }
      start = i + 1;
    }
    return false;
  }

  private static boolean isDeceptiveWord(String text, int start, int end) {
    boolean ascii = false;
    boolean other = false;
    boolean compatibility = false;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (isInvisible(c)) {
        return true;
      }
      if (c < 0x80) {
        ascii |= (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      } else {
        other = true;
        // Full-width forms, and the mathematical alphabets beyond the basic plane.
        compatibility |= (c >= 0xff01 && c <= 0xff5e) || c == 0xd835;
      }
    }
    return other && (ascii || compatibility) && isAscii(skeleton(text.substring(start, end)));
  }

  /** Whether every character is ASCII. */
  static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static String fold(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isInvisible(c)) {
        continue;
      }
      char folded = FOLD[c];
      out.append(folded == 0 ? c : folded);
    }
    return out.toString();
  }

  private static boolean isInvisible(char c) {
    return c >= 0x80
        && (Character.getType(c) == Character.FORMAT
            || (c >= 0xfe00 && c <= 0xfe0f)
            || c == 0x034f
            || c == 0x3164
            || c == 0x115f
            || c == 0x1160
            || c == 0x180e);
  }

  private static boolean isWordBreak(char c) {
    return c == '\\' || c == '/' || c == '.' || c == ' ' || c == '-' || c == '_' || c == ':';
  }
}
