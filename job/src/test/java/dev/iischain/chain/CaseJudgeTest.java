package dev.iischain.chain;

import static dev.iischain.chain.Evidences.DLL;
import static dev.iischain.chain.Evidences.HOUR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.Case;
import dev.iischain.event.Evidence;
import dev.iischain.event.Evidence.Weight;
import dev.iischain.event.EvidenceEntry;
import dev.iischain.event.Signature.Trust;
import dev.iischain.event.Stage;
import dev.iischain.event.Vendor;
import dev.iischain.suppression.Entries;
import dev.iischain.suppression.SuppressionScope;
import dev.iischain.suppression.SuppressionSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What suppressions, trust and change windows leave of a case. */
class CaseJudgeTest {

  private static final List<Chain> CHAINS = ChainLibrary.load(List.of());
  private static final Evidence WRITE = Evidences.write("w", 0, DLL, null);
  private static final Evidence REGISTRATION = Evidences.registration("r", HOUR, DLL);
  private static final Evidence LOAD = Evidences.load("l", 2 * HOUR, DLL, null);
  private static final int WHOLE = 18 + 26 + 22 + 20 + 2 + 3;

  private static Verdict judge(SuppressionSet suppressions, Evidence... evidence) {
    List<Joined> joined = new ArrayList<>();
    List<Episode.StageCount> counts = new ArrayList<>();
    for (Evidence each : evidence) {
      joined.add(new Joined(each, Joined.Identity.PATH));
      counts.add(new Episode.StageCount(each.stage(), 1));
    }
    Set<String> matched = new TreeSet<>();
    for (Chain chain : CHAINS) {
      if (ChainSearch.isIn(chain, joined)) {
        matched.add(chain.name());
      }
    }
    Episode episode = new Episode("default", "host:default/web01", DLL, 0, joined, counts);
    return new CaseJudge(CHAINS, 35).judge(episode, matched, suppressions);
  }

  @Test
  void whatNoSensorCanTellEndsNoCase() {
    List<Joined> joined =
        List.of(
            new Joined(WRITE, Joined.Identity.PATH),
            new Joined(REGISTRATION, Joined.Identity.PATH));
    List<Episode.StageCount> counts =
        List.of(
            new Episode.StageCount(Stage.WRITE, 1), new Episode.StageCount(Stage.REGISTRATION, 1));
    Episode episode = new Episode("default", "host:default/web01", DLL, 0, joined, counts);
    CaseJudge judge = new CaseJudge(CHAINS, 35);
    Set<String> matched = Set.of("iis_module_written_registered");
    assertThat(judge.judge(episode, matched, SuppressionSet.NONE).ending()).isNotNull();
    assertThat(
            judge
                .judge(episode.unobservable(List.of(Stage.LOAD)), matched, SuppressionSet.NONE)
                .ending())
        .isNull();
  }

  private static Case caseOf(SuppressionSet suppressions, Evidence... evidence) {
    Verdict verdict = judge(suppressions, evidence);
    assertThat(verdict.mutedBy()).isNull();
    assertThat(verdict.reachesScore()).isTrue();
    return verdict.snapshot();
  }

  @Test
  void withoutSuppressionsNothingChanges() {
    Case plain = caseOf(SuppressionSet.NONE, WRITE, REGISTRATION, LOAD);
    assertThat(plain.score()).isEqualTo(WHOLE);
    assertThat(plain.suppressions()).isEmpty();
    assertThat(plain.timeline()).extracting(EvidenceEntry::suppressedBy).containsOnlyNulls();
    assertThat(caseOf(Entries.set("id: x\nhost: web02"), WRITE, REGISTRATION, LOAD))
        .isEqualTo(plain);
  }

  @Test
  void suppressedEvidenceLosesItsWeightAndStaysInTheTimelineMarked() {
    SuppressionSet set = Entries.set("id: x\nhost: web01\nstages: load");
    Case left = caseOf(set, WRITE, REGISTRATION, LOAD);
    assertThat(left.status()).isEqualTo("partial");
    assertThat(left.chains()).containsExactly("iis_module_written_registered");
    assertThat(left.score()).isEqualTo(18 + 26 + 8 + 3);
    assertThat(left.timeline())
        .extracting(EvidenceEntry::suppressedBy)
        .containsExactly(null, null, "x");
    assertThat(left.stages()).extracting(Case.StageState::state).containsOnly("seen");
    assertThat(left.why())
        .anyMatch(why -> why.contains("Suppression x takes the weight of 1 event"));
  }

  @Test
  void aCaseOfWhichTooLittleIsLeftIsMutedAndShownWhole() {
    SuppressionSet set =
        Entries.set("id: b\nhost: web01\nstages: [load]", "id: a\nhost: web01\nstages: write");
    Verdict verdict = judge(set, WRITE, REGISTRATION, LOAD);
    assertThat(verdict.mutedBy()).isNotNull();
    assertThat(verdict.mutedBy().id()).isEqualTo("a");
    assertThat(verdict.snapshot().score()).isEqualTo(WHOLE);
    assertThat(verdict.snapshot().status()).isEqualTo("complete");
    assertThat(verdict.snapshot().suppressions()).extracting("id").containsExactly("a", "b");
  }

