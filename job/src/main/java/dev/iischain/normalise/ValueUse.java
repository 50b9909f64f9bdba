package dev.iischain.normalise;

/** What a value at some place of a record can change about what becomes of the record. */
enum ValueUse {
  /** Anything: a record with another value here is of another shape. */
  PINNED,
  /** Nothing: no decoder reads it. */
  UNUSED,
  /** Which rules match, by what it holds. */
  TEXT,
  /** Which rules match, by what it holds, which no decoder takes apart. */
  NAME,
  /** What a field says that no literal is looked for in, as long as it is not blank. */
  NOTE,
  /** Anything of an event; nothing of an element that is of no kind that a rule can name. */
  UNNAMED,
  /** Nothing but an identity, as long as it is not blank. */
  LABEL,
  /** Whether there is a time. */
  TIME,
  /** Whether there is a host. */
  HOST,
  /** Nothing, as long as the decoder of this shape does not read it. */
  PASSAGE;

  /** Whether such a value has to be looked at. */
  boolean isRead() {
    return this != UNUSED && this != PASSAGE;
  }
}
