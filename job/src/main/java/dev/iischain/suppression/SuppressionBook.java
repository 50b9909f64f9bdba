package dev.iischain.suppression;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The suppressions that hold now: those the job was started with, and what the topic has said
 * since. An entry of the topic goes before one of a file with the same id.
 */
public final class SuppressionBook {

  /** More entries of the topic are refused. */
  public static final int MAX_ENTRIES = 10_000;

  private final SuppressionPreload preload;
  private final Map<String, Suppression> files = new HashMap<>();
  private final Map<String, SuppressionUpdate> topic = new HashMap<>();
  private final Set<String> preloaded = new HashSet<>();
  private @Nullable SuppressionSet set;

  /** What an update did. */
  public enum Effect {
    /** Something else holds now. */
    CHANGED,
    /** It says nothing new. */
    NONE,
    /** There are too many entries already. */
    REFUSED
  }

  /** The book as the job was started with it. */
  public SuppressionBook(SuppressionPreload preload) {
    this.preload = preload;
    for (Suppression entry : preload.files()) {
      files.put(entry.id(), entry);
    }
    for (SuppressionUpdate update : preload.topic()) {
      topic.put(update.id(), update);
      preloaded.add(update.id());
    }
  }

  /**
   * Takes over what was remembered before a restart. What the job was started with goes before it
   * where that is the later word, also where an id has vanished from the topic.
   */
  public void restore(Iterable<SuppressionUpdate> remembered) {
    for (SuppressionUpdate update : remembered) {
      boolean lookedAt = update.offset() < preload.ends().getOrDefault(update.partition(), 0L);
      if (!lookedAt) {
        topic.put(update.id(), update);
      }
    }
    set = null;
  }

  /** Takes an update. */
  public Effect apply(SuppressionUpdate update) {
    if (update.offset() < preload.ends().getOrDefault(update.partition(), 0L)) {
      return Effect.NONE; // looked at before the start, with all that came after it by then
    }
    SuppressionUpdate known = topic.get(update.id());
    if (known != null
        && known.partition() == update.partition()
        && known.offset() >= update.offset()) {
      return Effect.NONE;
    }
    Suppression before = holding(update.id());
    if (update.entry() != null && known == null && topic.size() >= MAX_ENTRIES) {
      return Effect.REFUSED;
    }
    if (keeps(update)) {
      topic.put(update.id(), update);
    } else {
      topic.remove(update.id());
    }
    if (Objects.equals(before, holding(update.id()))) {
      return Effect.NONE;
    }
    set = null;
    return Effect.CHANGED;
  }

  /** Whether an update has to be remembered: a removal only of what the job was started with. */
  public boolean keeps(SuppressionUpdate update) {
    return update.entry() != null || preloaded.contains(update.id());
  }

  private @Nullable Suppression holding(String id) {
    SuppressionUpdate update = topic.get(id);
    return update == null || update.entry() == null ? files.get(id) : update.entry();
  }

  /** The suppressions that hold now. */
  public SuppressionSet set() {
    if (set == null) {
      Set<String> ids = new HashSet<>(files.keySet());
      ids.addAll(topic.keySet());
      List<Suppression> entries = new ArrayList<>();
      for (String id : ids) {
        Suppression entry = holding(id);
        if (entry != null) {
          entries.add(entry);
        }
      }
      set = new SuppressionSet(entries, preload.scope());
    }
    return set;
  }
}