  @Test
  void aSignerIsBelievedOnlyWhereTheSignatureHolds() {
    SuppressionSet set = Entries.set("id: x\nhost: web01\nsigner: Example Corp");
    Evidence valid = Evidences.signed(LOAD, Trust.TRUSTED, "Example Corp");
    Evidence broken = Evidences.signed(LOAD, Trust.UNTRUSTED, "Example Corp");
    Evidence unknown = Evidences.signed(LOAD, Trust.UNKNOWN, "Example Corp");
    assertThat(caseOf(set, WRITE, REGISTRATION, valid).status()).isEqualTo("partial");
    assertThat(caseOf(set, WRITE, REGISTRATION, broken).status()).isEqualTo("complete");
    assertThat(caseOf(set, WRITE, REGISTRATION, unknown).status()).isEqualTo("complete");
  }

  @Test
  void aChangeWindowKeepsTheCaseAtMediumAndNeverDropsIt() {
    SuppressionSet set =
        Entries.set("id: w\nkind: change-window\nhost: web01\nfrom: 1970-01-01\nticket: CHG-1");
    Case capped = caseOf(set, WRITE, REGISTRATION, LOAD);
    assertThat(capped.score()).isEqualTo(54);
    assertThat(capped.level()).isEqualTo("medium");
    assertThat(capped.status()).isEqualTo("complete");
    assertThat(capped.timeline()).extracting(EvidenceEntry::suppressedBy).containsOnlyNulls();
    assertThat(capped.suppressions()).extracting("ticket").containsExactly("CHG-1");
  }

  @Test
  void whatHappensOutsideOfTheWindowCountsWhole() {
    String window =
        "id: w\nkind: change-window\nhost: web01\nticket: T\nfrom: 1970-01-01\nexpiry: 1970-01-01T";
    Case loadOutside = caseOf(Entries.set(window + "01:30:00Z"), WRITE, REGISTRATION, LOAD);
    assertThat(loadOutside.score()).isEqualTo(54);
    Case twoOutside = caseOf(Entries.set(window + "00:30:00Z"), WRITE, REGISTRATION, LOAD);
    assertThat(twoOutside.score()).isEqualTo(26 + 22 + 8);
    assertThat(twoOutside.level()).isEqualTo("high");
  }

  @Test
  void trustLowersWeightAndNeverExcludes() {
    SuppressionSet set =
        Entries.set(
            "id: t\nkind: trust\npath: 'c:\\windows\\system32\\inetsrv\\*'\nsigner: Example Corp");
    Evidence signed = Evidences.signed(LOAD, Trust.TRUSTED, "Example Corp");
    Case lowered = caseOf(set, WRITE, REGISTRATION, signed);
    assertThat(lowered.score()).isEqualTo(18 + 26 + 8 + 3);
    assertThat(lowered.status()).isEqualTo("complete");
    assertThat(lowered.timeline()).extracting(EvidenceEntry::suppressedBy).containsOnlyNulls();
    assertThat(lowered.why()).anyMatch(why -> why.contains("Suppression t lowers the weight"));
  }

  @Test
  void whatTrustKeepsFromBecomingACaseIsToldToo() {
    SuppressionSet set =
        Entries.set(
            "id: t\nkind: trust\npath: 'c:\\windows\\system32\\inetsrv\\*'\nsigner: Example Corp");
    Evidence written = Evidences.signed(WRITE, Trust.TRUSTED, "Example Corp");
    Evidence loaded = Evidences.signed(LOAD, Trust.TRUSTED, "Example Corp");
    Verdict verdict = judge(set, written, loaded);
    assertThat(verdict.mutedBy()).isNotNull();
    assertThat(verdict.mutedBy().kind()).isEqualTo("trust");
  }

  @Test
  void aHostOfDevelopersScoresFifteenLessAndReachesMedium() {
    SuppressionSet set =
        new SuppressionSet(List.of(), new SuppressionScope(Set.of(), List.of("web*")));
    Case capped = caseOf(set, WRITE, REGISTRATION, LOAD);
    assertThat(capped.score()).isEqualTo(54);
    assertThat(capped.suppressions()).extracting("kind").containsExactly("development");
    Case partial = caseOf(set, WRITE, REGISTRATION);
    assertThat(partial.score()).isEqualTo(18 + 26 + 8 + 3 - 15);
    Evidence shell =
        Evidences.of(
            "b", HOUR, Stage.BEHAVIOUR, DLL, null, new Weight(10, 1, "shell"), Vendor.SYSMON);
    Case behaving = caseOf(set, WRITE, REGISTRATION, shell, LOAD);
    assertThat(behaving.score()).isGreaterThan(54);
  }

  @Test
  void trustIsVoidWhereTheModuleIsUnsignedOrWasReplaced() {
    String content = "aa".repeat(32);
    SuppressionSet set = Entries.set("id: t\nkind: trust\npath: '" + DLL + "'\nhash: " + content);
    Evidence written = Evidences.write("w", 0, DLL, content);
    Evidence loaded = Evidences.load("l", 2 * HOUR, DLL, content);
    int trusted = judge(set, written, REGISTRATION, loaded).snapshot().score();
    Evidence unsigned = Evidences.signed(loaded, Trust.UNTRUSTED, "nobody");
    assertThat(judge(set, written, REGISTRATION, unsigned).snapshot().score())
        .isGreaterThan(trusted);
    Evidence replaced = Evidences.load("l", 2 * HOUR, DLL, "bb".repeat(32));
    assertThat(judge(set, written, REGISTRATION, replaced).snapshot().score())
        .isGreaterThan(trusted);
  }
}
