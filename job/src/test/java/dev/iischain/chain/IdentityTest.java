package dev.iischain.chain;

import static dev.iischain.chain.Evidences.DAY;
import static dev.iischain.chain.Evidences.DLL;
import static dev.iischain.chain.Evidences.HOUR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.chain.Joined.Identity;
import dev.iischain.event.EventKind;
import dev.iischain.event.Evidence;
import dev.iischain.event.Stage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which evidence belongs together, by which link, whichever comes first. */
class IdentityTest {

  private static final long MINUTE = 60_000L;
  private static final String STAGED = "c:\\users\\public\\a.tmp";
  private static final String SHADOW =
      "c:\\windows\\microsoft.net\\framework64\\v4.0.30319\\temporary asp.net files\\root\\1a\\2b"
          + "\\assembly\\dl3\\aa\\bb\\diag.dll";
  private static final String BIN = "c:\\inetpub\\wwwroot\\bin\\diag.dll";
  private static final String GAC =
      "c:\\windows\\microsoft.net\\assembly\\gac_msil\\diag\\v4.0_1.0.0.0__b03f5f7f11d50a3a"
          + "\\diag.dll";
  private static final Evidence REGISTERED = registered("r", HOUR).at(DLL).make();
  private static final Evidence LOADED = loaded("l", 2 * HOUR).at(DLL).content("aa").make();

  @Test
  void onePath() {
    assertThat(one(written("w", 0).at(DLL).make(), REGISTERED, LOADED))
        .isEqualTo("w=PATH r=PATH l=PATH");
  }

  @Test
  void oneContent() {
    assertThat(one(written("w", 0).at(STAGED).content("aa").make(), REGISTERED, LOADED))
        .isEqualTo("w=HASH r=PATH l=PATH");
    assertThat(one(written("w", 0).at(STAGED).content("bb").make(), REGISTERED, LOADED))
        .isEqualTo("r=PATH l=PATH");
  }

  @Test
  void aRenamedFile() {
    Evidence renamed = written("n", MINUTE).at(DLL, "from:" + STAGED).make();
    assertThat(one(written("w", 0).at(STAGED).make(), renamed, REGISTERED, LOADED))
        .isEqualTo("w=RENAME n=PATH r=PATH l=PATH");
  }

  @Test
  void aFileRenamedTwiceAndCopiedBefore() {
    String second = "c:\\windows\\temp\\b.tmp";
    assertThat(
            one(
                written("w", 0).at("c:\\users\\public\\orig.bin").content("cc").make(),
                written("c", 1).at(STAGED).content("cc").make(),
                written("n", 2).at(second, "from:" + STAGED).make(),
                written("m", 3).at(DLL, "from:" + second).make(),
                REGISTERED))
        .isEqualTo("w=RENAME c=RENAME n=RENAME m=PATH r=PATH");
  }

  @Test
  void aFileRenamedAfterItWasRegistered() {
    String later = "c:\\windows\\system32\\inetsrv\\later.dll";
    assertThat(
            all(
                REGISTERED,
                written("n", HOUR + 1).at(later, "from:" + DLL).make(),
                loaded("l", 2 * HOUR).at(later).make()))
        .containsExactly(
            DLL + ": r=PATH n=RENAME l=RENAME", later + " belongs to " + DLL + ": n=PATH l=PATH");
  }

  @Test
  void theOtherBitness() {
    String narrow = "c:\\windows\\syswow64\\inetsrv\\diag.dll";
    assertThat(
            one(
                written("w", 0).at(narrow).make(),
                REGISTERED,
                loaded("l", 2 * HOUR).at(narrow).make()))
        .isEqualTo("w=ALIAS r=PATH l=ALIAS");
  }

  @Test
  void anUnknownVolume() {
    String known = "d:\\web\\diag.dll";
    String guessed = "c:\\web\\diag.dll";
    assertThat(
            all(
                written("w", 0).at(guessed, "vol").make(),
                registered("r", HOUR).at(known).make(),
                loaded("l", 2 * HOUR).at(guessed, "vol").make()))
        .containsExactly(
            guessed + " belongs to " + known + ": w=PATH l=PATH",
            known + ": w=ALIAS r=PATH l=ALIAS");
  }

