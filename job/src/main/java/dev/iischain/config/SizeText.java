package dev.iischain.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** Sizes as people write them: {@code 512B}, {@code 64KiB}, {@code 16MiB}, {@code 1GiB}. */
final class SizeText {
  private static final Map<String, Long> UNITS = units();

  private SizeText() {}

  /** The bytes that a text stands for. */
  static long parse(String text) throws InvalidValue {
    String trimmed = text.strip();
    for (Map.Entry<String, Long> unit : UNITS.entrySet()) {
      if (trimmed.endsWith(unit.getKey())) {
        String count = trimmed.substring(0, trimmed.length() - unit.getKey().length()).strip();
        try {
          if (!count.isEmpty() && Character.isDigit(count.charAt(0))) {
            return Math.multiplyExact(Long.parseLong(count), unit.getValue());
          }
        } catch (NumberFormatException | ArithmeticException e) {
          break;
        }
      }
    }
    throw new InvalidValue(
        "'" + text + "' is not a size.",
        "Write a whole number with B, KiB, MiB or GiB, such as 16MiB (16 times 1024 times 1024"
            + " bytes).");
  }

  /** The shortest exact text for a number of bytes. */
  static String print(long bytes) {
    for (Map.Entry<String, Long> unit : UNITS.entrySet()) {
      if (bytes > 0 && bytes % unit.getValue() == 0) {
        return bytes / unit.getValue() + unit.getKey();
      }
    }
    return bytes + "B";
  }

  private static Map<String, Long> units() {
    Map<String, Long> units = new LinkedHashMap<>();
    units.put("GiB", 1L << 30);
    units.put("MiB", 1L << 20);
    units.put("KiB", 1L << 10);
    units.put("B", 1L);
    return units;
  }
}
