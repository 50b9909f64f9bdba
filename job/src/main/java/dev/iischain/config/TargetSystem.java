package dev.iischain.config;

/**
 * A system that cases can be delivered to; its section in the file has the same name. One more
 * needs one constant here, one {@link Section}, and its adapter.
 */
public enum TargetSystem {
  WEBHOOK(
      SystemOptions.https(
          Section.WEBHOOK,
          "Where cases are posted to, such as https://soar.example.com/hooks/iis-chain.",
          "token",
          "the key of the HMAC in the header X-Iis-Chain-Signature")),
  ELASTICSEARCH(
      SystemOptions.https(
              Section.ELASTICSEARCH,
              "The address of Elasticsearch, such as https://elastic.example.com:9200.",
              "token",
              "the API key, encoded as Elasticsearch gives it out")
          .with(
              "index",
              PlainNames.index(),
              "iis-chain-cases",
              "The index, alias or data stream's backing index that holds cases.")
          .with(
              "alerts-index",
              PlainNames.index(),
              "iis-chain-alerts",
              "The index that holds alerts, where delivery.alerts asks for any.")),
  POSTGRESQL(
      SystemOptions.database(
              Section.POSTGRESQL,
              "The database as a JDBC URL without parameters, such as"
                  + " jdbc:postgresql://db.example.com:5432/soc.")
          .with("user", ScalarTypes.text(), "iis_chain", "The user to log in as.")
          .with(
              "table",
              PlainNames.table(),
              "iis_chain_cases",
              "The table that holds cases, with its schema where that is not on the search path."
                  + " deliver --create makes it."));

  private final SystemOptions options;

  TargetSystem(SystemOptions options) {
    this.options = options;
  }

  /** The name of its section, and of the system wherever one is named. */
  public String label() {
    return options.section().key();
  }

  /** Whether it holds alerts as records of their own. */
  public boolean holdsAlerts() {
    return switch (this) {
      case WEBHOOK, ELASTICSEARCH -> true;
      case POSTGRESQL -> false;
    };
  }

  SystemOptions options() {
    return options;
  }
}
