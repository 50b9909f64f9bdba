package dev.iischain;

import dev.iischain.event.RuleReading;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code --reading}. */
final class ReadingConverter implements ITypeConverter<RuleReading> {

  @Override
  public RuleReading convert(String text) {
    for (RuleReading reading : RuleReading.values()) {
      if (reading.label().equals(text)) {
        return reading;
      }
    }
    throw new TypeConversionException(
        "'" + text + "' is no reading of rules; write intended or as-published");
  }
}
