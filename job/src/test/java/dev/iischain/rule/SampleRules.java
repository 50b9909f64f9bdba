package dev.iischain.rule;

import java.util.List;

/** Rules made of a few lines. */
final class SampleRules {

  private SampleRules() {}

  /** What a third-party file with this text comes to. */
  static LoadedRules lenient(String text) {
    return load(LoadMode.LENIENT, "rules/sample.yml", text);
  }

  /** What a file of ours, {@code rules/core/sample.yml}, with this text comes to. */
  static LoadedRules strict(String text) {
    return load(LoadMode.STRICT, "rules/core/sample.yml", text);
  }

  static LoadedRules load(LoadMode mode, String file, String text) {
    RuleFileReader reader = new RuleFileReader(mode);
    reader.read(file, "core", text);
    return reader.loaded();
  }

  /** The only rule of a file, which has to be sound. */
  static Rule rule(String text) {
    LoadedRules loaded = lenient(text);
    if (!loaded.unsupported().isEmpty()) {
      throw new IllegalStateException(loaded.unsupported().toString());
    }
    List<Rule> rules = loaded.orThrow();
    if (rules.size() != 1) {
      throw new IllegalStateException("There are " + rules.size() + " rules.");
    }
    return rules.get(0);
  }

  /** A rule about process starts with this detection, indented by two. */
  static Rule detecting(String detection) {
    return rule(process(detection));
  }

  static String process(String detection) {
    return """
    title: Sample
    logsource: {product: windows, category: process_creation}
    detection:
    """
        + detection.indent(2);
  }
}
