package dev.iischain.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import kafka.tools.StorageTool;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;

/** The on-disk format of a broker's data folder. */
final class BrokerStorage {
  private static final String MARKER = "meta.properties";

  private BrokerStorage() {}

  /** Creates and formats the folder unless it holds a broker's data already. */
  static void formatIfNew(Path dataDirectory, Map<String, String> settings) {
    if (Files.exists(dataDirectory.resolve(MARKER))) {
      return;
    }
    try {
      Files.createDirectories(dataDirectory);
      Path file = Files.createTempFile("iis-chain-broker-", ".properties");
      try {
        format(file, settings);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot prepare the broker's folder " + dataDirectory + ".", e);
    }
  }

  private static void format(Path file, Map<String, String> settings) throws IOException {
    Properties properties = new Properties();
    properties.putAll(settings);
    try (Writer writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    }
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    int status =
        StorageTool.execute(
            new String[] {
              "format", "--cluster-id", Uuid.randomUuid().toString(), "--config", file.toString()
            },
            new PrintStream(output, true, StandardCharsets.UTF_8));
    if (status != 0) {
      throw new KafkaException(
          "Kafka could not format the broker's folder: " + output.toString(StandardCharsets.UTF_8));
    }
  }
}
