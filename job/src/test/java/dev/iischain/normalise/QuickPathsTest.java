package dev.iischain.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Every short cut says what the long way says. */
class QuickPathsTest {

  @Property(tries = 5000)
  void aVolumeDeviceIsReadAsTheLongWayReadsIt(
      @ForAll("devices") String device, @ForAll("paths") String rest) {
    // A doubled backslash means the same, and is never plain.
    CanonicalPath longWay = CanonicalPath.canon(device + "\\\\" + rest, "web01", null, false);

    assertThat(CanonicalPath.canon(device + "\\" + rest, "web01", null, false)).isEqualTo(longWay);
  }

  @Example
  void aLookAlikeOfAVolumeDeviceIsNone() {
    assertThat(volume("\\Device\\HarddiskVolume3\\x.dll")).isTrue();
    assertThat(volume("\\DEVICE\\HARDDISKVOLUME12\\x.dll")).isTrue();
    assertThat(volume("\\Dev\u0131ce\\HarddiskVolume3\\x.dll")).isFalse();
    assertThat(volume("\\Device\\Harddis\u212aVolume3\\x.dll")).isFalse();
    assertThat(volume("\\Device\\HarddiskVolume\\x.dll")).isFalse();
    assertThat(volume("\\Device\\HarddiskVolume3x\\x.dll")).isFalse();
  }

  @Property(tries = 5000)
  void aToolIsNamedByWhatItsSkeletonSays(@ForAll("words") String word) {
    for (String tool : new String[] {ToolName.APPCMD, ToolName.GACUTIL, "cmd.exe"}) {
      assertThat(ToolName.isNamed(word, tool)).isEqualTo(ToolName.skeleton(word).equals(tool));
    }
  }

  @Property(tries = 5000)
  void aLookAlikeIsFoundWhateverStandsBeforeItsName(@ForAll("words") String word) {
    String name = word.substring(word.lastIndexOf('\\') + 1);

    assertThat(ToolName.isLookAlike("C:\\m\u00fcller\\" + name))
        .isEqualTo(ToolName.isLookAlike(name));
  }

  @Example
  void anIdIsTheSameOnEveryThreadAndAfterOthers() throws InterruptedException {
    String first = StableId.of("ev-", "a", null, "");
    StableId.of("ev-", "another");
    String[] elsewhere = new String[1];
    Thread thread = new Thread(() -> elsewhere[0] = StableId.of("ev-", "a", null, ""));
    thread.start();
    thread.join();

    assertThat(StableId.of("ev-", "a", null, "")).isEqualTo(first).matches("ev-[a-z2-7]{32}");
    assertThat(elsewhere[0]).isEqualTo(first);
    assertThat(StableId.of("ev-", "a", "", "")).isNotEqualTo(first);
    assertThat(StableId.of("ev-", "a", null)).isNotEqualTo(first);
  }

  private static boolean volume(String path) {
    return CanonicalPath.canon(path, "web01", null, false).flags().contains(Flags.VOLUME);
  }

  @Provide
  Arbitrary<String> devices() {
    return Arbitraries.of(
        "\\Device\\HarddiskVolume3",
        "\\device\\harddiskvolume12",
        "\\DEVICE\\HARDDISKVOLUME1",
        "\\Device\\HarddiskVolume");
  }

  @Provide
  Arbitrary<String> paths() {
    return pieces("Windows", "Users", "All Users", "sysnative", "a~1", "x.dll", "%temp%", "\u00e9");
  }

  @Provide
  Arbitrary<String> words() {
    return pieces("appcmd", "AppCmd", ".EXE", ".exe", "gacutil", "cmd", "\u0430ppcmd", "\"", "/");
  }

  private static Arbitrary<String> pieces(String... own) {
    return Arbitraries.oneOf(
            Arbitraries.of(own), Arbitraries.of("\\", ".", " ", ":", "b", "C:\\", ".."))
        .list()
        .ofMaxSize(6)
        .map(parts -> String.join("", parts));
  }
}
