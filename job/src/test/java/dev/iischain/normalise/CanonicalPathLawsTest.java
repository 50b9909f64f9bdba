package dev.iischain.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class CanonicalPathLawsTest {

  private static final String EVIL = "c:\\windows\\system32\\inetsrv\\evil.dll";

  @Property(tries = 5000)
  void aCanonicalPathIsItsOwnCanonicalPath(@ForAll("paths") String raw) {
    CanonicalPath once = CanonicalPath.canon(raw, "web01", null, false);

    assertThat(CanonicalPath.canon(once.path(), "web01", null, false).path())
        .isEqualTo(once.path());
  }

  @Property(tries = 2000)
  void anyTextGivesABoundedPath(@ForAll String raw, @ForAll String directory) {
    CanonicalPath path = CanonicalPath.canon(raw, "web01", directory, true);

    assertThat(path.path().length()).isLessThanOrEqualTo(CanonicalPath.MAX_LENGTH);
    assertThat(path.flags()).isSorted().doesNotHaveDuplicates();
  }

  @Property(tries = 200)
  void aLongTextGivesABoundedPath(
      @ForAll("pieces") String piece, @ForAll @IntRange(max = 20_000) int times) {
    CanonicalPath path = CanonicalPath.canon(piece.repeat(times), "web01", piece, false);

    assertThat(path.path().length()).isLessThanOrEqualTo(CanonicalPath.MAX_LENGTH);
  }

  @Property
  void caseNeverMatters(@ForAll("paths") String raw) {
    String ascii = raw.replaceAll("[^\\x20-\\x7e]", "");

    assertThat(CanonicalPath.canon(ascii.toUpperCase(Locale.ROOT), "web01", null, false).path())
        .isEqualTo(CanonicalPath.canon(ascii, "web01", null, false).path());
  }

  @Property
  void aLookAlikeIsAnotherFile(
      @ForAll @IntRange(min = 3, max = 35) int at, @ForAll("lookAlikes") char other) {
    String replaced = EVIL.substring(0, at) + other + EVIL.substring(at + 1);
    String inserted = EVIL.substring(0, at) + other + EVIL.substring(at);

    assertThat(CanonicalPath.canon(replaced, "web01", null, false).path()).isNotEqualTo(EVIL);
    assertThat(CanonicalPath.canon(inserted, "web01", null, false).path()).isNotEqualTo(EVIL);
  }

  @Provide
  Arbitrary<Character> lookAlikes() {
    return Arbitraries.of(
        '\u200b', '\u200d', '\ufeff', '\u00ad', '\u202e', '\u0435', '\u0456', '\u0455', '\u03bf',
        '\uff45', '\u0131', '\u0130', '\u212a', '\u00a0', '\u017f', '\u2024', '\u2215', '\uff3c');
  }

  @Provide
  Arbitrary<String> pieces() {
    return Arbitraries.of(
        "\\",
        "/",
        "C:",
        "c:\\",
        "\\\\?\\",
        "\\\\.\\",
        "\\??\\",
        "UNC\\",
        "%windir%",
        "%x%",
        "%",
        "!",
        "!temp!",
        "$env:windir",
        "${env:x}",
        "..",
        ".",
        " ",
        "\"",
        "'",
        "\u201d",
        ",",
        ".dll",
        ".dll,",
        "x",
        "~1",
        "PROGRA~1",
        "Windows",
        "System32",
        "Sysnative",
        "Users",
        "All Users",
        "ProgramData",
        "Application Data",
        "\\Device\\HarddiskVolume3",
        "\\Device\\Mup\\",
        "\\SystemRoot\\",
        "GLOBALROOT",
        "file:",
        "file:///",
        "%20",
        "web01",
        "c$",
        "admin$",
        ":",
        ":s",
        "Volume{1}",
        "\\GLOBAL??\\",
        "inetsrv",
        "\u0130",
        "\u200b",
        "\ud800",
        "\n",
        "\0",
        "@SSL",
        ";x",
        "\\\\",
        "localhost",
        "server");
  }

  @Provide
  Arbitrary<String> paths() {
    Arbitrary<String> wild = pieces().list().ofMaxSize(14).map(parts -> String.join("", parts));
    Arbitrary<String> tame =
        Combinators.combine(
                Arbitraries.of("C:\\", "\\\\web01\\c$\\", "\\Device\\HarddiskVolume2\\", ""),
                pieces().list().ofMaxSize(6))
            .as((root, parts) -> root + String.join("\\", parts));
    return Arbitraries.oneOf(wild, tame);
  }
}
