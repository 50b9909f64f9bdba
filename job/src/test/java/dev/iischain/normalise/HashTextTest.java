package dev.iischain.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.Hashes;
import dev.iischain.event.Signature;
import dev.iischain.event.Signature.Trust;
import org.junit.jupiter.api.Test;

class HashTextTest {

  private static final String SHA256 = "AB".repeat(32);
  private static final String SHA1 = "CD".repeat(20);
  private static final String MD5 = "EF".repeat(16);

  @Test
  void hashesComeInAnyOrder() {
    Hashes all = new Hashes("ab".repeat(32), "cd".repeat(20), "ef".repeat(16));

    assertThat(HashText.parse("SHA1=" + SHA1 + ",MD5=" + MD5 + ",SHA256=" + SHA256)).isEqualTo(all);
    assertThat(
            HashText.parse(
                "SHA256="
                    + SHA256
                    + ",MD5="
                    + MD5
                    + ",SHA1="
                    + SHA1
                    + ",IMPHASH="
                    + "12".repeat(16)))
        .isEqualTo(all);
    assertThat(HashText.parse("sha256:" + SHA256 + "; md5=" + MD5 + " ;sha1=" + SHA1))
        .isEqualTo(all);
    assertThat(HashText.of(" " + SHA256, SHA1, MD5)).isEqualTo(all);
  }

  @Test
  void aBareHashIsKnownByItsLength() {
    assertThat(HashText.parse(SHA256)).isEqualTo(new Hashes("ab".repeat(32), null, null));
    assertThat(HashText.parse(SHA1)).isEqualTo(new Hashes(null, "cd".repeat(20), null));
    assertThat(HashText.parse(MD5)).isEqualTo(new Hashes(null, null, "ef".repeat(16)));
  }

  @Test
  void whatIsNoHashIsAbsent() {
    assertThat(HashText.parse(null)).isSameAs(Hashes.NONE);
    assertThat(HashText.parse("")).isSameAs(Hashes.NONE);
    assertThat(HashText.parse("MD5=" + "0".repeat(32))).isSameAs(Hashes.NONE);
    assertThat(HashText.parse("IMPHASH=" + MD5)).isSameAs(Hashes.NONE);
    assertThat(HashText.parse("g".repeat(64))).isSameAs(Hashes.NONE);
    assertThat(HashText.parse("MD5=abc")).isSameAs(Hashes.NONE);
    assertThat(HashText.of("0".repeat(64), null, MD5).sha256()).isNull();
    assertThat(HashText.of(MD5, null, null)).isSameAs(Hashes.NONE);
  }

  @Test
  void theImportHashIsReadByItself() {
    assertThat(HashText.imphash("MD5=" + MD5 + ",IMPHASH=" + MD5)).isEqualTo("ef".repeat(16));
    assertThat(HashText.imphash("IMPHASH=" + "0".repeat(32))).isNull();
    assertThat(HashText.imphash("IMPHASH=")).isNull();
    assertThat(HashText.imphash(null)).isNull();
  }

  @Test
  void aSignatureIsTrustedUntrustedOrUnknown() {
    assertThat(SignatureText.sysmon("true", "Valid", "Example"))
        .isEqualTo(new Signature(Trust.TRUSTED, "Example"));
    assertThat(SignatureText.sysmon("true", "Expired", null).trust()).isEqualTo(Trust.UNTRUSTED);
    assertThat(SignatureText.sysmon("false", null, null).trust()).isEqualTo(Trust.UNTRUSTED);
    assertThat(SignatureText.sysmon("false", "Unavailable", "-").trust())
        .isEqualTo(Trust.UNTRUSTED);
    assertThat(SignatureText.sysmon("true", "Unavailable", "-").trust()).isEqualTo(Trust.UNKNOWN);
    assertThat(SignatureText.sysmon("true", null, null).trust()).isEqualTo(Trust.UNKNOWN);
    assertThat(SignatureText.sysmon(null, null, null)).isSameAs(Signature.UNKNOWN);
    assertThat(SignatureText.ecs("true", "true", null, "Example").trust()).isEqualTo(Trust.TRUSTED);
    assertThat(SignatureText.ecs("false", null, null, null).trust()).isEqualTo(Trust.UNTRUSTED);
    assertThat(SignatureText.ecs("true", null, "errorExpired", null).trust())
        .isEqualTo(Trust.UNTRUSTED);
    assertThat(SignatureText.ecs(null, null, "trusted", null).trust()).isEqualTo(Trust.TRUSTED);
    assertThat(SignatureText.ecs(null, null, null, null)).isSameAs(Signature.UNKNOWN);
  }
}
