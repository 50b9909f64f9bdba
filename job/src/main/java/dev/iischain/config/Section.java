package dev.iischain.config;

/** A part of the configuration, in the order of the file. */
public enum Section {
  JOB("", "The job itself."),
  KAFKA("kafka", "The Kafka cluster, and how the job reads from it and writes to it."),
  TOPICS("topics", "The Kafka topics in, out and for control."),
  RULES("rules", "Which rules are loaded."),
  CHAINS("chains", "Which chains are loaded."),
  SUPPRESSIONS("suppressions", "What is muted, noted or trusted from the start."),
  NORMALISE("normalise", "How records become events."),
  JOINS("joins", "What is brought together before the rules look at it."),
  LEDGER("ledger", "What is remembered of each host, and for how long."),
  ALERTS("alerts", "Which detections become alerts."),
  CASES("cases", "Which chains become cases."),
  CHECKPOINTING("checkpointing", "How the job saves its state."),
  CANARY(
      "canary",
      "Invented chains that show whether the whole way works, from the telemetry topics to the"
          + " topic of cases. The command canary sends them; the job only needs the secret."),
  DELIVERY(
      "delivery",
      "Which cases the delivery job puts into which systems, and how hard it drives them. Each"
          + " system has a section of its own."),
  WEBHOOK("webhook", "Any service that takes a case as JSON by POST."),
  ELASTICSEARCH("elasticsearch", "Documents of the Elastic Common Schema in Elasticsearch."),
  POSTGRESQL("postgresql", "A table in PostgreSQL."),
  REQUEST_TRACKER("request-tracker", "Tickets in Request Tracker 5 or RTIR."),
  THEHIVE("thehive", "Alerts and cases in TheHive 5."),
  IRIS("iris", "Alerts and cases in DFIR-IRIS.");

  private final String key;
  private final String meaning;

  Section(String key, String meaning) {
    this.key = key;
    this.meaning = meaning;
  }

  /** The key in the file; empty for options at the top. */
  public String key() {
    return key;
  }

  /** What the options below it decide, as a sentence. */
  public String meaning() {
    return meaning;
  }
}
