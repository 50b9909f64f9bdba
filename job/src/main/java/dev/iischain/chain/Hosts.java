package dev.iischain.chain;

import dev.iischain.event.Alert;
import dev.iischain.event.Evidence;
import dev.iischain.event.HostIdentity;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Merges what several sources call one host; the order of the sources does not matter. */
final class Hosts {

  private static final int MAX_IDS = 16;

  private Hosts() {}

  static Alert.Host merge(Collection<Evidence> evidence) {
    Alert.Host merged = null;
    for (Evidence each : evidence) {
      merged = merge(merged, each.host());
    }
    if (merged == null) {
      throw new IllegalArgumentException("there is no host without evidence");
    }
    return merged;
  }

  static Alert.Host merge(Alert.@Nullable Host known, HostIdentity seen) {
    if (known == null) {
      return new Alert.Host(seen.key(), seen.name(), seen.fqdn(), seen.ids());
    }
    String name = known.name().compareTo(seen.name()) <= 0 ? known.name() : seen.name();
    String fqdn = known.fqdn() == null ? seen.fqdn() : known.fqdn();
    if (fqdn != null && seen.fqdn() != null && seen.fqdn().compareTo(fqdn) < 0) {
      fqdn = seen.fqdn();
    }
    if (name.equals(known.name())
        && java.util.Objects.equals(fqdn, known.fqdn())
        && known.ids().containsAll(seen.ids())) {
      return known;
    }
    TreeSet<String> ids = new TreeSet<>(known.ids());
    ids.addAll(seen.ids());
    while (ids.size() > MAX_IDS) {
      ids.pollLast();
    }
    return new Alert.Host(known.key(), name, fqdn, List.copyOf(ids));
  }
}
