package dev.iischain.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.Hashes;
import dev.iischain.event.Stage;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuppressionSetTest {

  private static final long NOON = 1_790_000_000_000L;
  private static final String SHA256 = "ab".repeat(32);
  private static final Subject LOAD =
      new Subject(
          "web01",
          "web01.corp.example",
          "c:\\program files\\example\\agent.dll",
          new Hashes(SHA256, null, null),
          "example corp",
          "c:\\windows\\system32\\inetsrv\\w3wp.exe",
          "agentmodule",
          List.of("a_rule"),
          Stage.LOAD,
          NOON,
          NOON);
  private static final Subject NOTHING_KNOWN =
      new Subject("web01", null, null, Hashes.NONE, null, null, null, List.of(), null, NOON, NOON);

  private static boolean covers(String yaml, Subject subject) {
    return !Entries.set("id: x\n" + yaml.replace("; ", "\n")).covering(subject).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "host: web01",
        "host: WEB*",
        "host: '*.corp.example'",
        "host: [other, web01]",
        "path: 'C:\\Program Files\\Example\\*'",
        "path: '%ProgramFiles%\\Example\\Agent.dll'",
        "hash: abababababababababababababababababababababababababababababababab",
        "host: web01; signer: Example*",
        "host: web01; writer: '%windir%\\system32\\inetsrv\\w3wp.exe'",
        "host: web01; module: Agent*",
        "host: web01; rules: a_rule",
        "host: web01; stages: [write, load]",
        "path: '*\\agent.dll'; signer: Example Corp",
      })
  void everyCriterionCanHold(String yaml) {
    assertThat(covers(yaml, LOAD)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "host: web02",
        "host: web0",
        "path: 'C:\\Program Files\\Other\\*'",
        "hash: cdabababababababababababababababababababababababababababababab00",
        "host: web01; signer: Example",
        "host: web01; writer: 'c:\\w3wp.exe'",
        "host: web01; module: Agent",
        "host: web01; rules: rule_load",
        "host: web01; stages: write",
        "host: web02; path: 'C:\\Program Files\\Example\\*'",
      })
  void allOfTheNamedCriteriaMustHold(String yaml) {
    assertThat(covers(yaml, LOAD)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "host: '*.corp.example'",
        "path: 'C:\\Program Files\\Example\\*'",
        "hash: abababababababababababababababababababababababababababababababab",
        "host: web01; signer: Example*",
        "host: web01; writer: 'c:\\windows\\*'",
        "host: web01; module: Agent*",
        "host: web01; rules: a_rule",
        "host: web01; stages: load",
      })
  void whatIsUnknownIsNoMatch(String yaml) {
    assertThat(covers(yaml, NOTHING_KNOWN)).isFalse();
    assertThat(covers("host: web01", NOTHING_KNOWN)).isTrue();
  }

  @Test
  void anEntryCoversEventsFromItsStartToBeforeItsEnd() {
    String entry = "host: web01; from: 2026-09-21T00:00:00Z; expiry: 2026-09-22T00:00:00Z";
    long start = 1_789_948_800_000L;
    long day = 86_400_000L;
    assertThat(covers(entry, at(start, start))).isTrue();
    assertThat(covers(entry, at(start, start + day - 1))).isTrue();
    assertThat(covers(entry, at(start - 1, start))).isFalse();
    assertThat(covers(entry, at(start, start + day))).isFalse();
  }

  private static Subject at(long first, long last) {
    return new Subject(
        "web01", null, null, Hashes.NONE, null, null, null, List.of(), null, first, last);
  }

  @Test
  void aWildcardReachesNoPlaceThatEverybodyMayWriteToUnlessTheContentIsKnown() {
    Subject dropped = atPath("c:\\windows\\temp\\x.dll");
    assertThat(covers("path: 'c:\\windows\\*'", atPath("c:\\windows\\system32\\x.dll"))).isTrue();
    assertThat(covers("path: 'c:\\windows\\*'", dropped)).isFalse();
    assertThat(covers("path: 'c:\\windows\\temp\\x.dll'", dropped)).isTrue();
    assertThat(covers("path: 'c:\\windows\\*'; signer: Example Corp", dropped)).isTrue();
  }

  private static Subject atPath(String path) {
    return new Subject(
        "web01", null, path, Hashes.NONE, "example corp", null, null, List.of(), null, NOON, NOON);
  }

  @Test
  void everyRuleThatRaisesAlertsMustBeMeant() {
    SuppressionSet set =
        new SuppressionSet(
            List.of(Entries.of("id: x\nhost: web01\nrules: a_rule")),
            new SuppressionScope(Set.of("evidence"), List.of()));
    assertThat(set.covering(matched("a_rule"))).hasSize(1);
    assertThat(set.covering(matched("a_rule", "evidence"))).hasSize(1);
    assertThat(set.covering(matched("a_rule", "other_rule"))).isEmpty();
    assertThat(set.covering(matched("evidence"))).isEmpty();
    assertThat(set.covering(matched())).isEmpty();
  }

  private static Subject matched(String... rules) {
    return new Subject(
        "web01", null, null, Hashes.NONE, null, null, null, List.of(rules), null, NOON, NOON);
  }

  @Test
  void whatCoversComesById() {
    SuppressionSet set =
        Entries.set("id: b\nhost: web01", "id: a\nhost: web*", "id: c\nhost: other");
    assertThat(set.covering(LOAD)).extracting(Suppression::id).containsExactly("a", "b");
    assertThat(SuppressionSet.NONE.covering(LOAD)).isEmpty();
    assertThat(SuppressionSet.NONE.isEmpty()).isTrue();
    assertThat(set.isEmpty()).isFalse();
  }
}
