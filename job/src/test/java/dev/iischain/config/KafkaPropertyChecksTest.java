package dev.iischain.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaPropertyChecksTest {
  private static List<String> problems(String property) {
    return Loading.problems("kafka:\n  properties:\n    " + property + "\n");
  }

  @Test
  void aPasswordInTheFileIsAWarningThatNeverRepeatsIt() {
    assertThat(problems("ssl.keystore.password: hunter2"))
        .containsExactly(
            "test.yaml:3: warning: kafka.properties.ssl.keystore.password: A secret is written into"
                + " the file. Write ${env:KAFKA_SSL_KEYSTORE_PASSWORD} and set that variable where"
                + " Flink runs, or ${dir:/run/secrets:ssl.keystore.password} for a mounted file.");
    assertThat(problems("sasl.jaas.config: 'x required username=\"a\" password=\"hunter2\";'"))
        .singleElement()
        .asString()
        .startsWith(
            "test.yaml:3: warning: kafka.properties.sasl.jaas.config: A secret is written into the"
                + " file. Write password=\"${env:KAFKA_PASSWORD}\"")
        .doesNotContain("hunter2");
    assertThat(problems("sasl.jaas.config: x required clientSecret = hunter2 ;")).hasSize(1);
  }

  @Test
  void aReferenceIsNoSecret() {
    assertThat(problems("ssl.keystore.password: ${env:KEYSTORE_PASSWORD}")).isEmpty();
    assertThat(problems("ssl.key.password: ${file:/run/kafka.properties:key}")).isEmpty();
    assertThat(problems("sasl.jaas.config: 'x password=\"${dir:/run/secrets:kafka}\";'")).isEmpty();
    assertThat(problems("ssl.truststore.location: /etc/truststore.p12")).isEmpty();
  }

  @Test
  void aSecretInTheEnvironmentIsWhereItBelongs() {
    assertThat(
            Loading.problems(
                "", Map.of("IIS_CHAIN__KAFKA__PROPERTIES__SSL_KEY_PASSWORD", "hunter2")))
        .isEmpty();
  }

  @Test
  void aReferenceThatKafkaWouldTakeLiterallyIsAnError() {
    assertThat(problems("ssl.key.password: ${KEY_PASSWORD}"))
        .singleElement()
        .asString()
        .contains("error: ", "'${KEY_PASSWORD}' names no provider");
    assertThat(problems("ssl.key.password: ${file:/run/password}"))
        .singleElement()
        .asString()
        .contains("'${file:/run/password}' names no key", "${dir:FOLDER:FILE}");
    assertThat(problems("ssl.key.password: ${vault:secret:key}"))
        .singleElement()
        .asString()
        .contains("the provider 'vault', which is not configured");
  }

  @Test
  void anyProviderIsLeftToAUserWhoConfiguresThem() {
    assertThat(
            Loading.problems(
                "kafka: {properties: {config.providers: vault, a: '${vault:secret:key}'}}"))
        .isEmpty();
  }

  @Test
  void aPropertyWithAnOptionOfItsOwnIsSentThere() {
    assertThat(problems("group.id: soc"))
        .containsExactly(
            "test.yaml:3: error: kafka.properties.group.id: This property has an option of its own."
                + " Set kafka.group-id instead.");
    assertThat(problems("enable.auto.commit: true"))
        .containsExactly(
            "test.yaml:3: error: kafka.properties.enable.auto.commit: The job sets this property"
                + " itself. Remove it.");
  }

  @Test
  void propertiesAreOnOneLineEach() {
    assertThat(problems("sasl: {mechanism: PLAIN}"))
        .containsExactly(
            "test.yaml:3: error: kafka.properties.sasl: Here stands a mapping too deep."
                + " Write one value on one line.");
    assertThat(Loading.problems("kafka: {properties: [a, b]}"))
        .containsExactly(
            "test.yaml:1: error: kafka.properties: Here stands a list where a mapping belongs."
                + " Write one name: value in each line below the key, or {} for none.");
  }
}
