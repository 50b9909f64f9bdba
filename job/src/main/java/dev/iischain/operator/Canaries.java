package dev.iischain.operator;

import dev.iischain.canary.CanaryMark;
import dev.iischain.canary.CanarySecret;
import dev.iischain.event.Alert;
import dev.iischain.event.Case;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows canaries by their code; without the key nothing is one. */
final class Canaries {

  private static final Logger LOG = LoggerFactory.getLogger(Canaries.class);

  private final @Nullable CanaryMark mark;

  private Canaries(@Nullable CanaryMark mark) {
    this.mark = mark;
  }

  /** With the key from this place; a key that cannot be read must not stop detection. */
  static Canaries of(CanarySecret secret) {
    if (secret.isNone()) {
      return new Canaries(null);
    }
    try {
      return new Canaries(new CanaryMark(secret.read()));
    } catch (IOException e) {
      LOG.warn(
          "No canary is known, and each will look like an attack and be delivered: {}",
          e.getMessage());
      return new Canaries(null);
    }
  }

  Alert mark(Alert alert) {
    return mark == null ? alert : mark.mark(alert);
  }

  Case mark(Case snapshot) {
    return mark == null ? snapshot : mark.mark(snapshot);
  }
}
