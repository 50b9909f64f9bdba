package dev.iischain.rule;

/** How much a rule file must say. */
public enum LoadMode {
  /** Our own files: every key known, every rule able to fire, examples for every vendor claimed. */
  STRICT,
  /** Third-party folders: rules that cannot fire here are set aside with a reason. */
  LENIENT
}
