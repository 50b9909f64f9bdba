package dev.iischain.event;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The published JSON schemas, for tests that hold records against them. */
public final class RecordSchemas {

  private static final Path FOLDER = Path.of("..", "schemas");
  private static final String SUFFIX = ".schema.json";
  private static final String BASE = "https://iis-chain.example/";
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(texts()));

  private RecordSchemas() {}

  /**
   * What the schema with this name, such as {@code alert}, finds wrong; empty for a valid record.
   */
  public static List<String> violations(String name, byte[] json) {
    return REGISTRY
        .getSchema(SchemaLocation.of(BASE + name + SUFFIX))
        .validate(
            new String(json, StandardCharsets.UTF_8),
            InputFormat.JSON,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .stream()
        .map(Error::toString)
        .toList();
  }

  /** The text of every schema by its file name. */
  static Map<String, String> files() {
    try (Stream<Path> paths = Files.list(FOLDER)) {
      Map<String, String> texts = new TreeMap<>();
      for (Path path : paths.filter(file -> file.toString().endsWith(SUFFIX)).toList()) {
        texts.put(path.getFileName().toString(), Files.readString(path));
      }
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> texts() {
    Map<String, String> texts = new TreeMap<>();
    files().forEach((name, text) -> texts.put(BASE + name, text));
    return texts;
  }
}
