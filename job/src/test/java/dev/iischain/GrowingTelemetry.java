package dev.iischain;

import dev.iischain.event.RawRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.reader.SimpleStreamFormat;
import org.apache.flink.connector.file.src.reader.StreamFormat;
import org.apache.flink.core.fs.FSDataInputStream;
import org.jspecify.annotations.Nullable;

/** The lines of all files that ever appear in a folder: a source that never ends. */
final class GrowingTelemetry extends SimpleStreamFormat<RawRecord> {

  private static final long serialVersionUID = 1L;

  static FileSource<RawRecord> in(Path folder) {
    return FileSource.forRecordStreamFormat(
            new GrowingTelemetry(), new org.apache.flink.core.fs.Path(folder.toUri()))
        .monitorContinuously(Duration.ofMillis(100))
        .build();
  }

  @Override
  public StreamFormat.Reader<RawRecord> createReader(
      Configuration config, FSDataInputStream stream) {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    return new StreamFormat.Reader<>() {
      private long number;

      @Override
      public @Nullable RawRecord read() throws IOException {
        String line = lines.readLine();
        number++;
        return line == null
            ? null
            : new RawRecord(
                line.getBytes(StandardCharsets.UTF_8), "growing", 0, number, RawRecord.NO_TIME);
      }

      @Override
      public void close() throws IOException {
        lines.close();
      }
    };
  }

  @Override
  public TypeInformation<RawRecord> getProducedType() {
    return TypeInformation.of(RawRecord.class);
  }
}
