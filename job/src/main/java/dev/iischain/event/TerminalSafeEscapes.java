package dev.iischain.event;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Escapes what could act on the terminal of somebody who looks at a file of records: controls
 * beyond ASCII, bidirectional overrides, invisible characters. A JSON reader sees the same text.
 */
final class TerminalSafeEscapes extends CharacterEscapes {

  private static final HexFormat HEX = HexFormat.of();

  private final int[] ascii;

  TerminalSafeEscapes() {
    ascii = CharacterEscapes.standardAsciiEscapesForJSON();
    ascii[0x7f] = CharacterEscapes.ESCAPE_STANDARD;
  }

  @Override
  public int[] getEscapeCodesForAscii() {
    return ascii;
  }

  @Override
  public @Nullable SerializableString getEscapeSequence(int character) {
    if (!VisibleText.isHidden(character) || Character.isSurrogate((char) character)) {
      return null;
    }
    return new SerializedString("\\u" + HEX.toHexDigits((char) character));
  }
}
