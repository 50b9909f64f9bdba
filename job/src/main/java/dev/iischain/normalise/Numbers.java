package dev.iischain.normalise;

/** Numbers as Windows events print them. */
final class Numbers {

  private Numbers() {}

  /** The value of a decimal or {@code 0x} hexadecimal number; -1 when it is none. */
  static long unsigned(String text) {
    String number = text.trim();
    boolean hex = number.startsWith("0x") || number.startsWith("0X");
    int start = hex ? 2 : 0;
    if (number.length() == start || number.length() - start > (hex ? 15 : 18)) {
      return -1;
    }
    long value = 0;
    for (int i = start; i < number.length(); i++) {
      int digit = Character.digit(number.charAt(i), hex ? 16 : 10);
      if (digit < 0) {
        return -1;
      }
      value = value * (hex ? 16 : 10) + digit;
    }
    return value;
  }
}
