package dev.iischain.config;

/** What a configuration is read for, which decides what it must hold. */
public enum Purpose {
  /** The streaming job: needs a Kafka cluster. */
  RUN,
  /** The delivery job: needs a Kafka cluster and a system to deliver to. */
  DELIVER,
  /** A look at what the delivery job would send: needs a system, and no Kafka cluster. */
  PREVIEW,
  /** Files in, files out: needs nothing. */
  REPLAY
}
