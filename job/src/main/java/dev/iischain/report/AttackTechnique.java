package dev.iischain.report;

import com.google.re2j.Pattern;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where to read about a MITRE ATT&amp;CK technique, and what it is called. */
final class AttackTechnique {

  private static final Pattern ID = Pattern.compile("T[0-9]{4}(\\.[0-9]{3})?");

  /** The techniques around IIS components; any other is shown by its id alone. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("T1036", "Masquerading"),
          Map.entry("T1059.001", "PowerShell"),
          Map.entry("T1059.003", "Windows Command Shell"),
          Map.entry("T1070.006", "Timestomp"),
          Map.entry("T1105", "Ingress Tool Transfer"),
          Map.entry("T1112", "Modify Registry"),
          Map.entry("T1190", "Exploit Public-Facing Application"),
          Map.entry("T1505", "Server Software Component"),
          Map.entry("T1505.003", "Web Shell"),
          Map.entry("T1505.004", "IIS Components"),
          Map.entry("T1562.002", "Disable Windows Event Logging"),
          Map.entry("T1574.012", "COR_PROFILER"));

  private AttackTechnique() {}

  /** The page about a technique, or null when this is no technique id. */
  static @Nullable String url(String id) {
    return ID.matches(id)
        ? "https://attack.mitre.org/techniques/" + id.replace('.', '/') + "/"
        : null;
  }

  /** The name of a technique, or null when it is not one of those we know. */
  static @Nullable String title(String id) {
    return NAMES.get(id);
  }
}
