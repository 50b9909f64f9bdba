package dev.iischain.rule;

import dev.iischain.event.Field;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules that look at one kind of event, by texts that an event has to hold for them. Immutable.
 */
final class RuleIndex {

  private static final int WORD_SHIFT = 6;

  private final RuleSet.Compiled[] rules;
  private final FieldIndex[] fields;

  /** The rules that have to be asked whatever the event holds. */
  private final long[] always;

  RuleIndex(RuleSet.Compiled[] rules) {
    this.rules = rules;
    this.always = new long[(rules.length + Long.SIZE - 1) >> WORD_SHIFT];
    Map<Field, Map<Witness.Place, Map<String, List<Integer>>>> found = new EnumMap<>(Field.class);
    for (int i = 0; i < rules.length; i++) {
      List<Witness> witnesses = Witnesses.of(rules[i].matcher());
      if (witnesses == null) {
        always[i >> WORD_SHIFT] |= 1L << i;
        continue;
      }
      for (Witness witness : witnesses) {
        found
            .computeIfAbsent(witness.field(), field -> new EnumMap<>(Witness.Place.class))
            .computeIfAbsent(witness.place(), place -> new HashMap<>())
            .computeIfAbsent(witness.text(), text -> new ArrayList<>())
            .add(i);
      }
    }
    List<FieldIndex> indexes = new ArrayList<>();
    found.forEach(
        (field, places) ->
            indexes.add(
                new FieldIndex(
                    field,
                    places.getOrDefault(Witness.Place.WHOLE, Map.of()),
                    places.getOrDefault(Witness.Place.NAME, Map.of()),
                    places.getOrDefault(Witness.Place.PART, Map.of()))));
    this.fields = indexes.toArray(new FieldIndex[0]);
  }

  /** How many words a set of candidates takes. */
  int words() {
    return always.length;
  }

  RuleSet.Compiled rule(int index) {
    return rules[index];
  }

  /** Writes the rules that may match into the first {@link #words} words. */
  void candidates(EventView view, long[] into) {
    System.arraycopy(always, 0, into, 0, always.length);
    for (FieldIndex index : fields) {
      String value = view.folded(index.field());
      if (value != null) {
        index.mark(value, into);
      }
    }
  }

  /** How many rules have to be asked whatever the event holds. */
  int unindexed() {
    int count = 0;
    for (long word : always) {
      count += Long.bitCount(word);
    }
    return count;
  }
}
