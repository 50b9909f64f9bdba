package dev.iischain.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.HostIdentity;
import dev.iischain.normalise.NormaliseOptions.HostKeyMode;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HostNamesTest {

  private final HostNames names = new HostNames(options(HostKeyMode.SHORT, Map.of()));

  @Test
  void everySpellingOfAHostIsOneHost() {
    List<String> spellings =
        List.of(
            "WEB01",
            "web01",
            "WEB01$",
            "web01.",
            "Web01.corp.example",
            "WEB01.CORP.EXAMPLE.",
            "CORP\\WEB01$",
            "\\\\WEB01",
            " web01 ");

    for (String spelling : spellings) {
      HostIdentity host = names.resolve("default", spelling, List.of());
      assertThat(host).as(spelling).isNotNull();
      assertThat(host.key()).isEqualTo("host:default/web01");
      assertThat(host.name()).isEqualTo("web01");
    }
    assertThat(spellings).hasSize(9);
  }

  @Test
  void namesAreCutWhereNetBiosCutsThem() {
    assertThat(names.resolve("t", "PRODWEBFRONTEND01.corp.example", List.of()).key())
        .isEqualTo(names.resolve("t", "PRODWEBFRONTEND", List.of()).key())
        .isEqualTo("host:t/prodwebfrontend");
  }

  @Test
  void whatIsNoMachineIsNoHost() {
    List<String> others =
        List.of(
            "10.0.0.5",
            "::1",
            "fe80::1%3",
            "localhost",
            "LOCALHOST.localdomain",
            "",
            " ",
            "-",
            "MINWINPC",
            "web 01",
            "a/b",
            "$",
            ".");

    for (String other : others) {
      assertThat(names.resolve("default", other, List.of())).as(other).isNull();
    }
    assertThat(names.resolve("default", null, List.of("cid:1"))).isNull();
    assertThat(others).hasSize(13);
  }

  @Test
  void aFullNameIsTheKeyWhereShortNamesRepeat() {
    HostNames full = new HostNames(options(HostKeyMode.FQDN, Map.of()));

    HostIdentity host = full.resolve("t", "WEB01.corp.example", List.of());

    assertThat(host.key()).isEqualTo("host:t/web01.corp.example");
    assertThat(host.name()).isEqualTo("web01");
    assertThat(host.fqdn()).isEqualTo("web01.corp.example");
    assertThat(full.resolve("t", "WEB01", List.of()).key()).isEqualTo("host:t/web01");
  }

  @Test
  void aVendorsIdTellsAMachineWithoutAName() {
    assertThat(names.resolve("t", null, List.of("aid:B", "cid:A")).key()).isEqualTo("cs:a/b");
    assertThat(names.resolve("t", "10.0.0.5", List.of("mde:AB")).key()).isEqualTo("mde:ab");
    HostIdentity named = names.resolve("t", "web01", List.of("mde:B", "aid:A", "aid:A", "x:"));
    assertThat(named.key()).isEqualTo("host:t/web01");
    assertThat(named.ids()).containsExactly("aid:a", "mde:b");
  }

  @Test
  void anAliasStandsForItsHost() {
    HostNames aliased =
        new HostNames(options(HostKeyMode.SHORT, Map.of("old01", "web01", "10.0.0.5", "web01")));

    assertThat(aliased.resolve("t", "OLD01.corp.example", List.of()).key())
        .isEqualTo("host:t/web01");
    assertThat(aliased.resolve("t", "10.0.0.5", List.of()).key()).isEqualTo("host:t/web01");
    assertThat(aliased.resolve("t", "old02", List.of()).key()).isEqualTo("host:t/old02");
  }

  private static NormaliseOptions options(HostKeyMode mode, Map<String, String> aliases) {
    return new NormaliseOptions(
        "default", mode, aliases, ZoneOffset.UTC, 1 << 20, 64, Duration.ofMinutes(5));
  }
}
