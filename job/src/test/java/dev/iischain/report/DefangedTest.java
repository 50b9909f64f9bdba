package dev.iischain.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DefangedTest {

  @Test
  void addressesCannotBeFollowed() {
    assertThat(Defanged.of("iwr HTTPS://A.b.example:8443/x.dll?q=1.2 -o y"))
        .isEqualTo("iwr hxxps://A[.]b[.]example:8443/x.dll?q=1.2 -o y");
    assertThat(Defanged.of("ftp://h.example and http://10.0.0.9/a"))
        .isEqualTo("fxp://h[.]example and hxxp://10[.]0[.]0[.]9/a");
  }

  @Test
  void otherTextStays() {
    for (String text :
        new String[] {"", "c:\\a.b\\c.dll", "xhttp://a.b", "file://a.b/c", "http:/a.b", "a.b.c"}) {
      assertThat(Defanged.of(text)).isEqualTo(text);
    }
  }
}
