package dev.iischain.chain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks what a chain groups by. Steps are always about one module on one host, told by {@link
 * Identities}, which sees more than equal fields; so a grouping may only say the same in its own
 * words.
 */
final class ChainGrouping {

  private static final Set<String> HOST = Set.of("Host", "Computer", "ComputerName", "Hostname");
  private static final Set<String> MODULE =
      Set.of(
          "Dll",
          "DllPath",
          "TargetFilename",
          "ImageLoaded",
          "ModuleImage",
          "ModuleDll",
          "RegistryData",
          "Details",
          "NewValue");

  private ChainGrouping() {}

  /** What is wrong with the keys group-by and aliases of a correlation, nothing where both fit. */
  static List<String> problems(Map<?, ?> correlation, @Nullable Object steps) {
    List<String> problems = new ArrayList<>();
    Set<String> hosts = new HashSet<>(HOST);
    Set<String> modules = new HashSet<>(MODULE);
    Object aliases = correlation.get("aliases");
    if (aliases instanceof Map<?, ?> map) {
      map.forEach((alias, fields) -> alias(alias, fields, steps, hosts, modules, problems));
    } else if (aliases != null) {
      problems.add("needs aliases to be a mapping of each alias to the field of each step.");
    }
    Object groupBy = correlation.get("group-by");
    if (problems.isEmpty() && groupBy != null && !isHostAndModule(groupBy, hosts, modules)) {
      problems.add(
          "must be [Host, Dll], or name a field or alias of each: the steps of a chain are about"
              + " one module on one host.");
    }
    return problems;
  }

  private static boolean isHostAndModule(Object groupBy, Set<String> hosts, Set<String> modules) {
    if (!(groupBy instanceof List<?> list) || list.size() != 2) {
      return false;
    }
    String first = String.valueOf(list.get(0));
    String second = String.valueOf(list.get(1));
    return (hosts.contains(first) && modules.contains(second))
        || (modules.contains(first) && hosts.contains(second));
  }

  private static void alias(
      @Nullable Object alias,
      @Nullable Object fields,
      @Nullable Object steps,
      Set<String> hosts,
      Set<String> modules,
      List<String> problems) {
    if (!(fields instanceof Map<?, ?> map)) {
      problems.add("needs the alias '" + alias + "' to be a mapping of each step to a field.");
      return;
    }
    Set<String> named = new HashSet<>();
    if (steps instanceof List<?> list) {
      list.forEach(step -> named.add(String.valueOf(step)));
    }
    boolean ofHost = true;
    boolean ofModule = true;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String step = String.valueOf(entry.getKey());
      String field = String.valueOf(entry.getValue());
      ofHost &= HOST.contains(field);
      ofModule &= MODULE.contains(field);
      if (!named.remove(step)) {
        problems.add("has an alias '" + alias + "' for '" + step + "', which is no step.");
      }
    }
    if (!named.isEmpty()) {
      problems.add(
          "has an alias '"
              + alias
              + "' without a field for the step "
              + named.stream().sorted().toList()
              + ".");
    } else if (ofHost) {
      hosts.add(String.valueOf(alias));
    } else if (ofModule) {
      modules.add(String.valueOf(alias));
    } else {
      problems.add(
          "has an alias '"
              + alias
              + "' of fields that name neither the host nor the module file; of the module are "
              + String.join(", ", MODULE.stream().sorted().toList())
              + ".");
    }
  }
}
