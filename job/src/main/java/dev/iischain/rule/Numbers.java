package dev.iischain.rule;

/** Numbers as telemetry spells them, read without allocating and without exceptions. */
final class Numbers {

  private Numbers() {}

  /** A decimal or {@code 0x} number, or NaN. */
  static double parse(String text) {
    int length = text.length();
    if (length > 2 && text.charAt(0) == '0' && (text.charAt(1) | 0x20) == 'x') {
      return hexadecimal(text);
    }
    int position = length > 0 && text.charAt(0) == '-' ? 1 : 0;
    double value = 0;
    double scale = 0;
    boolean digits = false;
    for (int i = position; i < length; i++) {
      char c = text.charAt(i);
      if (c == '.' && scale == 0) {
        scale = 1;
      } else if (c >= '0' && c <= '9') {
        digits = true;
        value = value * 10 + (c - '0');
        scale *= 10;
      } else {
        return Double.NaN;
      }
    }
    if (!digits) {
      return Double.NaN;
    }
    double magnitude = scale > 1 ? value / scale : value;
    return position == 1 ? -magnitude : magnitude;
  }

  private static double hexadecimal(String text) {
    double value = 0;
    for (int i = 2; i < text.length(); i++) {
      char c = text.charAt(i);
      // Character.digit would also take digits of other scripts.
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        return Double.NaN;
      }
      value = value * 16 + digit;
    }
    return value;
  }
}
