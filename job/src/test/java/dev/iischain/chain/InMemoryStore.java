package dev.iischain.chain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One host's ledger on the heap. */
final class InMemoryStore implements LedgerStore {

  final Map<String, PathHistory> paths = new HashMap<>();
  final Map<String, List<String>> hashes = new HashMap<>();
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
  public @Nullable List<String> pathsWithHash(String hash) {
    return hashes.get(hash);
  }

  @Override
  public void putPathsWithHash(String hash, List<String> withHash) {
    hashes.put(hash, withHash);
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
