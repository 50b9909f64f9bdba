package dev.iischain.config;

import java.io.Serializable;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The Kafka cluster, and how the job reads from it and writes to it.
 *
 * @param bootstrapServers {@code host:port} each; empty when there is no cluster
 * @param properties any other client property; secrets are references that only Kafka resolves
 * @param guarantee how records are written
 * @param transactionalIdPrefix unique for each job, under exactly-once
 * @param transactionTimeout after how long the broker ends a transaction, under exactly-once
 * @param groupId the consumer group
 * @param startFrom where reading starts without saved state
 * @param partitionDiscoveryInterval how often new partitions are looked for; zero for never
 */
public record KafkaConfig(
    List<String> bootstrapServers,
    Map<String, String> properties,
    Guarantee guarantee,
    String transactionalIdPrefix,
    Duration transactionTimeout,
    String groupId,
    StartFrom startFrom,
    Duration partitionDiscoveryInterval)
    implements Serializable {

  /** How records are written. */
  public enum Guarantee {
    /** A failure may write a record again, with the same id. */
    AT_LEAST_ONCE("at-least-once"),
    /** Records are written in transactions that end with checkpoints. */
    EXACTLY_ONCE("exactly-once");

    private final String label;

    Guarantee(String label) {
      this.label = label;
    }

    /** The word in the file. */
    public String label() {
      return label;
    }
  }

  /** Keeps its own copies, the properties in order. */
  public KafkaConfig {
    bootstrapServers = List.copyOf(bootstrapServers);
    properties = Collections.unmodifiableMap(new TreeMap<>(properties));
  }

  /** The documented defaults. */
  public static KafkaConfig defaults() {
    return from(new OptionValues());
  }

  static KafkaConfig from(OptionValues values) {
    return new KafkaConfig(
        values.get(Options.BOOTSTRAP_SERVERS),
        values.get(Options.PROPERTIES),
        values.get(Options.GUARANTEE),
        values.get(Options.TRANSACTIONAL_ID_PREFIX),
        values.get(Options.TRANSACTION_TIMEOUT),
        values.get(Options.GROUP_ID),
        values.get(Options.START_FROM),
        values.get(Options.PARTITION_DISCOVERY_INTERVAL));
  }

  /** The brokers as Kafka spells them, with commas. */
  public String bootstrapServersText() {
    return String.join(",", bootstrapServers);
  }

  /**
   * What every Kafka client gets: the properties, the brokers, and the providers that resolve the
   * references in the properties. The references themselves stay as written.
   */
  public Properties clientProperties() {
    Properties client = new Properties();
    client.putAll(properties);
    client.putAll(SecretReferences.providersFor(properties));
    if (!bootstrapServers.isEmpty()) {
      client.setProperty("bootstrap.servers", bootstrapServersText());
    }
    return client;
  }

  /** Names every value except those of properties, which may be secret. */
  @Override
  public String toString() {
    return "KafkaConfig[bootstrapServers="
        + bootstrapServers
        + ", properties="
        + properties.keySet()
        + ", guarantee="
        + guarantee.label()
        + ", transactionalIdPrefix="
        + transactionalIdPrefix
        + ", transactionTimeout="
        + transactionTimeout
        + ", groupId="
        + groupId
        + ", startFrom="
        + startFrom.label()
        + ", partitionDiscoveryInterval="
        + partitionDiscoveryInterval
        + "]";
  }
}
