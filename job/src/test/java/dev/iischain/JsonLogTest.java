package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationFactory;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The layout of {@code deploy/logging} makes one object a line of whatever is logged. */
class JsonLogTest {

  private static final Path FILE = Path.of("..", "deploy", "logging", "log4j2-json.properties");
  private static final String HOSTILE = "a \"quote\", a \\ and\r\n{\"level\":\"ERROR\"} \u001b[31m";

  @Test
  void everyLineIsOneObject() throws Exception {
    String line = layout(HOSTILE, new IllegalStateException(HOSTILE));
    assertThat(line.strip().lines()).hasSize(1);
    JsonNode object = new JsonMapper().readTree(line);
    assertThat(object.fieldNames())
        .toIterable()
        .containsExactly("time", "level", "logger", "thread", "message", "exception");
    assertThat(object.get("message").asText()).isEqualTo(HOSTILE);
    assertThat(object.get("level").asText()).isEqualTo("WARN");
    assertThat(object.get("time").asText()).isEqualTo("2026-03-04T02:11:40.512Z");
    assertThat(object.get("exception").asText()).contains("IllegalStateException", "JsonLogTest");
    assertThat(line).doesNotContain("\u001b");
  }

  @Test
  void withoutAnExceptionItIsEmpty() throws Exception {
    JsonNode object = new JsonMapper().readTree(layout("started", null));
    assertThat(object.get("exception").asText()).isEmpty();
    assertThat(object.get("message").asText()).isEqualTo("started");
  }

  private static String layout(String message, @Nullable Throwable thrown) throws Exception {
    LoggerContext context = new LoggerContext("json");
    Configuration configuration =
        ConfigurationFactory.getInstance()
            .getConfiguration(
                context,
                new ConfigurationSource(
                    Files.newInputStream(FILE), FILE.toAbsolutePath().toFile()));
    configuration.initialize();
    return new String(
        configuration
            .getAppender("Console")
            .getLayout()
            .toByteArray(
                Log4jLogEvent.newBuilder()
                    .setLoggerName("dev.iischain.Test")
                    .setThreadName("main \"1\"")
                    .setLevel(Level.WARN)
                    .setMessage(new SimpleMessage(message))
                    .setThrown(thrown)
                    .setTimeMillis(1_772_590_300_512L)
                    .build()),
        StandardCharsets.UTF_8);
  }
}