  @Test
  void anotherDriveThatIsKnownIsAnotherFile() {
    assertThat(
            all(
                written("w", 0).at("c:\\web\\isapi.dll").make(),
                registered("r", HOUR).at("d:\\web\\isapi.dll").make()))
        .containsExactly("d:\\web\\isapi.dll: r=PATH");
  }

  @Test
  void shortNames() {
    String named = "c:\\programdata\\drm\\manage~1.dll";
    String file = "c:\\programdata\\drm\\managedengine64.dll";
    assertThat(
            all(
                registered("r", HOUR).at(named, "short").make(),
                loaded("l", 2 * HOUR).at(file).make()))
        .containsExactlyInAnyOrder(
            named + ": r=PATH l=ALIAS", file + " belongs to " + named + ": l=PATH");
    assertThat(
            all(
                registered("r", HOUR).at("c:\\progra~9\\x\\diag.dll", "short").make(),
                loaded("l", 2 * HOUR).at("c:\\users\\x\\diag.dll").make()))
        .hasSize(2)
        .noneMatch(line -> line.contains("belongs"));
  }

  @Test
  void aModuleThatIsOnlyNamed() {
    assertThat(
            one(
                registered("r", HOUR).at(DLL).named("module:diag").make(),
                registered("a", HOUR + 1).named("module:diag").make(),
                LOADED))
        .isEqualTo("r=PATH a=MODULE_NAME l=PATH");
    assertThat(
            one(
                registered("r", HOUR).at(DLL).named("module:diag").make(),
                registered("a", HOUR + 1).named("module:other").make()))
        .isEqualTo("r=PATH");
  }

  @Test
  void anInventoryTellsWhichFileANameMeans() {
    assertThat(
            one(
                written("w", 0).at(DLL).make(),
                EvidenceMaker.of("i", 9 * DAY, null)
                    .kind(EventKind.MODULE_INVENTORY)
                    .at(DLL)
                    .named("module:diag")
                    .make(),
                registered("a", HOUR).named("module:diag").make()))
        .isEqualTo("w=PATH a=MODULE_NAME");
  }

  @Test
  void anAssemblyInABinFolderAndItsShadowCopy() {
    assertThat(
            one(
                written("w", 0).at(BIN).make(),
                registered("r", HOUR).named("assembly:diag", "module:diag").make(),
                loaded("l", 2 * HOUR).at(SHADOW).make()))
        .isEqualTo("w=ASSEMBLY r=PATH l=ASSEMBLY");
  }

  @Test
  void anAssemblyThatWasInstalledIntoTheGlobalCache() {
    String source = "c:\\temp\\diag.dll";
    assertThat(
            one(
                written("w", 0).at(source).make(),
                registered("g", HOUR).at(source).named("assembly:diag").make(),
                written("c", HOUR + 1).at(GAC).make(),
                registered("r", HOUR + 2)
                    .named("assembly:diag", "module:diag", "token:b03f5f7f11d50a3a")
                    .make(),
                loaded("l", 2 * HOUR).at(GAC).make()))
        .isEqualTo("w=ASSEMBLY g=ASSEMBLY c=ASSEMBLY r=PATH l=ASSEMBLY");
  }

  @Test
  void anAssemblyOfAnotherPublicKeyIsHardlyTheSame() {
    assertThat(
            one(
                registered("r", HOUR).named("assembly:diag", "token:0123456789abcdef").make(),
                loaded("l", 2 * HOUR).at(GAC).make()))
        .isEqualTo("r=PATH l=BASENAME");
  }

