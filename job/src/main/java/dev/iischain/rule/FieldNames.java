package dev.iischain.rule;

/** Which field names a rule may use. */
enum FieldNames {
  /** Ours, spelled as we spell them. */
  EXACT,
  /** Ours in any case, and any other that is not a misspelt one of ours; it counts as absent. */
  KNOWN,
  /** Any, since no event of its log source is read; those that are not ours count as absent. */
  ANY
}
