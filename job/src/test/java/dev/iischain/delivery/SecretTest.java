package dev.iischain.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.iischain.delivery.DeliveryException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretTest {

  @TempDir private Path folder;

  @Test
  void aRotatedFileWorksAtOnce() throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "  first\n");
    Secret secret = new Secret(file.toString(), "");
    assertThat(secret.read()).isEqualTo("first");
    Files.writeString(file, "second");
    assertThat(secret.read()).isEqualTo("second");
    assertThat(secret.isNone()).isFalse();
    assertThat(Secret.NONE.isNone()).isTrue();
  }

  @Test
  void aVariableIsRead() throws DeliveryException {
    assertThat(new Secret("", "PATH").read()).isEqualTo(System.getenv("PATH").strip());
  }

  @Test
  void whatCannotBeReadBlamesNoCase() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty"), "\n");
    assertUnreadable(new Secret(empty.toString(), ""), "is empty");
    assertUnreadable(new Secret(folder.resolve("none").toString(), ""), "cannot be read");
    assertUnreadable(new Secret("", "IIS_CHAIN_NO_SUCH_VARIABLE"), "is not set");
  }

  @Test
  void whereNoneIsNamedNothingNamelessIsLookedFor() {
    assertUnreadable(Secret.NONE, "needs a credential and none is named");
    assertThatThrownBy(Secret.NONE::read).hasMessageNotContaining("variable  is");
  }

  @Test
  void theSecretIsInNoText() throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "open-sesame");
    Secret secret = new Secret(file.toString(), "");
    assertThat(secret.read()).isEqualTo("open-sesame");
    assertThat(secret.toString()).doesNotContain("open-sesame");
  }

  private static void assertUnreadable(Secret secret, String why) {
    assertThatThrownBy(secret::read)
        .hasMessageContaining(why)
        .isInstanceOfSatisfying(
            DeliveryException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAUTHORISED));
  }
}
