package dev.iischain.chain;

import dev.iischain.event.Alert;
import dev.iischain.event.Alert.Observable;
import dev.iischain.event.DllReference;
import dev.iischain.event.Evidence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Collects the values of evidence that are worth searching for elsewhere. */
final class Observables {

  private static final int MAX = 64;

  /** Of all values together: keeps a record well below what Kafka takes. */
  private static final int MAX_CHARACTERS = 20_000;

  private static final Comparator<Observable> ORDER =
      Comparator.comparing(Observable::type).thenComparing(Observable::value);

  private Observables() {}

  static List<Observable> of(Alert.Host host, Collection<Evidence> evidence) {
    TreeSet<Observable> observables = new TreeSet<>(ORDER);
    add(observables, "host", host.fqdn() == null ? host.name() : host.fqdn());
    for (Evidence each : evidence) {
      DllReference dll = each.dll();
      if (dll != null) {
        add(observables, "file-path", dll.path());
        add(observables, "file", ActorClass.baseName(dll.path()));
        add(observables, "sha256", dll.hashes().sha256());
        add(observables, "sha1", dll.hashes().sha1());
        add(observables, "md5", dll.hashes().md5());
      }
      add(observables, "user", each.process().user());
      add(observables, "process", each.process().image());
    }
    List<Observable> list = new ArrayList<>();
    int characters = 0;
    for (Observable observable : observables) {
      characters += observable.value().length();
      if (list.size() == MAX || characters > MAX_CHARACTERS) {
        break;
      }
      list.add(observable);
    }
    return List.copyOf(list);
  }

  private static void add(Set<Observable> observables, String type, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      observables.add(new Observable(type, value));
    }
  }
}
