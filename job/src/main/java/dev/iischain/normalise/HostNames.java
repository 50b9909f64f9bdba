package dev.iischain.normalise;

import dev.iischain.event.HostIdentity;
import dev.iischain.normalise.NormaliseOptions.HostKeyMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells machines apart by name, or by a vendor's own identifier while no name is known. */
public final class HostNames {

  /** NetBIOS cuts names here, so that some sources know no more. */
  private static final int SHORT_LENGTH = 15;

  private static final int MAX_LENGTH = 255;

  private final HostKeyMode mode;
  private final Map<String, String> aliases;

  /** Host names as these options want them. */
  public HostNames(NormaliseOptions options) {
    this.mode = options.hostKey();
    this.aliases = options.hostAliases();
  }

  /**
   * The machine with this name, or else with these vendor identifiers ({@code cid:}, {@code aid:},
   * {@code mde:}); null when neither tells a machine. An address is never a name.
   */
  public @Nullable HostIdentity resolve(
      String tenant, @Nullable String computer, List<String> vendorIds) {
    List<String> ids = sorted(vendorIds);
    String name = clean(computer);
    if (name == null) {
      String key = vendorKey(ids);
      return key == null ? null : new HostIdentity(key, key, null, ids);
    }
    String shortName = shortName(name);
    String fqdn = name.indexOf('.') < 0 ? null : name;
    String identity =
        switch (mode) {
          case SHORT -> shortName;
          case FQDN -> name;
        };
    return new HostIdentity("host:" + tenant + "/" + identity, shortName, fqdn, ids);
  }

  /** The lower-case name without decoration, after aliases; null when it names no machine. */
  @Nullable String clean(@Nullable String computer) {
    if (computer == null || computer.length() > MAX_LENGTH) {
      return null;
    }
    String name = computer.trim().toLowerCase(Locale.ROOT);
    int start = 0;
    while (start < name.length() && name.charAt(start) == '\\') {
      start++;
    }
    int domain = name.lastIndexOf('\\');
    if (domain >= start) {
      start = domain + 1;
    }
    int end = name.length();
    while (end > start && (name.charAt(end - 1) == '.' || name.charAt(end - 1) == '$')) {
      end--;
    }
    name = name.substring(start, end);
    String alias = aliases.get(name);
    if (alias == null && name.indexOf('.') > 0) {
      alias = aliases.get(name.substring(0, name.indexOf('.')));
    }
    if (alias != null) {
      name = alias.toLowerCase(Locale.ROOT);
    }
    return isMachine(name) ? name : null;
  }

  /** The first label of a lower-case name, cut where NetBIOS cuts. */
  static String shortName(String name) {
    int dot = name.indexOf('.');
    int end = Math.min(dot < 0 ? name.length() : dot, SHORT_LENGTH);
    return end == name.length() ? name : name.substring(0, end);
  }

  /** Whether a name is an IPv4 or IPv6 literal. */
  static boolean isAddress(String name) {
    if (name.indexOf(':') >= 0) {
      return true;
    }
    boolean digits = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c >= '0' && c <= '9') {
        digits = true;
      } else if (c != '.') {
        return false;
      }
    }
    return digits && name.indexOf('.') >= 0;
  }

  private static boolean isMachine(String name) {
    if (name.isEmpty()
        || name.charAt(0) == '.'
        || name.equals("-")
        || name.equals("localhost")
        || name.startsWith("localhost.")
        || name.equals("minwinpc")
        || isAddress(name)) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c <= ' ' || c == '/' || c == '|' || c == '"' || c == ',' || Character.isISOControl(c)) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable String vendorKey(List<String> ids) {
    String aid = value(ids, "aid:");
    if (aid != null) {
      String cid = value(ids, "cid:");
      return "cs:" + (cid == null ? "" : cid) + "/" + aid;
    }
    String device = value(ids, "mde:");
    if (device != null) {
      return "mde:" + device;
    }
    return ids.isEmpty() || ids.get(0).startsWith("cid:") ? null : ids.get(0);
  }

  private static @Nullable String value(List<String> ids, String prefix) {
    for (String id : ids) {
      if (id.startsWith(prefix) && id.length() > prefix.length()) {
        return id.substring(prefix.length());
      }
    }
    return null;
  }

  private static List<String> sorted(List<String> vendorIds) {
    if (vendorIds.isEmpty()) {
      return List.of();
    }
    List<String> ids = new ArrayList<>(vendorIds.size());
    for (String id : vendorIds) {
      String lower = id.trim().toLowerCase(Locale.ROOT);
      boolean valued = lower.indexOf(':') > 0 && lower.indexOf(':') < lower.length() - 1;
      if (valued && lower.length() <= MAX_LENGTH && !ids.contains(lower)) {
        ids.add(lower);
      }
    }
    ids.sort(null);
    return List.copyOf(ids);
  }
}
