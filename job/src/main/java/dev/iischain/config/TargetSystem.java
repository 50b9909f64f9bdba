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
              "the key of the HMAC in the header X-Iis-Chain-Signature")
          .with(
              "format",
              PlainNames.oneOf("case", "ocsf", "ocsf-detection"),
              "case",
              "What a case is sent as: the case itself, or a finding of OCSF, either an Incident"
                  + " Finding (ocsf) or a Detection Finding (ocsf-detection).")),
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
                  + " deliver --create makes it.")),
  REQUEST_TRACKER(
      SystemOptions.https(
              Section.REQUEST_TRACKER,
              "The address of Request Tracker without /REST/2.0, such as https://rt.example.com.",
              "token",
              "the authentication token of the user that delivers")
          .with(
              "queue",
              ScalarTypes.text(),
              "SOC",
              "The queue that gets a ticket for each case; in RTIR for example Incidents.")
          .with("key-field", PlainNames.field(), "DedupKey", field("the id of the case"))
          .with("revision-field", PlainNames.field(), "EvidenceSeq", field("the revision"))
          .with("status-field", PlainNames.field(), "ChainStatus", field("the status"))
          .with("level-field", PlainNames.field(), "Severity", field("the level"))
          .with("chain-field", PlainNames.field(), "RuleId", field("the chain"))
          .with("host-field", PlainNames.field(), "Host", field("the host"))
          .with("attack-field", PlainNames.field(), "ATTACK", field("the ATT&CK techniques"))
          .with(
              "observables-field",
              PlainNames.field(),
              "Observables",
              field("the values to search for"))),
  THEHIVE(
      SystemOptions.https(
              Section.THEHIVE,
              "The address of TheHive without /api, such as https://thehive.example.com.",
              "token",
              "the API key of the user that delivers")
          .with(
              "source",
              PlainNames.source(),
              "iis-chain",
              "What alerts name as their source; another one for each detection job.")
          .with(
              "organisation",
              ScalarTypes.textOrNone(),
              "",
              "The organisation that gets the alerts, or nothing for the user's own.")),
  IRIS(
      SystemOptions.https(
              Section.IRIS,
              "The address of DFIR-IRIS, such as https://iris.example.com.",
              "token",
              "the API key of the user that delivers")
          .with(
              "customer",
              ScalarTypes.text(),
              "IrisInitialClient",
              "The name of the customer that alerts belong to."));

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
      case POSTGRESQL, REQUEST_TRACKER, THEHIVE, IRIS -> false;
    };
  }

  private static String field(String what) {
    return "The custom field of the queue that holds " + what + ".";
  }

  SystemOptions options() {
    return options;
  }
}
