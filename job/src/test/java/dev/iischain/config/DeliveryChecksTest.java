package dev.iischain.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.config.DeliveryConfig.Alerts;
import dev.iischain.event.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryChecksTest {

  @Test
  void everythingWrongIsToldAtOnce() {
    assertThat(
            Loading.problems(
                """
                delivery:
                  targets: [webhook, elasticsearch, postgresql]
                  retry-base: 10m
                webhook:
                  token-file: key
                  token-variable: KEY
                elasticsearch:
                  url: http://elastic.corp.example:9200
                  index: Cases
                postgresql:
                  url: jdbc:postgresql://soc:hush@db.corp.example/soc?ssl=false
                  table: user
                """))
        .containsExactly(
            "test.yaml:2: error: webhook.url: The system webhook has no address. Set it, or remove"
                + " webhook from delivery.targets.",
            "test.yaml:3: error: delivery.retry-base: The first wait would be longer than the"
                + " longest, delivery.retry-cap. Lower it, or raise the cap.",
            "test.yaml:6: error: webhook.token-variable: The secret is named twice, here and as"
                + " webhook.token-file. Remove one of them.",
            "test.yaml:8: error: elasticsearch.url: Over http:// everyone on the way can read the"
                + " cases and the credential. Write https://, or set"
                + " elasticsearch.allow-plain-text: true.",
            "test.yaml:9: error: elasticsearch.index: 'Cases' is no name of an index that can be"
                + " written without escaping. Use lower-case letters, digits, dots, hyphens and"
                + " underscores, a letter or digit first.",
            "test.yaml:11: error: postgresql.url: The address holds a credential, which logs and"
                + " web pages would show. Remove it, and set postgresql.password-file or"
                + " postgresql.password-variable.",
            "test.yaml:11: error: postgresql.url: The address has parameters behind it. End it"
                + " before the question mark.",
            "test.yaml:12: error: postgresql.table: 'user' is a reserved word of SQL. Choose a name"
                + " such as iis_chain_cases.");
  }

  @Test
  void anUnknownSystemIsToldWithTheOneThatIsMeant() {
    assertThat(Loading.problems("delivery: {targets: [elasticsearh]}"))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("test.yaml:1: error: delivery.targets: 'elasticsearh' is not one of ")
        .endsWith("Did you mean elasticsearch?");
    assertThat(Loading.problems("delivery: {targets: [webhook, webhook]}"))
        .anyMatch(problem -> problem.contains("The list names webhook twice."));
  }

  @Test
  void aSystemThatIsNotDeliveredToIsAWarningOnly() {
    assertThat(Loading.problems("webhook: {url: 'https://soar.corp.example'}"))
        .containsExactly(
            "test.yaml:1: warning: webhook.url: Nothing is delivered to webhook. Add it to"
                + " delivery.targets.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8080/x",
        "http://localhost",
        "http://[::1]:1",
        "https://a.example"
      })
  void thisMachineNeedsNoTls(String url) {
    assertThat(webhook("url: '" + url + "'")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1.evil.example",
        "http://localhost.example",
        "http://10.0.0.1",
        "HTTP://a.example"
      })
  void everyOtherMachineDoes(String url) {
    assertThat(webhook("url: '" + url + "'")).hasSize(1);
    assertThat(webhook("url: '" + url + "', allow-plain-text: true")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"soar.example", "ftp://soar.example", "https://", "https://a b", "file:///x"})
  void whatIsNoAddressIsToldAsSuch(String url) {
    assertThat(webhook("url: '" + url + "'"))
        .hasSize(1)
        .first()
        .asString()
        .contains("This is no address of the kind https://.");
  }

  @Test
  void onlyAWebhookMayHaveParameters() {
    assertThat(webhook("url: 'https://soar.example/hook?code=1'")).isEmpty();
    assertThat(
            Loading.problems(
                "delivery: {targets: [elasticsearch]}\n"
                    + "elasticsearch: {url: 'https://a.example?x=1'}"))
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "1table", "x.y.z", "Cases", "a;drop", "a-b", "", "soc.select"})
  void aTableNeedsNoQuotes(String table) {
    assertThat(
            Loading.problems(
                "delivery: {targets: [postgresql]}\npostgresql: {url:"
                    + " 'jdbc:postgresql://127.0.0.1/soc', table: '"
                    + table
                    + "'}"))
        .as(table)
        .hasSize(1);
  }

  @Test
  void theDeliveryJobNeedsASystemAndABroker() {
    assertThat(
            new ConfigLoader(Map.of(), Purpose.DELIVER)
                .load("test.yaml", "").problems().stream().map(ConfigProblem::key))
        .containsExactlyInAnyOrder("kafka.bootstrap-servers", "delivery.targets");
    assertThat(
            new ConfigLoader(Map.of(), Purpose.PREVIEW)
                .load("test.yaml", "").problems().stream().map(ConfigProblem::key))
        .containsExactly("delivery.targets");
  }

  @Test
  void everyKeyReachesItsComponent() {
    DeliveryConfig delivery =
        Loading.valid(
                """
                delivery:
                  targets: [postgresql, webhook]
                  min-level: high
                  min-status: complete
                  alerts: attached
                  rate: 2.5
                  max-in-flight: 2
                  timeout: 3s
                  retry-base: 2s
                  retry-cap: 1m
                  circuit-failures: 9
                  circuit-probe-interval: 4s
                  retention: 30d
                  group-id: soc
                  receipts: r
                  dead-letters: d
                  redeliver: again
                webhook:
                  url: https://soar.corp.example/hook/
                  ca-file: /etc/ca.pem
                  token-file: /run/secrets/hmac
                  min-level: low
                  min-status: partial
                  rate: 50
                  max-in-flight: 16
                postgresql:
                  url: jdbc:postgresql://db.corp.example:5432/soc
                  user: writer
                  table: soc.cases
                  password-variable: DB_PASSWORD
                """)
            .delivery();
    assertThat(delivery)
        .isEqualTo(
            new DeliveryConfig(
                List.of(
                    new SystemConfig(
                        TargetSystem.POSTGRESQL,
                        "jdbc:postgresql://db.corp.example:5432/soc",
                        false,
                        "",
                        "",
                        "DB_PASSWORD",
                        Map.of("user", "writer", "table", "soc.cases"),
                        Level.HIGH,
                        true,
                        2.5,
                        2),
                    new SystemConfig(
                        TargetSystem.WEBHOOK,
                        "https://soar.corp.example/hook",
                        false,
                        "/etc/ca.pem",
                        "/run/secrets/hmac",
                        "",
                        Map.of("format", "case"),
                        Level.LOW,
                        false,
                        50,
                        16)),
                Alerts.ATTACHED,
                Duration.ofSeconds(3),
                Duration.ofSeconds(2),
                Duration.ofMinutes(1),
                9,
                Duration.ofSeconds(4),
                Duration.ofDays(30),
                "soc",
                "r",
                "d",
                "again"));
    assertThat(delivery.systems()).allMatch(SystemConfig::needsTls);
  }

  @Test
  void aRelativeSecretFileStartsFromTheFolderOfTheFile() {
    Place place = new Place("x.yaml", 1, Path.of("conf"));
    assertThat(parsed(new Raw.Text("secrets/token", place)))
        .isEqualTo(Path.of("conf/secrets/token").toAbsolutePath().toString());
  }

  @ParameterizedTest
  @EnumSource(TargetSystem.class)
  void everySystemHasASectionOfItsNameWithWhatEverySystemHas(TargetSystem system) {
    List<String> keys = Options.all().stream().map(Option::key).toList();
    for (String name : List.of("url", "allow-plain-text", "ca-file", "min-level", "rate")) {
      assertThat(keys).contains(system.label() + "." + name);
    }
    assertThat(keys)
        .filteredOn(key -> key.matches(system.label() + ".*-(file|variable)"))
        .hasSize(3);
  }

  private static String parsed(Raw raw) {
    try {
      return ScalarTypes.fileOrNone().parser().parse(raw);
    } catch (InvalidValue e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> webhook(String settings) {
    return Loading.problems("delivery: {targets: [webhook]}\nwebhook: {" + settings + "}");
  }
}
