package dev.iischain.normalise;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names of tools as people and intruders write them, folded for comparison. */
public final class ToolName {

  /** The IIS command-line administrator. */
  static final String APPCMD = "appcmd.exe";

  static final String GACUTIL = "gacutil.exe";
  static final String WORKER = "w3wp.exe";

  /** Tools that an intruder gains from imitating or renaming. */
  private static final Set<String> WATCHED =
      Set.of(
          APPCMD,
          GACUTIL,
          WORKER,
          "powershell.exe",
          "pwsh.exe",
          "cmd.exe",
          "iissetup.exe",
          "rundll32.exe",
          "regsvr32.exe",
          "msiexec.exe",
          "svchost.exe");

  /** Tools whose version resource names exactly the file they are shipped as. */
  private static final Set<String> TRUE_TO_RESOURCE =
      Set.of(APPCMD, GACUTIL, WORKER, "powershell.exe", "iissetup.exe");

  private static final String EXTENSION = ".exe";
  private static final int MAX_LENGTH = 260;

  private ToolName() {}

  /**
   * The base name of an image path or of the first word of a command, in lower case, look-alikes
   * folded, with an extension: {@code appcmd.exe} for each of {@code AppCmd}, {@code
   * "C:\..\appcmd"}.
   */
  public static String skeleton(String imageOrWord) {
    String base = baseName(imageOrWord);
    if (base.isEmpty()) {
      return "";
    }
    String folded = Confusables.skeleton(base);
    return folded.indexOf('.') < 0 ? folded + EXTENSION : folded;
  }

  /** Whether the skeleton of an image path or word is this tool's name, such as appcmd.exe. */
  static boolean isNamed(String imageOrWord, String tool) {
    if (!Confusables.isAscii(imageOrWord)) {
      return skeleton(imageOrWord).equals(tool);
    }
    int end = baseEnd(imageOrWord);
    int start = baseStart(imageOrWord, end);
    int length = end - start;
    int stem = tool.length() - EXTENSION.length();
    return (length == tool.length() || length == stem)
        && imageOrWord.regionMatches(true, start, tool, 0, length);
  }

  /** Whether an image bears a look-alike of a watched tool's name. */
  static boolean isLookAlike(String image) {
    if (Confusables.isAscii(image)) {
      return false;
    }
    String base = baseName(image);
    return !Confusables.isAscii(base) && WATCHED.contains(skeleton(base));
  }

  /** Whether a watched tool runs under another name than its version resource tells. */
  static boolean isRenamed(String image, @Nullable String originalFileName) {
    if (originalFileName == null) {
      return false;
    }
    String original = skeleton(originalFileName);
    return TRUE_TO_RESOURCE.contains(original) && !original.equals(skeleton(image));
  }

  /** Whether a canonical image path is named as the IIS worker process, and is in another place. */
  static boolean isFalseWorker(String canonicalImage) {
    return canonicalImage.endsWith("\\" + WORKER)
        && !canonicalImage.equals("c:\\windows\\system32\\inetsrv\\w3wp.exe")
        && !canonicalImage.equals("c:\\windows\\syswow64\\inetsrv\\w3wp.exe")
        && !canonicalImage.startsWith("c:\\windows\\winsxs\\");
  }

  /** Whether this is Windows PowerShell or PowerShell. */
  static boolean isPowerShell(String skeleton) {
    return skeleton.equals("powershell.exe") || skeleton.equals("pwsh.exe");
  }

  private static String baseName(String text) {
    int end = baseEnd(text);
    return text.substring(baseStart(text, end), end);
  }

  private static int baseEnd(String text) {
    int end = text.length();
    while (end > 0 && isNoise(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  private static int baseStart(String text, int end) {
    int start = end;
    while (start > 0
        && end - start < MAX_LENGTH
        && text.charAt(start - 1) != '\\'
        && text.charAt(start - 1) != '/') {
      start--;
    }
    while (start < end && isNoise(text.charAt(start))) {
      start++;
    }
    return start;
  }

  /** What a shell ignores around a command word. */
  private static boolean isNoise(char c) {
    return switch (c) {
      case ' ', '\t', '"', '\'', ',', ';', '=', '@', '(', ')', '&', '.', '`' -> true;
      default -> (c >= 0x2018 && c <= 0x201f) || c < ' ';
    };
  }
}
