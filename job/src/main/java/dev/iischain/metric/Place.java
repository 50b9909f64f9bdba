package dev.iischain.metric;

/** Where a metric is registered. */
public enum Place {
  /** The source of telemetry, whose connector puts us into a group of its own. */
  SOURCE("Source: Read telemetry", Job.DETECTION, "deserializer_"),
  /** Bytes to events. */
  DECODE("Decode", Job.DETECTION, ""),
  /** Names and processes of agents. */
  JOIN_AGENTS("Join agents", Job.DETECTION, ""),
  /** Parts of scripts. */
  JOIN_SCRIPTS("Join scripts", Job.DETECTION, ""),
  /** The rules; also behind the joins. */
  DETECT("Detect", Job.DETECTION, ""),
  /** The host ledger. */
  LEDGER("Remember evidence", Job.DETECTION, ""),
  /** Suppressions as they are read. */
  SUPPRESSIONS("Check suppressions", Job.DETECTION, ""),
  /** The case book. */
  CASES("Keep cases", Job.DETECTION, ""),
  /** Alerts. */
  ALERTS("Fold alerts", Job.DETECTION, ""),
  /** What is read for a case system. */
  READ_CASES("Read cases for <target>", Job.DELIVERY, ""),
  /** A case system. */
  DELIVERY("Deliver to <target>", Job.DELIVERY, ""),
  /** The command of its own. */
  CANARY("canary", Job.CANARY, "");

  private static final String OPERATOR = "flink_taskmanager_job_task_operator_";

  private final String operator;
  private final Job job;
  private final String group;

  Place(String operator, Job job, String group) {
    this.operator = operator;
    this.job = job;
    this.group = group;
  }

  /** What runs, and is scraped, on its own. */
  public enum Job {
    /** The detection job. */
    DETECTION("detection job"),
    /** The delivery job. */
    DELIVERY("delivery job"),
    /** The command {@code canary}, no Flink job. */
    CANARY("canary");

    private final String title;

    Job(String title) {
      this.title = title;
    }

    /** What humans call it. */
    public String title() {
      return title;
    }
  }

  /** The name of the operator, as the label {@code operator_name} begins. */
  public String operator() {
    return operator;
  }

  /** What it is a part of. */
  public Job job() {
    return job;
  }

  /** What Prometheus' names begin with here. */
  String prefix() {
    return job == Job.CANARY ? Metrics.GROUP + '_' : OPERATOR + group + Metrics.GROUP + '_';
  }
}
