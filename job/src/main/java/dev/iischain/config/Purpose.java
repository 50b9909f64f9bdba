package dev.iischain.config;

/** What a configuration is read for, which decides what it must hold. */
public enum Purpose {
  /** The streaming job: needs a Kafka cluster. */
  RUN,
  /** Files in, files out: needs nothing. */
  REPLAY
}
