package dev.iischain.chain;

import dev.iischain.event.Level;
import dev.iischain.event.Stage;
import java.util.List;

/**
 * How sure and how bad.
 *
 * @param value 0 to 100
 * @param confidence low, medium or high
 * @param stages the stages that gave the value; the others are context
 * @param reasons sentences that say how the value came about
 */
public record Score(int value, String confidence, List<Stage> stages, List<String> reasons) {

  /** From here a score is critical. */
  public static final int CRITICAL = 75;

  /** From here a score is high. */
  public static final int HIGH = 55;

  /** From here a score is medium. */
  public static final int MEDIUM = 35;

  /** From here a score is low. */
  public static final int LOW = 20;

  /** The same with another value. */
  Score withValue(int other) {
    return new Score(other, confidence, stages, reasons);
  }

  /** The highest score of a level. */
  static int highest(Level level) {
    return switch (level) {
      case CRITICAL -> 100;
      case HIGH -> CRITICAL - 1;
      case MEDIUM -> HIGH - 1;
      case LOW -> MEDIUM - 1;
      case INFORMATIONAL -> LOW - 1;
    };
  }

  /** The level of the score. */
  public Level level() {
    if (value >= CRITICAL) {
      return Level.CRITICAL;
    }
    if (value >= HIGH) {
      return Level.HIGH;
    }
    if (value >= MEDIUM) {
      return Level.MEDIUM;
    }
    return value >= LOW ? Level.LOW : Level.INFORMATIONAL;
  }
}
