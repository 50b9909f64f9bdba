package dev.iischain.rule;

import dev.iischain.event.EndpointEvent;
import dev.iischain.event.Field;
import org.jspecify.annotations.Nullable;

/** One event under evaluation, with each field folded at most once. Not safe for use by threads. */
final class EventView {

  private final @Nullable String[] folded = new @Nullable String[Field.COUNT];
  private final int[] foldedFor = new int[Field.COUNT];
  private EndpointEvent event;
  private int generation = 1;

  EventView(EndpointEvent event) {
    this.event = event;
  }

  /** Turns to another event. */
  void show(EndpointEvent next) {
    event = next;
    generation++;
  }

  EndpointEvent event() {
    return event;
  }

  @Nullable String raw(Field field) {
    return event.values()[field.ordinal()];
  }

  @Nullable String folded(Field field) {
    int index = field.ordinal();
    if (foldedFor[index] != generation) {
      String value = event.values()[index];
      folded[index] = value == null ? null : Fold.of(value);
      foldedFor[index] = generation;
    }
    return folded[index];
  }
}
