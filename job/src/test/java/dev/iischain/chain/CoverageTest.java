package dev.iischain.chain;

import static dev.iischain.chain.Evidences.DAY;
import static dev.iischain.chain.Evidences.DLL;
import static dev.iischain.chain.Evidences.HOUR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.Case;
import dev.iischain.event.EventKind;
import dev.iischain.event.Evidence;
import dev.iischain.event.RecordJson;
import dev.iischain.event.RecordSchemas;
import dev.iischain.event.Stage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Whether anybody could have seen what is missing. */
class CoverageTest {

  private static final String OTHER = "c:\\program files\\example\\other.dll";
  private static final long NOON = 100 * DAY + 12 * HOUR;
  private static final Evidence WRITE = EvidenceMaker.of("w", NOON, Stage.WRITE).at(DLL).make();
  private static final Evidence REGISTRATION =
      EvidenceMaker.of("r", NOON + HOUR, Stage.REGISTRATION).at(DLL).make();

  @Test
  void aLoadThatNoSensorCouldTellOfIsNotObservable() {
    Episode episode = only(WRITE, REGISTRATION);
    assertThat(episode.unobservable()).containsExactly(Stage.LOAD);
    Case snapshot = assemble(episode, "iis_module_written_registered");
    assertThat(states(snapshot))
        .containsExactly("write seen", "registration seen", "load not-observable");
    assertThat(snapshot.why()).anyMatch(why -> why.startsWith("Load not observable: no sensor"));
    assertThat(RecordSchemas.violations("case", RecordJson.write(snapshot.withStatus("partial"))))
        .allMatch(violation -> !violation.contains("stages"));
  }

  @Test
  void aWriteThatNoSensorCouldTellOfIsNotObservable() {
    Episode episode = only(REGISTRATION, load("l", NOON + 2 * HOUR, DLL));
    assertThat(episode.unobservable()).containsExactly(Stage.WRITE);
    Case snapshot = assemble(episode, "iis_module_registered_loaded");
    assertThat(states(snapshot))
        .containsExactly("write not-observable", "registration seen", "load seen");
  }

  @Test
  void itDoesNotChangeTheScore() {
    Case blind = assemble(only(WRITE, REGISTRATION), "iis_module_written_registered");
    Case sighted =
        assemble(
            only(WRITE, REGISTRATION, load("o", NOON, OTHER)), "iis_module_written_registered");
    assertThat(sighted.stages()).last().extracting(Case.StageState::state).isEqualTo("missing");
    assertThat(sighted.why()).noneMatch(why -> why.contains("observable"));
    assertThat(blind.score()).isEqualTo(sighted.score());
    assertThat(blind.confidence()).isEqualTo(sighted.confidence());
  }

  @Test
  void anyLoadOnTheHostWithinFiveWeeksShowsThatSomebodyWatches() {
    for (long days : new long[] {-35, -1, 0, 7, 35}) {
      assertThat(only(WRITE, REGISTRATION, load("o", NOON + days * DAY, OTHER)).unobservable())
          .as("%d days", days)
          .isEmpty();
    }
    for (long days : new long[] {-36, 36, 400}) {
      assertThat(only(WRITE, REGISTRATION, load("o", NOON + days * DAY, OTHER)).unobservable())
          .as("%d days", days)
          .containsExactly(Stage.LOAD);
    }
  }

  @Test
  void whatIisReportsOfAFilterSaysNothingOfModuleLoads() {
    Evidence filter =
        EvidenceMaker.of("f", NOON, Stage.LOAD).kind(EventKind.IIS_MODULE).at(OTHER).make();
    assertThat(only(WRITE, REGISTRATION, filter).unobservable()).containsExactly(Stage.LOAD);
  }

  @Test
  void aSensorThatComesToLifeChangesTheCase() {
    Ledger ledger = new Ledger(LedgerOptions.defaults());
    InMemoryStore store = new InMemoryStore();
    ledger.record(WRITE, store);
    ledger.record(REGISTRATION, store);
    ledger.expectMore(ledger.episodes(DLL, store).get(0), store);
    assertThat(ledger.record(load("far", NOON + 36 * DAY, OTHER), store)).doesNotContain(DLL);
    assertThat(ledger.record(load("o", NOON + 9 * DAY, OTHER), store)).contains(DLL);
    assertThat(ledger.record(load("p", NOON + 9 * DAY + 1, OTHER), store)).doesNotContain(DLL);
    assertThat(ledger.record(load("q", NOON + 10 * DAY, OTHER), store)).doesNotContain(DLL);
  }

  @Property(tries = 300)
  void judgingWheneverToldEndsWithWhatIsTrueOfTheWhole(@ForAll Random random) {
    List<Evidence> evidence = new ArrayList<>();
    for (int i = 0; i < 3 + random.nextInt(12); i++) {
      Stage stage = List.of(Stage.WRITE, Stage.REGISTRATION, Stage.LOAD).get(random.nextInt(3));
      String path = random.nextInt(3) > 0 ? DLL : OTHER;
      long time = NOON + random.nextInt(16) * 7 * DAY + random.nextInt(2) * DAY;
      evidence.add(
          EvidenceMaker.of("e" + i, time, stage)
              .kind(stage == Stage.LOAD ? EventKind.IMAGE_LOAD : EventKind.FILE_EVENT)
              .at(path)
              .make());
    }
    Map<String, List<Stage>> judged = judgedAsTold(evidence);
    Collections.shuffle(evidence, random);
    assertThat(judgedAsTold(evidence)).isEqualTo(judged);
  }

  private static Map<String, List<Stage>> judgedAsTold(List<Evidence> evidence) {
    Ledger ledger = new Ledger(LedgerOptions.defaults());
    InMemoryStore store = new InMemoryStore();
    Map<String, List<Stage>> last = new TreeMap<>();
    for (Evidence each : evidence) {
      for (String anchor : ledger.record(each, store)) {
        for (Episode episode : ledger.episodes(anchor, store)) {
          ledger.expectMore(episode, store);
          last.put(
              anchor + episode.generation(), ledger.withCoverage(episode, store).unobservable());
        }
      }
    }
    Map<String, List<Stage>> whole = new TreeMap<>();
    for (String anchor : List.of(DLL, OTHER)) {
      for (Episode episode : ledger.episodes(anchor, store)) {
        whole.put(
            anchor + episode.generation(), ledger.withCoverage(episode, store).unobservable());
      }
    }
    assertThat(last).containsAllEntriesOf(whole);
    return whole;
  }

  private static Evidence load(String id, long time, String path) {
    return EvidenceMaker.of(id, time, Stage.LOAD).kind(EventKind.IMAGE_LOAD).at(path).make();
  }

  private static Episode only(Evidence... evidence) {
    Ledger ledger = new Ledger(LedgerOptions.defaults());
    InMemoryStore store = new InMemoryStore();
    for (Evidence each : evidence) {
      ledger.record(each, store);
    }
    List<Episode> episodes = ledger.episodes(DLL, store);
    assertThat(episodes).hasSize(1);
    return ledger.withCoverage(episodes.get(0), store);
  }

  private static Case assemble(Episode episode, String chain) {
    return new CaseAssembler(ChainLibrary.load(List.of())).assemble(episode, Set.of(chain));
  }

  private static List<String> states(Case snapshot) {
    return snapshot.stages().stream().map(each -> each.stage() + ' ' + each.state()).toList();
  }
}
