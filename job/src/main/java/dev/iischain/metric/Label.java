package dev.iischain.metric;

/** What tells the series of one metric apart; its values are ours, never telemetry's. */
public enum Label {
  /** A topic of telemetry. */
  TOPIC("topic", "the telemetry topics"),
  /** How a record looks on the wire. */
  FORMAT("format", "the formats that are read"),
  /** What happened. */
  KIND("kind", "the kinds of events"),
  /** The sensor. */
  VENDOR("vendor", "the vendors of sensors"),
  /** Why a record could not be read. */
  REASON("reason", "the reasons of dead letters"),
  /** The rule that matched. */
  RULE("rule", "the names of loaded rules"),
  /** How bad. */
  LEVEL("level", "`informational`, `low`, `medium`, `high`, `critical`"),
  /** How a case stands. */
  STATUS("status", "`partial`, `complete`, `expired`, `retracted`"),
  /** The chain that matched. */
  CHAIN("chain", "the names of loaded chains"),
  /** The suppression that mutes. */
  SUPPRESSION("suppression", "the ids of suppressions"),
  /** The case system. */
  TARGET("target", "the names of systems in the configuration"),
  /** Why a delivery failed. */
  FAILURE("failure", "`retry`, `ambiguous`, `unauthorised`, `refused`"),
  /** Which way of the canary. */
  HOP("hop", "`alert`, `case`");

  private final String key;
  private final String values;

  Label(String key, String values) {
    this.key = key;
    this.values = values;
  }

  /** The label as Prometheus shows it. */
  public String key() {
    return key;
  }

  /** The finite set its values are from, for a human. */
  public String from() {
    return values;
  }
}