  @Test
  void aFileOfTheSameName() {
    String other = "c:\\users\\public\\diag.dll";
    assertThat(one(written("w", 50 * MINUTE).at(other).make(), REGISTERED))
        .isEqualTo("w=BURST r=PATH");
    assertThat(one(written("w", 50 * MINUTE - 1).at(other).make(), REGISTERED))
        .isEqualTo("w=BASENAME r=PATH");
    assertThat(one(REGISTERED, written("w", 7 * DAY + HOUR).at(other).make()))
        .isEqualTo("r=PATH w=BASENAME");
    assertThat(one(REGISTERED, written("w", 7 * DAY + HOUR + 1).at(other).make()))
        .isEqualTo("r=PATH");
    assertThat(
            one(
                REGISTERED,
                written("w", HOUR + 1)
                    .at(other)
                    .by("cmd /c COPY C:\\Windows\\System32\\inetsrv\\diag.dll C:\\Users\\Public")
                    .make()))
        .isEqualTo("r=PATH w=COPY");
  }

  @Test
  void theNameOfABuiltInModuleJoinsNothing() {
    assertThat(
            one(
                written("w", HOUR).at("c:\\users\\public\\static.dll").make(),
                registered("r", HOUR).at("c:\\windows\\system32\\inetsrv\\static.dll").make()))
        .isEqualTo("r=PATH");
  }

  @Test
  void lookAlikePathsNeverMerge() {
    for (String other :
        List.of(
            "c:\\windows\\system32\\inet\u200bsrv\\stat.dll",
            "c:\\windows\\system32\\in\u0435tsrv\\stat.dll",
            "c:\\windows\\system32\\inetsrv\\st\u0430t.dll")) {
      String real = "c:\\windows\\system32\\inetsrv\\stat.dll";
      List<String> lines =
          all(
              written("w", 0).at(other, "unicode").make(),
              registered("r", 30 * DAY).at(real).make(),
              loaded("l", 31 * DAY).at(other, "unicode").make());
      assertThat(lines).containsExactlyInAnyOrder(real + ": r=PATH", other + ": w=PATH l=PATH");
    }
  }

  @Test
  void allCopiesOfARegisteredFileAreOneImplant() {
    String copy = "c:\\windows\\temp\\copy.dll";
    assertThat(
            all(
                written("w", 0).at(copy).content("aa").make(),
                written("v", 1).at(copy).make(),
                written("x", 2).at(copy).content("bb").make(),
                REGISTERED,
                LOADED,
                loaded("m", 3 * HOUR).at(copy).content("aa").make()))
        .containsExactly(
            DLL + ": w=HASH v=ALIAS r=PATH l=PATH m=HASH",
            copy + " belongs to " + DLL + ": w=PATH v=PATH x=PATH m=PATH");
  }

  @Test
  void ofTwoRegisteredCopiesTheFirstByNameHoldsTheCase() {
    String other = "c:\\windows\\system32\\inetsrv\\zz.dll";
    assertThat(
            all(
                REGISTERED,
                LOADED,
                registered("s", HOUR).at(other).make(),
                loaded("m", 3 * HOUR).at(other).content("aa").make()))
        .containsExactly(
            DLL + ": r=PATH s=ALIAS l=PATH m=HASH",
            other + " belongs to " + DLL + ": r=ALIAS s=PATH l=HASH m=PATH");
  }

  @Test
  void behaviourWithinADayOfAnyStage() {
    Evidence near = EvidenceMaker.of("b", 2 * HOUR + DAY, Stage.BEHAVIOUR).points(10).make();
    Evidence far = EvidenceMaker.of("f", 2 * HOUR + DAY + 1, Stage.BEHAVIOUR).points(10).make();
    Evidence slight = EvidenceMaker.of("s", HOUR - DAY, Stage.BEHAVIOUR).points(3).make();
    assertThat(one(REGISTERED, LOADED, near, far, slight)).isEqualTo("s=HOST r=PATH l=PATH b=HOST");
    assertThat(one(REGISTERED, near)).isEqualTo("r=PATH");
  }

