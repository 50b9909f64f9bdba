package dev.iischain.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RegistryPathTest {

  private static final String KEY = "hklm\\system\\currentcontrolset\\services\\w3svc\\parameters";

  static List<String> dialects() {
    return List.of(
        "HKLM\\System\\CurrentControlSet\\Services\\W3SVC\\Parameters\\Filter DLLs",
        "\\REGISTRY\\MACHINE\\SYSTEM\\ControlSet001\\Services\\W3SVC\\Parameters\\Filter DLLs",
        "HKEY_LOCAL_MACHINE\\SYSTEM\\ControlSet002\\Services\\W3SVC\\Parameters\\Filter DLLs",
        "\\registry\\machine\\system\\currentcontrolset\\services\\w3svc\\parameters\\filter dlls",
        "HKLM\\system\\controlset001\\services\\w3svc\\parameters\\filter dlls",
        "HKLM:\\SYSTEM\\CurrentControlSet\\Services\\W3SVC\\Parameters\\Filter DLLs",
        "Registry::HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\W3SVC\\Parameters"
            + "\\Filter DLLs",
        "Microsoft.PowerShell.Core\\Registry::HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet"
            + "\\Services\\W3SVC\\Parameters\\Filter DLLs",
        "Computer\\HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\W3SVC\\Parameters"
            + "\\Filter DLLs",
        "HKLM\\SYSTEM\\CurrentControlSet001\\Services\\W3SVC\\Parameters\\Filter DLLs",
        "SYSTEM\\CurrentControlSet\\Services\\W3SVC\\Parameters\\Filter DLLs",
        "HKLM\\\\System\\\\CurrentControlSet\\\\Services\\\\W3SVC\\\\Parameters\\\\Filter DLLs");
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void everyDialectNamesOneValue(String joined) {
    RegistryPath path = RegistryPath.ofJoined(joined);

    assertThat(path).isEqualTo(new RegistryPath(KEY, "filter dlls", false));
  }

  @Test
  void otherHivesAreFoldedToo() {
    assertThat(dialects()).hasSize(12);
    assertThat(RegistryPath.ofKey("\\REGISTRY\\USER\\S-1-5-21-1\\Software").key())
        .isEqualTo("hku\\s-1-5-21-1\\software");
    assertThat(RegistryPath.ofKey("HKEY_CURRENT_USER\\Software").key()).isEqualTo("hkcu\\software");
    assertThat(RegistryPath.ofKey("\\REGISTRY\\MACHINE\\SOFTWARE\\Classes\\.dll").key())
        .isEqualTo(RegistryPath.ofKey("HKCR\\.dll").key())
        .isEqualTo("hkcr\\.dll");
    assertThat(RegistryPath.ofKey("\\REGISTRY\\A\\{AB}\\x").key()).isEqualTo("a\\{ab}\\x");
    assertThat(RegistryPath.of("HKLM\\SOFTWARE\\WOW6432Node\\x", "y"))
        .isEqualTo(new RegistryPath("hklm\\software\\x", "y", true));
    assertThat(RegistryPath.ofKey("HKLMX\\y").key()).isEqualTo("hklmx\\y");
    assertThat(RegistryPath.ofKey("HKLM\\Software\\ControlSet001").key())
        .isEqualTo("hklm\\software\\controlset001");
  }

  @Test
  void aSeparateValueNameMayHoldBackslashes() {
    RegistryPath path = RegistryPath.of("HKLM\\SYSTEM\\x", "\\Device\\HarddiskVolume3\\x.exe");

    assertThat(path.key()).isEqualTo("hklm\\system\\x");
    assertThat(path.value()).isEqualTo("\\device\\harddiskvolume3\\x.exe");
    assertThat(path.joined()).isEqualTo("hklm\\system\\x\\\\device\\harddiskvolume3\\x.exe");
  }

  @Test
  void multipleStringsAreSplitHoweverTheyAreJoined() {
    for (String separator : List.of("\0", "\n", "\r\n", ";", "|", ",", ", ")) {
      assertThat(RegistryValueData.items("C:\\a.dll" + separator + "C:\\b c\\d.dll"))
          .containsExactly("C:\\a.dll", "C:\\b c\\d.dll");
    }
    assertThat(RegistryValueData.items("\"C:\\a,b.dll\",x"))
        .containsExactly("\"C:\\a,b.dll\"", "x");
    assertThat(RegistryValueData.items("")).isEmpty();
  }

  @Test
  void librariesAreFoundInCommands() {
    assertThat(RegistryValueData.dllPath("\"C:\\x y\\z.dll\",entry")).isEqualTo("C:\\x y\\z.dll");
    assertThat(RegistryValueData.dllPath("C:\\x y\\z.DLL")).isEqualTo("C:\\x y\\z.DLL");
    assertThat(RegistryValueData.dllPath("%windir%\\z.dll -k")).isEqualTo("%windir%\\z.dll");
    assertThat(RegistryValueData.dllPath("rundll32.exe C:\\z.dll,#1")).isEqualTo("C:\\z.dll");
    assertThat(RegistryValueData.dllPath("COR_PROFILER_PATH=C:\\z.dll")).isEqualTo("C:\\z.dll");
    assertThat(RegistryValueData.dllPath("@%windir%\\z.dll,-1")).isEqualTo("%windir%\\z.dll");
    assertThat(RegistryValueData.dllPath("C:\\z.dll_")).isEqualTo("C:\\z.dll_");
    assertThat(RegistryValueData.dllPath("C:\\z.dllx")).isNull();
    assertThat(RegistryValueData.dllPath("C:\\z.exe")).isNull();
    assertThat(RegistryValueData.dllPath("DWORD (0x00000001)")).isNull();
  }
}
