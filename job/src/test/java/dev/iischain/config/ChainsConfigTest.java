package dev.iischain.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChainsConfigTest {
  @Test
  void defaultsAreTheDocumentedOnes() {
    assertThat(ChainsConfig.defaults())
        .isEqualTo(new ChainsConfig(List.of()))
        .isEqualTo(Loading.valid("").chains());
  }

  @Test
  void everyKeyReachesItsComponent() {
    assertThat(
            Loading.valid(
                    """
                    chains:
                      paths: [chains, /etc/chains/one.yml]
                    """)
                .chains())
        .isEqualTo(new ChainsConfig(List.of(Path.of("chains"), Path.of("/etc/chains/one.yml"))));
  }
}
