package dev.iischain.operator;

/** When accumulated changes are looked at. */
public enum Pace {
  /** A little wall-clock time after the first change: a live stream. */
  LIVE,
  /** When event time moves on: a bounded run that sees each host in event-time order. */
  EVENT_TIME
}