  @Test
  void aChangeOfTheConfigurationThatNobodyExplains() {
    Evidence config =
        registered("c", HOUR)
            .at("c:\\windows\\system32\\inetsrv\\config\\applicationhost.config")
            .points(10)
            .make();
    assertThat(one(written("w", 0).at(DLL).make(), config, LOADED))
        .isEqualTo("w=PATH c=CONFIGURATION l=PATH");
    assertThat(one(written("w", 0).at(DLL).points(3).make(), config, LOADED))
        .isEqualTo("w=PATH l=PATH");
    assertThat(
            one(
                written("w", 7 * DAY + HOUR + 1).at(DLL).make(),
                config,
                loaded("l", 8 * DAY).at(DLL).make()))
        .isEqualTo("w=PATH l=PATH");
  }

  private static EvidenceMaker written(String id, long time) {
    return EvidenceMaker.of(id, time, Stage.WRITE);
  }

  private static EvidenceMaker registered(String id, long time) {
    return EvidenceMaker.of(id, time, Stage.REGISTRATION);
  }

  private static EvidenceMaker loaded(String id, long time) {
    return EvidenceMaker.of(id, time, Stage.LOAD);
  }

  private static String one(Evidence... evidence) {
    List<String> lines = all(evidence);
    assertThat(lines).hasSize(1);
    return lines.get(0).substring(lines.get(0).indexOf(": ") + 2);
  }

  /** What the implants are and what belongs to each, the same for every order of arrival. */
  private static List<String> all(Evidence... evidence) {
    List<List<Evidence>> orders = new ArrayList<>();
    permute(new ArrayList<>(List.of(evidence)), 0, orders);
    List<String> first = null;
    for (List<Evidence> order : orders) {
      List<String> lines = remember(order);
      if (first == null) {
        first = lines;
      }
      assertThat(lines).as("in the order %s", order).isEqualTo(first);
    }
    assertThat(first).isNotNull();
    return first;
  }

  private static List<String> remember(List<Evidence> order) {
    Ledger ledger = new Ledger(LedgerOptions.defaults());
    InMemoryStore store = new InMemoryStore();
    TreeMap<String, List<Episode>> told = new TreeMap<>();
    for (Evidence each : order) {
      for (String anchor : ledger.record(each, store)) {
        List<Episode> episodes = ledger.episodes(anchor, store);
        told.put(anchor, episodes);
        episodes.forEach(episode -> ledger.expectMore(episode, store));
      }
    }
    List<String> lines = new ArrayList<>();
    for (String anchor : new java.util.TreeSet<>(store.paths.keySet())) {
      List<Episode> episodes = ledger.episodes(anchor, store);
      assertThat(told.getOrDefault(anchor, List.of())).as("told of %s", anchor).isEqualTo(episodes);
      for (Episode episode : episodes) {
        lines.add(line(episode));
      }
    }
    return lines;
  }

  private static String line(Episode episode) {
    StringBuilder line = new StringBuilder(episode.path());
    if (episode.owner() != null) {
      line.append(" belongs to ").append(episode.owner());
    }
    line.append(':');
    for (Joined joined : episode.evidence()) {
      line.append(' ').append(joined.evidence().evidenceId()).append('=').append(joined.identity());
    }
    return line.toString();
  }

  private static void permute(List<Evidence> list, int from, List<List<Evidence>> orders) {
    if (from == list.size()) {
      orders.add(List.copyOf(list));
      return;
    }
    for (int i = from; i < list.size(); i++) {
      Collections.swap(list, from, i);
      permute(list, from + 1, orders);
      Collections.swap(list, from, i);
    }
  }

  @Test
  void everyIdentityHasTheStrengthOfTheDesign() {
    assertThat(Identity.values())
        .extracting(each -> each + " " + each.label() + " " + each.strength())
        .containsExactly(
            "PATH path 1.0",
            "HASH hash 1.0",
            "RENAME rename 0.9",
            "ALIAS alias 0.8",
            "MODULE_NAME module-name 0.95",
            "ASSEMBLY assembly 0.8",
            "COPY basename 0.65",
            "BURST basename 0.5",
            "BASENAME basename 0.35",
            "CONFIGURATION configuration 0.6",
            "HOST host 1.0");
  }
}
