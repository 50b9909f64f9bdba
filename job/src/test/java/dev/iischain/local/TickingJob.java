package dev.iischain.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** The smallest job that runs for ever, for trying a cluster. */
public final class TickingJob {
  private TickingJob() {}

  /** Runs it; the arguments do not matter. */
  public static void main(String[] arguments) throws Exception {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment
        .fromSource(
            new DataGeneratorSource<>(
                new Same(), Long.MAX_VALUE, RateLimiterStrategy.perSecond(20), Types.LONG),
            WatermarkStrategy.noWatermarks(),
            "ticks")
        .keyBy(new Key())
        .map(new Rest())
        .sinkTo(new DiscardingSink<>());
    environment.execute("ticking");
  }

  /** Puts the job into a jar that names its main class. */
  static Path jar(Path file) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, TickingJob.class.getName());
    try (OutputStream stream = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(stream, manifest)) {
      for (Class<?> type : new Class<?>[] {TickingJob.class, Same.class, Key.class, Rest.class}) {
        String name = type.getName().replace('.', '/') + ".class";
        jar.putNextEntry(new JarEntry(name));
        try (InputStream bytes = TickingJob.class.getResourceAsStream("/" + name)) {
          if (bytes == null) {
            throw new IOException("The class " + name + " is not on the class path.");
          }
          bytes.transferTo(jar);
        }
        jar.closeEntry();
      }
    }
    return file;
  }

  /** The number itself. */
  static final class Same implements GeneratorFunction<Long, Long> {
    @Override
    public Long map(Long number) {
      return number;
    }
  }

  /** What remains of the number. */
  static final class Rest implements MapFunction<Long, Long> {
    @Override
    public Long map(Long number) {
      return number % 8;
    }
  }

  /** One of eight keys. */
  static final class Key implements KeySelector<Long, Long> {
    @Override
    public Long getKey(Long number) {
      return number % 8;
    }
  }
}
