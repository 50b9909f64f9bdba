package dev.iischain.chain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trust needs the whole path. */
class ActorClassTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c:\\windows\\system32\\msiexec.exe",
        "c:\\windows\\syswow64\\msiexec.exe",
        "c:\\windows\\servicing\\trustedinstaller.exe",
        "c:\\windows\\winsxs\\amd64_x_31bf_10.0_y\\tiworker.exe",
        "c:\\windows\\system32\\wusa.exe",
        "c:\\windows\\system32\\dism.exe",
        "c:\\windows\\system32\\pkgmgr.exe",
        "c:\\windows\\system32\\dism\\dismhost.exe",
        "c:\\windows\\system32\\inetsrv\\iissetup.exe",
        "c:\\windows\\microsoft.net\\framework\\v4.0.30319\\aspnet_regiis.exe",
        "c:\\windows\\microsoft.net\\framework64\\v4.0.30319\\aspnet_regiis.exe",
      })
  void anInstallerOfWindowsIsTrustedInItsPlace(String image) {
    assertThat(ActorClass.of(image)).isEqualTo(ActorClass.TRUSTED_INSTALLER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "msiexec.exe",
        "setup.exe",
        "c:\\windows\\temp\\setup.exe",
        "c:\\users\\public\\msiexec.exe",
        "c:\\windows\\system32\\evilsetup.exe",
        "c:\\windows\\winsxs\\tiworker.exe",
        "c:\\windows\\winsxs\\a\\b\\tiworker.exe",
        "c:\\windows\\winsxs\\a\\mytiworker.exe",
        "d:\\windows\\winsxs\\a\\tiworker.exe",
        "c:\\windows\\microsoft.net\\framework\\aspnet_regiis.exe",
        "c:\\windows\\microsoft.net\\framework64\\v4\\temp\\aspnet_regiis.exe",
        "c:\\windows\\microsoft.net\\framework\\v4.0.30319\\xaspnet_regiis.exe",
      })
  void aNameAloneEarnsNoTrust(String image) {
    assertThat(ActorClass.of(image)).isEqualTo(ActorClass.ORDINARY);
  }
}
