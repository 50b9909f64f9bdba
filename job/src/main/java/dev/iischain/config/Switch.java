package dev.iischain.config;

/** Whether something is done. */
enum Switch {
  /** It is. */
  ON,
  /** It is not. */
  OFF
}
