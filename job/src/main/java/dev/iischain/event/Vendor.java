package dev.iischain.event;

/** The sensor that observed an event, whatever shipped it. */
public enum Vendor {
  /** CrowdStrike Falcon. */
  FALCON("falcon"),
  /** Microsoft Defender for Endpoint. */
  DEFENDER("defender"),
  /** Sysinternals Sysmon. */
  SYSMON("sysmon"),
  /** Windows itself: Security, PowerShell, IIS and Application channels. */
  WINDOWS("windows"),
  /** Elastic Defend. */
  ELASTIC("elastic"),
  /** Any other sensor behind an already normalised feed. */
  OTHER("other");

  private final String label;

  Vendor(String label) {
    this.label = label;
  }

  /** The word used in records, metrics and documentation. */
  public String label() {
    return label;
  }
}
