package dev.iischain.normalise;

import java.util.List;

/** What canonicalisation and derivation notice, as the words that events and files carry. */
final class Flags {

  /** A volume device whose drive letter is not known was taken for {@code c:}. */
  static final String VOLUME = "vol";

  /** The path is relative to something that is not known. */
  static final String RELATIVE = "rel";

  /** The path holds an 8.3 name that was not resolved. */
  static final String SHORT = "short";

  /** An alternate data stream was cut off. */
  static final String STREAM = "ads";

  /** An environment variable was not resolved with certainty. */
  static final String ENVIRONMENT = "env";

  /** The path holds invisible or look-alike characters. */
  static final String UNICODE = "unicode";

  /** The path was longer than the bound and was cut. */
  static final String LONG = "long";

  /** The file is on another machine than the process. */
  static final String REMOTE = "remote";

  /** The event's time was replaced by the time it was received. */
  static final String TIME_CLAMPED = "time-clamped";

  /** A tool goes by another name than its own. */
  static final String TOOL_MASQUERADE = "tool-masquerade";

  /** The command was given to PowerShell in Base64. */
  static final String ENCODED_COMMAND = "encoded-command";

  /** Carets were put into words that need none. */
  static final String CARET_NOISE = "caret-noise";

  /** A file's creation time was set back. */
  static final String TIMESTOMP = "timestomp";

  /** The IIS configuration was read from standard input, where it cannot be seen. */
  static final String STDIN_CONFIG = "stdin-config";

  /** A file became a library by its new name. */
  static final String RENAMED = "renamed";

  /** A module passes for one that ships with IIS. */
  static final String MIMICRY = "mimicry";

  /** Parts of a PowerShell script block never came. */
  static final String SCRIPT_INCOMPLETE = "script-incomplete";

  /** Followed by the canonical path that a renamed file had before. */
  static final String FROM = "from:";

  private Flags() {}

  /** Adds a flag once. */
  static void add(List<String> flags, String flag) {
    if (!flags.contains(flag)) {
      flags.add(flag);
    }
  }
}
