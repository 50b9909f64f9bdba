package dev.iischain.chain;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One host's ledger on the heap. */
final class InMemoryStore implements LedgerStore {

  final Map<String, PathHistory> paths = new HashMap<>();
  final Map<String, JoinedSubjects> joined = new HashMap<>();
  private final int maxPaths;
  int refused;

  InMemoryStore(int maxPaths) {
    this.maxPaths = maxPaths;
  }

  @Override
  public @Nullable PathHistory history(String path) {
    return paths.get(path);
  }

  @Override
  public void put(String path, PathHistory history) {
    paths.put(path, history);
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
  public boolean admitPath() {
    if (paths.size() < maxPaths) {
      return true;
    }
    refused++;
    return false;
  }
}
