package dev.iischain.chain;

import static dev.iischain.chain.Evidences.DAY;
import static dev.iischain.chain.Evidences.DLL;
import static dev.iischain.chain.Evidences.HOUR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.Evidence;
import dev.iischain.event.Stage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a host remembers when an intruder floods it with decoys. */
class AdmissionTest {

  private static final int PLACES = 1_000;
  private static final int FLOOD = 150_000;
  private static final LedgerOptions OPTIONS =
      new LedgerOptions(Duration.ofDays(45), PLACES, 256, 24, 16, Duration.ofDays(87));

  private final Ledger ledger = new Ledger(OPTIONS);
  private final InMemoryStore store = new InMemoryStore();

  @ParameterizedTest
  @ValueSource(ints = {3, 12, 24})
  void aSlowChainThatBeganBeforeAFloodIsKeptWhole(int decoyPoints) {
    see(write("w", 0, DLL, 12));
    flood(decoyPoints, Stage.WRITE);
    see(registration("r", 3 * DAY, DLL));
    flood(decoyPoints, Stage.WRITE);
    see(load("l", 20 * DAY, DLL));
    assertThat(ids()).isEqualTo("w r l");
    assertThat(store.paths).hasSizeLessThanOrEqualTo(PLACES);
    assertThat(store.refused + store.evicted).isGreaterThan(FLOOD);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 12, 24})
  void aChainThatBeginsDuringAFloodIsFoundByItsRegistration(int decoyPoints) {
    flood(decoyPoints, Stage.WRITE);
    see(write("w", 0, DLL, 24));
    see(registration("r", HOUR, DLL));
    see(load("l", 20 * DAY, DLL));
    assertThat(ids()).isEqualTo(decoyPoints < 15 ? "w r l" : "r l");
  }

  @Test
  void evenAFloodOfLoadsLeavesRoomForRegistrations() {
    flood(22, Stage.LOAD);
    see(registration("r", HOUR, DLL));
    see(write("w", HOUR + 1, DLL, 12));
    see(load("l", 20 * DAY, DLL));
    assertThat(ids()).isEqualTo("r w l");
    assertThat(store.paths).hasSizeLessThanOrEqualTo(PLACES);
  }

  @Test
  void floodAfterFloodStaysWithinThePlaces() {
    for (int points : List.of(3, 24, 12)) {
      flood(points, Stage.WRITE);
    }
    flood(22, Stage.LOAD);
    flood(26, Stage.REGISTRATION);
    assertThat(store.paths).hasSizeLessThanOrEqualTo(PLACES);
    assertThat(store.joined.size()).isLessThanOrEqualTo(2 * PLACES);
  }

  @Test
  void whatGivesWayLeavesNothingBehind() {
    for (int i = 0; i < PLACES; i++) {
      see(write("p" + i, i, "c:\\tools\\plain" + i + ".dll", 12));
    }
    for (int i = 0; i < PLACES / 2; i++) {
      see(write("s" + i, i, "c:\\users\\public\\odd" + i + ".dll", 24));
    }
    assertThat(store.paths).hasSize(PLACES);
    assertThat(store.evicted).isEqualTo(PLACES / 2);
    assertThat(store.paths).containsKey("c:\\tools\\plain0.dll");
    assertThat(store.paths).doesNotContainKey("c:\\tools\\plain999.dll");
    assertThat(store.joined).containsKey("name:plain0.dll").doesNotContainKey("name:plain999.dll");
  }

  private void flood(int points, Stage stage) {
    for (int i = 0; i < FLOOD; i++) {
      String path = "c:\\users\\public\\" + stage.label() + points + '-' + i + ".dll";
      see(
          EvidenceMaker.of(stage.label() + points + '-' + i, i, stage)
              .at(path)
              .points(points)
              .make());
    }
  }

  private void see(Evidence evidence) {
    ledger.record(evidence, store);
  }

  private static Evidence write(String id, long time, String path, int points) {
    return EvidenceMaker.of(id, time, Stage.WRITE).at(path).points(points).make();
  }

  private static Evidence registration(String id, long time, String path) {
    return EvidenceMaker.of(id, time, Stage.REGISTRATION).at(path).make();
  }

  private static Evidence load(String id, long time, String path) {
    return EvidenceMaker.of(id, time, Stage.LOAD).at(path).make();
  }

  private String ids() {
    List<Episode> episodes = ledger.episodes(DLL, store);
    assertThat(episodes).hasSize(1);
    return String.join(
        " ",
        episodes.get(0).evidence().stream().map(each -> each.evidence().evidenceId()).toList());
  }
}
