package dev.iischain.chain;

import dev.iischain.event.Evidence;
import dev.iischain.event.Level;
import dev.iischain.event.Stage;
import java.util.List;

/**
 * What a single event scores: its stage's points, or the floor of its level where it has none.
 * Behaviour only adds points to a chain, so by itself it scores its level's floor too.
 */
final class AlertScore {

  private AlertScore() {}

  static int of(Evidence evidence, Level level) {
    if (evidence.stage() == null || evidence.stage() == Stage.BEHAVIOUR) {
      return floor(level);
    }
    return Scoring.of(List.of(new Joined(evidence, Joined.Identity.PATH)), List.of()).value();
  }

  private static int floor(Level level) {
    return switch (level) {
      case INFORMATIONAL -> 0;
      case LOW -> Score.LOW;
      case MEDIUM -> Score.MEDIUM;
      case HIGH -> Score.HIGH;
      case CRITICAL -> Score.CRITICAL;
    };
  }
}
