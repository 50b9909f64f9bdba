package dev.iischain.config;

import dev.iischain.event.RuleReading;
import java.nio.file.Path;
import java.util.List;

/**
 * Which rules are loaded.
 *
 * @param paths files and folders beside the rules in the jar
 * @param enabledPacks the only packs to load; empty for every pack
 * @param disabledPacks packs that are not loaded
 * @param reading how published rules are read
 */
public record RulesConfig(
    List<Path> paths, List<String> enabledPacks, List<String> disabledPacks, RuleReading reading) {

  /** Keeps its own copies. */
  public RulesConfig {
    paths = List.copyOf(paths);
    enabledPacks = List.copyOf(enabledPacks);
    disabledPacks = List.copyOf(disabledPacks);
  }

  /** The documented defaults. */
  public static RulesConfig defaults() {
    return from(new OptionValues());
  }

  static RulesConfig from(OptionValues values) {
    return new RulesConfig(
        values.get(Options.RULE_PATHS),
        values.get(Options.ENABLED_PACKS),
        values.get(Options.DISABLED_PACKS),
        values.get(Options.RULE_READING));
  }

  /** Whether the rules of a pack are loaded. */
  public boolean loads(String pack) {
    return (enabledPacks.isEmpty() || enabledPacks.contains(pack)) && !disabledPacks.contains(pack);
  }
}
