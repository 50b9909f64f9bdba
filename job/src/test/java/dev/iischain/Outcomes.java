package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.Alert;
import dev.iischain.event.Case;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Says alerts and cases in one line each, by host. */
final class Outcomes {

  private Outcomes() {}

  static Map<String, List<String>> byHost(Map<String, Alert> alerts, Map<String, Case> cases) {
    Map<String, List<String>> outcomes = new TreeMap<>();
    for (Alert alert : alerts.values()) {
      add(outcomes, alert.host(), line(alert));
      if (alert.caseId() != null) {
        assertThat(cases.get(alert.caseId()).alertIds()).contains(alert.alertId());
      }
    }
    for (Case snapshot : cases.values()) {
      add(outcomes, snapshot.host(), line(snapshot));
      assertThat(snapshot.alertIds())
          .allSatisfy(id -> assertThat(alerts.get(id).caseId()).isEqualTo(snapshot.caseId()));
    }
    return outcomes;
  }

  private static void add(Map<String, List<String>> outcomes, Alert.Host host, String line) {
    outcomes.computeIfAbsent(host.name(), name -> new ArrayList<>()).add(line);
  }

  private static String line(Alert alert) {
    return "alert "
        + alert.stage()
        + ' '
        + name(alert.dll())
        + " x"
        + alert.count()
        + (alert.caseId() == null ? "" : " in case");
  }

  private static String line(Case snapshot) {
    StringBuilder line =
        new StringBuilder("case " + snapshot.status() + ' ' + snapshot.chain() + ' ')
            .append(name(snapshot.dll()));
    for (Case.StageState stage : snapshot.stages()) {
      if (stage.state().equals("seen")) {
        line.append(' ').append(stage.stage()).append(' ').append(stage.count());
      }
    }
    return line.toString();
  }

  private static String name(Alert.Dll dll) {
    return dll == null ? "-" : dll.path().substring(dll.path().lastIndexOf('\\') + 1);
  }
}
