package dev.iischain.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.RecordSchemas;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schema says what the reader says, as far as a schema can. */
class SuppressionSchemaTest {

  private static final String REST = "\"reason\":\"r\",\"owner\":\"o\",\"expiry\":\"2027-01-01\"}";

  private static boolean isValid(String json) {
    return RecordSchemas.violations("suppression", json.getBytes(StandardCharsets.UTF_8)).isEmpty();
  }

  private static boolean isRead(String json) {
    SuppressionText.Read read = new SuppressionText(Set.of("a_rule")).read("s", json, false);
    return read.problems().isEmpty() && read.entries().size() == 1;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":\"x\",\"host\":\"web*\",",
        "{\"id\":\"x\",\"host\":[\"web01\",\"web02\"],\"stages\":\"load\",\"rules\":[\"a_rule\"],",
        "{\"id\":\"x\",\"path\":\"c:\\\\example\\\\x.dll\",\"ticket\":\"T-1\",",
        "{\"id\":\"x\",\"kind\":\"suppress\",\"hash\":\"00000000000000000000000000000000\",",
        "{\"id\":\"x\",\"kind\":\"trust\",\"path\":\"c:\\\\example\\\\*\",\"signer\":\"Example\",",
        "{\"id\":\"x\",\"kind\":\"change-window\",\"host\":\"*\",\"ticket\":\"T\",\"from\":\"2026-01-01T00:00:00Z\",",
      })
  void whatIsReadIsValid(String start) {
    assertThat(isRead(start + REST)).isTrue();
    assertThat(isValid(start + REST)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":\"x y\",\"host\":\"web01\",",
        "{\"host\":\"web01\",",
        "{\"id\":\"x\",\"hostname\":\"web01\",",
        "{\"id\":\"x\",\"host\":\"web01\",\"stages\":\"lode\",",
        "{\"id\":\"x\",\"host\":\"web01\",\"kind\":\"mute\",",
        "{\"id\":\"x\",\"hash\":\"12ab\",",
        "{\"id\":\"x\",\"host\":[],",
        "{\"id\":\"x\",\"host\":\"web01\",\"from\":\"soon\",",
        "{\"id\":\"x\",\"rules\":\"a_rule\",",
        "{\"id\":\"x\",\"signer\":\"Example\",",
        "{\"id\":\"x\",\"kind\":\"trust\",\"path\":\"c:\\\\example\\\\x.dll\",",
        "{\"id\":\"x\",\"kind\":\"change-window\",\"host\":\"web01\",\"ticket\":\"T\",",
        "{\"id\":\"x\",\"kind\":\"change-window\",\"host\":\"web01\",\"from\":\"2026-01-01\",",
      })
  void whatIsInvalidIsRefused(String start) {
    assertThat(isValid(start + REST)).isFalse();
    assertThat(isRead(start + REST)).isFalse();
  }
}
