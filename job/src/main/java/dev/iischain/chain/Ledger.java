package dev.iischain.chain;

import dev.iischain.event.DllReference;
import dev.iischain.event.Evidence;
import dev.iischain.event.Stage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Remembers evidence in any order and says which implants it is about. Everything it answers is a
 * function of the set of evidence it was given, never of the order.
 *
 * <p>An implant is a path where a file is registered or loaded, its anchor. Evidence belongs to it
 * when it names that path, or when it is a write (or, for a registered path, a load) of the same
 * content elsewhere.
 */
public final class Ledger {

  private final LedgerOptions options;

  /** A ledger with these bounds. */
  public Ledger(LedgerOptions options) {
    this.options = options;
  }

  /** Remembers evidence; the answer is the anchors whose episodes it may have changed, sorted. */
  @SuppressWarnings("ReferenceEquality") // an unchanged history is the very same object
  public List<String> record(Evidence evidence, LedgerStore store) {
    DllReference dll = evidence.dll();
    Stage stage = evidence.stage();
    if (dll == null || stage == null) {
      return List.of();
    }
    PathHistory old = store.history(dll.path());
    if (old == null && !store.admitPath()) {
      return List.of();
    }
    PathHistory known = old == null ? PathHistory.EMPTY : old;
    PathHistory grown = known.with(evidence, stage, options.maxStageDaysPerPath());
    if (grown == known) {
      return List.of();
    }
    store.put(dll.path(), grown);
    Set<String> touched = new LinkedHashSet<>();
    touched.add(dll.path());
    for (String hash : grown.hashes()) {
      touched.addAll(index(hash, dll.path(), store));
    }
    List<String> anchors = new ArrayList<>();
    for (String path : touched) {
      PathHistory history = path.equals(dll.path()) ? grown : store.history(path);
      if (history != null && isAnchor(path, history)) {
        anchors.add(path);
      }
    }
    Collections.sort(anchors);
    return anchors;
  }

  private List<String> index(String hash, String path, LedgerStore store) {
    List<String> paths = store.pathsWithHash(hash);
    if (paths == null) {
      paths = List.of();
    }
    int at = Collections.binarySearch(paths, path);
    if (at >= 0) {
      return paths;
    }
    List<String> grown = new ArrayList<>(paths);
    grown.add(-at - 1, path);
    if (grown.size() > options.maxPathsPerHash()) {
      grown.remove(grown.size() - 1);
    }
    store.putPathsWithHash(hash, grown);
    return grown;
  }

  private static boolean isAnchor(String path, PathHistory history) {
    return DirectoryClass.of(path) != DirectoryClass.SHADOW_COPY
        && (history.has(Stage.REGISTRATION)
            || history.has(Stage.LOAD)
            || history.has(Stage.LOAD_FAILURE));
  }

  /** The episodes of an anchor, one for each generation, oldest first. */
  public List<Episode> episodes(String anchor, LedgerStore store) {
    PathHistory own = store.history(anchor);
    if (own == null || !isAnchor(anchor, own)) {
      return List.of();
    }
    EpisodeAssembler assembler = new EpisodeAssembler(anchor, options);
    assembler.add(own, Joined.Identity.PATH, stage -> true);
    boolean registered = own.has(Stage.REGISTRATION);
    Set<String> related = new LinkedHashSet<>();
    for (String hash : own.hashes()) {
      List<String> paths = store.pathsWithHash(hash);
      if (paths != null) {
        related.addAll(paths);
      }
    }
    related.remove(anchor);
    for (String path : related) {
      PathHistory history = store.history(path);
      if (history != null) {
        assembler.add(
            history.ofContents(own.hashes()),
            Joined.Identity.HASH,
            stage -> stage == Stage.WRITE || (registered && stage == Stage.LOAD));
      }
    }
    return assembler.episodes();
  }
}
