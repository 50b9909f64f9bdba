package dev.iischain.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuiltInModulesTest {

  private static final String INETSRV = "c:\\windows\\system32\\inetsrv\\";

  @ParameterizedTest
  @CsvSource({
    "FastCgiModule_64bit, iisfcgix64.dll",
    "DefaultDocumentModule_Atomic, defdoc.dll",
    "ManagedEngineV4.1_64bit, engine.dll",
    "HttpLogingModule, diag.dll",
    "UriCacheModule, diag.dll",
    "Diag, cachehttp.dll",
    "Diag, modrpflt.dll",
    "Diag, authmd4.dll",
    "Diag, autehbas.dll",
  })
  void namesAndFilesMuchLikeBuiltInOnesAreMimicry(String name, String file) {
    assertThat(BuiltInModules.isMimicked(name, INETSRV + file, false)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "UriCacheModule, cachuri.dll",
    "RewriteModule, rewrite.dll",
    "TokenCacheModule, cachtokn.dll",
    "Diag, diag.dll",
    "F5XForwardedFor, f5xff.dll",
    "CorsModule, iiscors.dll",
    "HttpPlatformHandler, httpplatformhandler.dll",
    "Diag, webdav_simple_prop.dll",
    "Diag, iisres.dll",
    "Diag, iiscore.dll",
  })
  void trueModulesAndNamesOfTheirOwnAreNone(String name, String file) {
    assertThat(BuiltInModules.isMimicked(name, INETSRV + file, false)).isFalse();
  }

  @Test
  void aBuiltInNameInAnotherPlaceIsMimicry() {
    assertThat(BuiltInModules.isMimicked("DefaultDocumentModule", "c:\\temp\\x.dll", false))
        .isTrue();
    assertThat(BuiltInModules.isMimicked("Diag", "c:\\programdata\\cachuri.dll", false)).isTrue();
    assertThat(BuiltInModules.isMimicked("Diag", "c:\\program files\\x\\filter.dll", false))
        .as("a word that anybody may use")
        .isFalse();
    assertThat(
            BuiltInModules.isMimicked(
                "UriCacheModule", "c:\\program files\\iis express\\cachuri.dll", false))
        .isFalse();
  }

  @Test
  void aManagedModuleUnderTheNameOfANativeOneIsMimicry() {
    assertThat(BuiltInModules.isMimicked("StaticFileModule", null, true)).isTrue();
    assertThat(BuiltInModules.isMimicked("StaticFileModule", null, false))
        .as("only switched on")
        .isFalse();
    assertThat(BuiltInModules.isMimicked("Audit", null, true)).isFalse();
  }

  @Test
  void theEnginesOfDotNetLieInItsFolder() {
    String framework = "c:\\windows\\microsoft.net\\framework64\\v4.0.30319\\webengine4.dll";
    assertThat(BuiltInModules.isMimicked("ManagedEngineV4.0_64bit", framework, false)).isFalse();
    assertThat(
            BuiltInModules.isMimicked(
                "ManagedEngine64", "c:\\programdata\\managedengine64.dll", false))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "x", "\\", "c:", "c:\\windows\\system32\\inetsrv\\"})
  void oddPathsAreNoMimicry(String path) {
    assertThat(BuiltInModules.isMimicked(path, path, false)).isFalse();
    assertThat(BuiltInModules.contains(path)).isFalse();
  }
}
