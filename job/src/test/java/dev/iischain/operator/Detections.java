package dev.iischain.operator;

import dev.iischain.event.Detection;
import dev.iischain.event.Evidence;
import dev.iischain.event.HostIdentity;
import dev.iischain.event.Level;
import dev.iischain.event.RuleReference;
import java.util.List;

/** Detections for tests, made of one piece of evidence each. */
final class Detections {

  private static final RuleReference RULE =
      new RuleReference(
          "module_written", "7d7e8f52-1c7a-4f9c-9a55-0f3b1c2d3e4f", "core", Level.MEDIUM, 1, null);

  private Detections() {}

  static Detection of(Evidence evidence) {
    return onHost(evidence.host().name(), evidence);
  }

  static Detection onHost(String name, Evidence evidence) {
    return new Detection(
        evidence.tenant(),
        new HostIdentity("host:default/" + name, name, null, List.of()),
        evidence.alertId(),
        "Module file written",
        Level.MEDIUM,
        List.of(RULE),
        List.of("T1505.004"),
        List.of(evidence));
  }
}
