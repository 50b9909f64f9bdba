package dev.iischain.chain;

import static dev.iischain.chain.Evidences.DAY;
import static dev.iischain.chain.Evidences.DLL;
import static dev.iischain.chain.Evidences.HOUR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.Evidence;
import dev.iischain.event.Stage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LedgerTest {

  private static final String STAGED = "c:\\users\\public\\a.tmp";
  private final Ledger ledger = new Ledger(LedgerOptions.defaults());
  private final InMemoryStore store = new InMemoryStore();

  @Test
  void writesAloneAreRememberedAndConcernNoImplant() {
    assertThat(ledger.record(Evidences.write("w", 0, DLL, null), store)).isEmpty();
    assertThat(store.paths).containsOnlyKeys(DLL);
    assertThat(ledger.episodes(DLL, store)).isEmpty();
  }

  @Test
  void laterStagesMakeThePathAnImplantWithAllItsEvidence() {
    ledger.record(Evidences.write("w", 0, DLL, null), store);
    assertThat(ledger.record(Evidences.registration("r", HOUR, DLL), store)).containsExactly(DLL);
    List<Episode> episodes = ledger.episodes(DLL, store);
    assertThat(episodes).hasSize(1);
    assertThat(ids(episodes.get(0))).containsExactly("w", "r");
    assertThat(episodes.get(0).stages()).containsExactly(Stage.WRITE, Stage.REGISTRATION);
  }

  @Test
  void copiesOfAnEventChangeNothing() {
    ledger.record(Evidences.registration("r", 0, DLL), store);
    assertThat(ledger.record(Evidences.registration("r", 0, DLL), store)).isEmpty();
    assertThat(ledger.episodes(DLL, store).get(0).events()).isEqualTo(1);
  }

  @Test
  void aWriteOfTheSameContentElsewhereBelongsToTheImplant() {
    ledger.record(Evidences.write("w", 0, STAGED, "aa"), store);
    ledger.record(Evidences.registration("r", HOUR, DLL), store);
    assertThat(ledger.record(Evidences.load("l", 2 * HOUR, DLL, "aa"), store)).containsExactly(DLL);
    Episode episode = ledger.episodes(DLL, store).get(0);
    assertThat(ids(episode)).containsExactly("w", "r", "l");
    assertThat(episode.evidence().get(0).identity()).isEqualTo(Joined.Identity.HASH);
    assertThat(ledger.episodes(STAGED, store)).isEmpty();
  }

  @Test
  void aLateWriteOfTheSameContentTouchesTheImplantItBelongsTo() {
    ledger.record(Evidences.load("l", 2 * HOUR, DLL, "aa"), store);
    assertThat(ledger.record(Evidences.write("w", 0, STAGED, "aa"), store)).containsExactly(DLL);
    assertThat(ids(ledger.episodes(DLL, store).get(0))).containsExactly("w", "l");
  }

  @Test
  void aWriteOfOtherContentElsewhereStaysOut() {
    ledger.record(Evidences.write("w", 0, STAGED, "bb"), store);
    ledger.record(Evidences.load("l", HOUR, DLL, "aa"), store);
    assertThat(ids(ledger.episodes(DLL, store).get(0))).containsExactly("l");
  }

  @Test
  void aSilenceLongerThanAnyChainAndLatenessStartsANewGeneration() {
    ledger.record(Evidences.registration("r1", 0, DLL), store);
    ledger.record(Evidences.load("l1", 87 * DAY, DLL, null), store);
    ledger.record(Evidences.load("l2", 174 * DAY + 1, DLL, null), store);
    List<Episode> episodes = ledger.episodes(DLL, store);
    assertThat(episodes).extracting(Episode::generation).containsExactly(0, 1);
    assertThat(ids(episodes.get(0))).containsExactly("r1", "l1");
    assertThat(ids(episodes.get(1))).containsExactly("l2");
    assertThat(CaseAssembler.caseId(episodes.get(0)))
        .isNotEqualTo(CaseAssembler.caseId(episodes.get(1)));
  }

  @Test
  void aStormOfLoadsKeepsItsEndsAndCountsUpToTheBound() {
    for (int i = 0; i < 1_000; i++) {
      ledger.record(Evidences.load(String.format("l%04d", i), i * 1_000L, DLL, null), store);
    }
    Episode episode = ledger.episodes(DLL, store).get(0);
    assertThat(ids(episode)).containsExactly("l0000", "l0001", "l0998", "l0999");
    assertThat(episode.events()).isEqualTo(StageDay.MAX_COUNTED);
  }

  @Property(tries = 300)
  void everyOrderAndRepetitionGivesTheSameEpisodes(
      @ForAll Random random, @ForAll @IntRange(min = 1, max = 60) int size) {
    List<Evidence> history = history(random, size);
    InMemoryStore straight = remember(history);
    List<Evidence> shuffled = new ArrayList<>(history);
    shuffled.addAll(history.subList(0, size / 2));
    Collections.shuffle(shuffled, random);
    InMemoryStore other = remember(shuffled);
    assertThat(other.paths).isEqualTo(straight.paths);
    for (String path : new TreeSet<>(straight.paths.keySet())) {
      assertThat(ledger.episodes(path, other)).isEqualTo(ledger.episodes(path, straight));
    }
  }

  @Property(tries = 200)
  void whoeverChangesAnEpisodeIsTold(
      @ForAll Random random, @ForAll @IntRange(min = 1, max = 40) int size) {
    InMemoryStore remembered = new InMemoryStore();
    for (Evidence evidence : history(random, size)) {
      List<List<Episode>> before = all(remembered);
      List<String> touched = ledger.record(evidence, remembered);
      List<List<Episode>> after = all(remembered);
      if (!after.equals(before)) {
        assertThat(touched).isNotEmpty();
      }
    }
  }

  private static final List<String> PATHS = List.of(DLL, STAGED, "c:\\inetpub\\b.dll");

  private List<List<Episode>> all(InMemoryStore remembered) {
    return PATHS.stream().map(path -> ledger.episodes(path, remembered)).toList();
  }

  private InMemoryStore remember(List<Evidence> history) {
    InMemoryStore remembered = new InMemoryStore();
    for (Evidence evidence : history) {
      ledger.record(evidence, remembered);
    }
    return remembered;
  }

  private static List<Evidence> history(Random random, int size) {
    List<Evidence> history = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      String path = PATHS.get(random.nextInt(PATHS.size()));
      String hash = List.of("aa", "bb", "").get(random.nextInt(3));
      String known = hash.isEmpty() ? null : hash;
      long time = 6 * HOUR * random.nextInt(100);
      history.add(
          switch (random.nextInt(3)) {
            case 0 -> Evidences.write("e" + i, time, path, known);
            case 1 -> Evidences.registration("e" + i, time, path);
            default -> Evidences.load("e" + i, time, path, known);
          });
    }
    return history;
  }

  private static List<String> ids(Episode episode) {
    return episode.evidence().stream().map(joined -> joined.evidence().evidenceId()).toList();
  }
}
