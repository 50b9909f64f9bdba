package dev.iischain.delivery;

import dev.iischain.event.Alert.Observable;
import dev.iischain.event.Case;
import dev.iischain.event.VisibleText;
import dev.iischain.report.CaseText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The values of a case that systems keep apart, without repetitions. A value must be exact to be
 * found elsewhere; one that hides or reorders characters is left to the text, where it is spelled.
 *
 * @param exact those that can be handed over as they are
 * @param spelled the others, one line each, as text that shows what they are
 */
record IncidentObservables(List<Observable> exact, List<String> spelled) {

  /** Longer values are text to every system. */
  private static final int LONGEST = 2_000;

  static IncidentObservables of(Case snapshot) {
    Set<Observable> exact = new LinkedHashSet<>();
    Set<String> spelled = new LinkedHashSet<>();
    for (Observable observable : snapshot.observables()) {
      String value = observable.value();
      if (value.isBlank()) {
        continue;
      }
      if (value.length() > LONGEST || value.codePoints().anyMatch(VisibleText::isHidden)) {
        spelled.add(line(observable));
      } else {
        exact.add(observable);
      }
    }
    return new IncidentObservables(new ArrayList<>(exact), new ArrayList<>(spelled));
  }

  /** A value as text. */
  static String line(Observable observable) {
    return CaseText.value(observable.type()) + ": " + CaseText.value(observable.value());
  }
}
