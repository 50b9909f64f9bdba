package dev.iischain.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.utils.Time;

/** A broker that asks for TLS and a password, with a certificate of its own making. */
public final class SecuredBroker implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String STORE_PASSWORD = "of-the-key-store";

  private final KafkaRaftServer server;
  private final String bootstrapServers;
  private final Path certificate;

  private SecuredBroker(KafkaRaftServer server, String bootstrapServers, Path certificate) {
    this.server = server;
    this.bootstrapServers = bootstrapServers;
    this.certificate = certificate;
  }

  /** A broker with its data in a folder, one user, and these topics. */
  public static SecuredBroker start(
      Path folder, String user, String password, Map<String, Map<String, String>> topics)
      throws Exception {
    Path store = folder.resolve("broker.p12");
    Path certificate = folder.resolve("ca.crt");
    keytool(
            store,
            "-genkeypair",
            "-alias",
            "broker",
            "-keyalg",
            "EC",
            "-dname",
            "CN=broker.example")
        .run("-ext", "SAN=ip:" + BrokerSettings.HOST, "-validity", "2");
    keytool(store, "-exportcert", "-alias", "broker", "-rfc", "-file", certificate.toString())
        .run();

    int open = Ports.anyFree();
    int secured = Ports.anyFree();
    int controller = Ports.anyFree();
    Path data = folder.resolve("data");
    Map<String, String> settings = BrokerSettings.of(data, open, controller);
    settings.merge(
        "listeners", ",SECURED://" + BrokerSettings.HOST + ":" + secured, String::concat);
    settings.merge(
        "advertised.listeners",
        ",SECURED://" + BrokerSettings.HOST + ":" + secured,
        String::concat);
    settings.merge("listener.security.protocol.map", ",SECURED:SASL_SSL", String::concat);
    settings.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
    settings.put("ssl.keystore.type", "PKCS12");
    settings.put("ssl.keystore.location", store.toString());
    settings.put("ssl.keystore.password", STORE_PASSWORD);
    settings.put("ssl.key.password", STORE_PASSWORD);
    settings.put(
        "listener.name.secured.scram-sha-512.sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required;");
    BrokerStorage.formatIfNew(data, settings);
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
    server.startup();

    String inside = BrokerSettings.HOST + ":" + open;
    BrokerTopics.awaitReady(inside, PATIENCE);
    BrokerTopics.create(inside, topics, 1, PATIENCE);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", inside))) {
      admin
          .alterUserScramCredentials(
              List.of(
                  new UserScramCredentialUpsertion(
                      user, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), password)))
          .all()
          .get();
    }
    return new SecuredBroker(server, BrokerSettings.HOST + ":" + secured, certificate);
  }

  /** Where clients with a password connect. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** The certificate that they have to trust, a file of PEM. */
  public Path certificate() {
    return certificate;
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private interface Tool {
    void run(String... more) throws IOException, InterruptedException;
  }

  private static Tool keytool(Path store, String... arguments) {
    return more -> {
      ProcessBuilder tool =
          new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
      tool.command().addAll(List.of(arguments));
      tool.command().addAll(List.of(more));
      tool.command().addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12"));
      tool.command().addAll(List.of("-storepass", STORE_PASSWORD));
      Process running = tool.redirectErrorStream(true).start();
      String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (running.waitFor() != 0) {
        throw new IOException("keytool failed: " + said);
      }
    };
  }
}
