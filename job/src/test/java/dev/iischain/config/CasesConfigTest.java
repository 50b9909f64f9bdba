package dev.iischain.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CasesConfigTest {
  @Test
  void defaultsAreTheDocumentedOnes() {
    assertThat(CasesConfig.defaults())
        .isEqualTo(new CasesConfig(35, List.of()))
        .isEqualTo(Loading.valid("").cases());
  }

  @Test
  void everyKeyReachesItsComponent() {
    assertThat(
            Loading.valid(
                    """
                    cases:
                      min-score: 55
                      development-hosts: [dev-*]
                    """)
                .cases())
        .isEqualTo(new CasesConfig(55, List.of("dev-*")));
  }
}
