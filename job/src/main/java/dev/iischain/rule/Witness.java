package dev.iischain.rule;

import dev.iischain.event.Field;

/**
 * A text that a field of an event has to hold.
 *
 * @param field the field
 * @param place where in the folded value the text has to be
 * @param text the text, folded
 */
record Witness(Field field, Place place, String text) {

  /** How long a part has to be, so that it can be looked up. */
  static final int MIN_PART = 4;

  /** Where in a value a text has to be. */
  enum Place {
    /** It is the whole value. */
    WHOLE,
    /** It is what follows the last backslash of the value. */
    NAME,
    /** It is anywhere in the value. */
    PART
  }

  /** What most events hold, so that it tells little. */
  private static final String EVERYWHERE =
      "c:\\windows\\system32\\ c:\\windows\\syswow64\\ c:\\program files (x86)\\ c:\\users\\ .exe\""
          + " \\appdata\\local\\temp\\ \\microsoft\\windows\\currentversion\\ .dll -embedding http";

  private static final String COMMON_NAMES =
      " cmd.exe powershell.exe pwsh.exe svchost.exe rundll32.exe w3wp.exe explorer.exe reg.exe"
          + " conhost.exe msiexec.exe services.exe regsvr32.exe wscript.exe cscript.exe ";

  /** Whether it can be looked up at all. */
  boolean isUsable() {
    return place != Place.PART || text.length() >= MIN_PART;
  }

  /** A guess at how often events hold it, from which the rarer of two is chosen. */
  double frequency() {
    return switch (place) {
      case WHOLE -> 0.5;
      case NAME -> COMMON_NAMES.contains(" " + text + " ") ? 10 : 1;
      case PART -> (EVERYWHERE.contains(text) ? 50 : 0) + 64.0 / (text.length() * text.length());
    };
  }
}
