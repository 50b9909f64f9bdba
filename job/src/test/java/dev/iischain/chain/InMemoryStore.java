package dev.iischain.chain;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One host's ledger on the heap. */
final class InMemoryStore implements LedgerStore {

  final Map<String, PathHistory> paths = new HashMap<>();
  final Map<String, JoinedSubjects> joined = new HashMap<>();
  private final Map<String, String> places = new HashMap<>();
  private HostMemory host = HostMemory.NONE;
  int refused;
  int evicted;

  @Override
  public @Nullable PathHistory history(String subject) {
    return paths.get(subject);
  }

  @Override
  public void put(String subject, PathHistory history) {
    paths.put(subject, history);
  }

  @Override
  public void remove(String subject) {
    paths.remove(subject);
  }

  @Override
  public JoinedSubjects joined(String key) {
    return joined.getOrDefault(key, JoinedSubjects.NONE);
  }

  @Override
  public void putJoined(String key, JoinedSubjects subjects) {
    joined.put(key, subjects);
  }

  @Override
  public void removeJoined(String key) {
    joined.remove(key);
  }

  @Override
  public HostMemory host() {
    return host;
  }

  @Override
  public void putHost(HostMemory now) {
    host = now;
  }

  @Override
  public @Nullable String place(String slot) {
    return places.get(slot);
  }

  @Override
  public void putPlace(String slot, String subject) {
    places.put(slot, subject);
  }

  @Override
  public void removePlace(String slot) {
    places.remove(slot);
  }

  @Override
  public long now() {
    return 0;
  }

  @Override
  public void full(boolean gaveWay) {
    if (gaveWay) {
      evicted++;
    } else {
      refused++;
    }
  }
}
