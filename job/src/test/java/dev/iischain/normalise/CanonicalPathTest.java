package dev.iischain.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CanonicalPathTest {

  private static final String EVIL = "c:\\windows\\system32\\inetsrv\\evil.dll";
  private static final String ENGINE = "c:\\programdata\\microsoft\\drm\\log\\managedengine64.dll";

  static List<String> spellingsOfOneFile() {
    return List.of(
        "C:\\Windows\\System32\\inetsrv\\evil.dll",
        "\\??\\C:\\Windows\\System32\\inetsrv\\evil.dll",
        "\\\\?\\C:\\WINDOWS\\system32\\InetSrv\\EVIL.DLL",
        "\\\\.\\C:\\Windows\\System32\\inetsrv\\evil.dll",
        "\\GLOBAL??\\C:\\Windows\\System32\\inetsrv\\evil.dll",
        "\\DosDevices\\C:\\Windows\\System32\\inetsrv\\evil.dll",
        "\\Device\\HarddiskVolume3\\Windows\\System32\\inetsrv\\evil.dll",
        "\\\\?\\GLOBALROOT\\Device\\HarddiskVolume12\\Windows\\System32\\inetsrv\\evil.dll",
        "%windir%\\System32\\inetsrv\\evil.dll",
        "%%SystemRoot%%\\System32\\inetsrv\\evil.dll",
        "%SystemRoot%\\System32\\inetsrv\\evil.dll",
        "%SystemDrive%\\Windows\\System32\\inetsrv\\evil.dll",
        "C:\\Windows\\Sysnative\\inetsrv\\evil.dll",
        "\\SystemRoot\\System32\\inetsrv\\evil.dll",
        "C:/Windows/System32/inetsrv/evil.dll",
        "\"C:\\Windows\\System32\\inetsrv\\evil.dll\"",
        "'C:\\Windows\\System32\\inetsrv\\evil.dll'",
        "\u201cC:\\Windows\\System32\\inetsrv\\evil.dll\u201d",
        "C:\\Windows\\System32\\inetsrv\\evil.dll ",
        "C:\\Windows\\System32\\inetsrv\\evil.dll.",
        "C:\\Windows\\System32\\..\\System32\\.\\inetsrv\\\\evil.dll",
        "$env:windir\\System32\\inetsrv\\evil.dll",
        "${env:SystemRoot}\\System32\\inetsrv\\evil.dll",
        "!windir!\\System32\\inetsrv\\evil.dll",
        "\\Windows\\System32\\inetsrv\\evil.dll",
        "file:///C:/Windows/System32/inetsrv/evil.dll",
        "C:\\Windows\\System32\\inetsrv\\evil.dll:Zone.Identifier",
        "C:\\Windows\\System32\\inetsrv\\evil.dll::$DATA",
        "C:\\Windows\\System32\\inetsrv\\evil.dll,Entry",
        "\"C:\\Windows\\System32\\inetsrv\\evil.dll\",#1",
        "C:\\\\Windows\\\\System32\\\\inetsrv\\\\evil.dll",
        "\\\\localhost\\c$\\Windows\\System32\\inetsrv\\evil.dll",
        "\\\\127.0.0.1\\ADMIN$\\System32\\inetsrv\\evil.dll",
        "\\\\.\\c$\\Windows\\System32\\inetsrv\\evil.dll",
        "\\\\WEB01.corp.example\\c$\\Windows\\System32\\inetsrv\\evil.dll",
        "system32\\inetsrv\\evil.dll");
  }

  @ParameterizedTest
  @MethodSource("spellingsOfOneFile")
  void everySpellingOfOneFileIsThatFile(String raw) {
    CanonicalPath path = CanonicalPath.canon(raw, "web01", null, false);

    assertThat(path.path()).isEqualTo(EVIL);
    assertThat(path.remoteHost()).isNull();
    assertThat(path.flags()).doesNotContain("unicode");
  }

  @Test
  void theListsOfSpellingsAreComplete() {
    assertThat(spellingsOfOneFile()).hasSize(36).doesNotHaveDuplicates();
    assertThat(spellingsOnAnotherHost()).hasSize(5);
    assertThat(spellingsOfProgramData()).hasSize(6);
    assertThat(otherFiles()).hasSize(16);
  }

  static List<String> spellingsOnAnotherHost() {
    return List.of(
        "\\\\WEB01\\C$\\Windows\\System32\\inetsrv\\evil.dll",
        "\\\\web01\\admin$\\System32\\inetsrv\\evil.dll",
        "\\\\?\\UNC\\web01\\c$\\Windows\\System32\\inetsrv\\evil.dll",
        "\\Device\\Mup\\web01\\c$\\Windows\\System32\\inetsrv\\evil.dll",
        "\\Device\\LanmanRedirector\\;Z:0000000000a1b2c3\\web01\\c$\\Windows\\System32\\inetsrv"
            + "\\evil.dll");
  }

  @ParameterizedTest
  @MethodSource("spellingsOnAnotherHost")
  void anAdministrativeShareIsALocalPathOfItsHost(String raw) {
    CanonicalPath path = CanonicalPath.canon(raw, "attacker", null, false);

    assertThat(path.path()).isEqualTo(EVIL);
    assertThat(path.remoteHost()).isEqualTo("web01");
    assertThat(path.reachablePath())
        .isEqualTo("\\\\web01\\c$\\windows\\system32\\inetsrv\\evil.dll");
  }

  static List<String> spellingsOfProgramData() {
    return List.of(
        "C:\\PROGRA~3\\Microsoft\\DRM\\log\\ManagedEngine64.dll",
        "%ALLUSERSPROFILE%\\Microsoft\\DRM\\log\\ManagedEngine64.dll",
        "%ProgramData%\\Microsoft\\DRM\\log\\ManagedEngine64.dll",
        "C:\\Users\\All Users\\Microsoft\\DRM\\log\\ManagedEngine64.dll",
        "C:\\Documents and Settings\\All Users\\Application Data\\Microsoft\\DRM\\log"
            + "\\ManagedEngine64.dll",
        "C:\\ProgramData\\Microsoft\\DRM\\log\\ManagedEngine64.dll");
  }

  @ParameterizedTest
  @MethodSource("spellingsOfProgramData")
  void everyNameOfProgramDataIsOneDirectory(String raw) {
    assertThat(CanonicalPath.canon(raw, "web01", null, false).path()).isEqualTo(ENGINE);
  }

  /** Paths that must never be taken for the real one. */
  static List<String> otherFiles() {
    return List.of(
        "C:\\Windows\\SysWOW64\\inetsrv\\evil.dll",
        "\\\\fileserver\\share\\evil.dll",
        "D:\\Windows\\System32\\inetsrv\\evil.dll",
        "C:\\Windows\\System32\\inetsrv\\evil.dll_",
        "C:\\Windows\\System32\\inetsrv\\evil..dll",
        "C:\\Windows \\System32\\inetsrv\\evil.dll",
        "\\\\?\\C:\\Windows\\System32\\inetsrv\\evil.dll.",
        "C:\\Windows\\System32\\inetsrv\\\u0435vil.dll",
        "C:\\Windows\\System32\\in\u200betsrv\\evil.dll",
        "C:\\Windows\\System32\\inetsrv\\evil.dll\u00a0",
        "C:\\W\u0131ndows\\System32\\inetsrv\\evil.dll",
        "C:\\W\u0130NDOWS\\System32\\inetsrv\\evil.dll",
        "C:\\Windows\\System32\\\uff49netsrv\\evil.dll",
        "C:\\Windows\\System32\\inetsrv\\evil\\.dll",
        "\\Device\\HarddiskVolumeShadowCopy1\\Windows\\System32\\inetsrv\\evil.dll",
        "\\\\?\\Volume{1b2c3d4e-0000-0000-0000-100000000000}\\Windows\\System32\\inetsrv"
            + "\\evil.dll");
  }

  @ParameterizedTest
  @MethodSource("otherFiles")
  void anotherFileIsNeverTakenForIt(String raw) {
    assertThat(CanonicalPath.canon(raw, "web01", null, false).path()).isNotEqualTo(EVIL);
  }

  @Test
  void aRelativeNameStartsFromTheCurrentDirectory() {
    assertThat(
            CanonicalPath.canon("evil.dll", "web01", "C:\\Windows\\System32\\inetsrv\\", false)
                .path())
        .isEqualTo(EVIL);
    assertThat(
            CanonicalPath.canon("..\\inetsrv\\evil.dll", null, "C:\\Windows\\System32\\x", false)
                .path())
        .isEqualTo(EVIL);
    assertThat(CanonicalPath.canon("c:evil.dll", null, "c:\\temp", false).path())
        .isEqualTo("c:\\temp\\evil.dll");
    assertThat(CanonicalPath.canon("\\x\\evil.dll", null, "d:\\temp", false).path())
        .isEqualTo("d:\\x\\evil.dll");
    CanonicalPath unknown = CanonicalPath.canon("evil.dll", "web01", null, false);
    assertThat(unknown.path()).isEqualTo("evil.dll");
    assertThat(unknown.flags()).containsExactly("rel");
  }

  @Test
  void aBareNameIsRegisteredInInetsrv() {
    assertThat(CanonicalPath.registered("evil.dll", "web01").path()).isEqualTo(EVIL);
    assertThat(CanonicalPath.registered("C:\\temp\\evil.dll", "web01").path())
        .isEqualTo("c:\\temp\\evil.dll");
  }

  @Test
  void a32BitProcessMeansItsOwnSystemDirectory() {
    assertThat(
            CanonicalPath.canon("C:\\Windows\\System32\\inetsrv\\a.dll", null, null, true).path())
        .isEqualTo("c:\\windows\\syswow64\\inetsrv\\a.dll");
    assertThat(
            CanonicalPath.canon("C:\\Windows\\Sysnative\\inetsrv\\evil.dll", null, null, true)
                .path())
        .isEqualTo(EVIL);
    assertThat(
            CanonicalPath.canon("C:\\Windows\\System32\\LogFiles\\a.log", null, null, true).path())
        .isEqualTo("c:\\windows\\system32\\logfiles\\a.log");
  }

  @Test
  void whatIsNoticedIsFlagged() {
    assertThat(flags("\\Device\\HarddiskVolume3\\x\\a.dll")).containsExactly("vol");
    assertThat(flags("C:\\x\\a.dll:Zone.Identifier")).containsExactly("ads");
    assertThat(flags("C:\\x\\INETSR~1\\a.dll")).containsExactly("short");
    assertThat(flags("%nobody%\\a.dll")).containsExactly("env", "rel");
    assertThat(flags("%TEMP%\\a.dll")).containsExactly("env");
    assertThat(flags("C:\\in\u200betsrv\\a.dll")).containsExactly("unicode");
    assertThat(flags("C:\\in\u0435tsrv\\a.dll")).containsExactly("unicode");
    assertThat(flags("C:\\\u043f\u0430\u043f\u043a\u0430\\a.dll")).isEmpty();
    assertThat(flags("C:\\Users\\\u041c\u0430\u0440\u043a\\a.dll")).isEmpty();
    assertThat(flags("C:\\Users\\Jos\u00e9\\a.dll")).isEmpty();
    assertThat(flags("C:\\x\\a.dll")).isEmpty();
    assertThat(flags("C:\\" + "x".repeat(9000))).containsExactly("long");
  }

  @Test
  void otherRootsStayWhatTheyAre() {
    assertThat(path("\\\\FileServer\\Share\\x\\..\\..\\..\\Evil.dll"))
        .isEqualTo("\\\\fileserver\\share\\evil.dll");
    assertThat(path("file://fileserver/share/evil.dll"))
        .isEqualTo("\\\\fileserver\\share\\evil.dll");
    assertThat(path("\\\\?\\Volume{AB}\\x.dll")).isEqualTo("\\volume{ab}\\x.dll");
    assertThat(path("\\Device\\HarddiskVolumeShadowCopy1\\x.dll"))
        .isEqualTo("\\device\\harddiskvolumeshadowcopy1\\x.dll");
    assertThat(path("c:")).isEqualTo("c:\\");
    assertThat(path("\\\\?\\C:\\x\\evil.dll.")).isEqualTo("\\\\?\\c:\\x\\evil.dll.");
    assertThat(path("")).isEmpty();
    assertThat(path(" \"\" ")).isEmpty();
  }

  private static String path(String raw) {
    return CanonicalPath.canon(raw, "web01", null, false).path();
  }

  private static List<String> flags(String raw) {
    return CanonicalPath.canon(raw, "web01", null, false).flags();
  }
}
