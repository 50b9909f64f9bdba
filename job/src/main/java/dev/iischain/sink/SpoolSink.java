package dev.iischain.sink;

import dev.iischain.event.RecordJson;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Writes records as JSON lines to a local folder, a file for each subtask. Meant for bounded runs
 * in one process: what a failed run wrote is thrown away with its folder.
 */
public final class SpoolSink<T> implements Sink<T> {

  private static final long serialVersionUID = 1L;

  private final String folder;

  /** A sink into this folder, which must exist. */
  public SpoolSink(Path folder) {
    this.folder = folder.toString();
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
    int subtask = context.getTaskInfo().getIndexOfThisSubtask();
    return new Writer<>(Path.of(folder, subtask + ".ndjson"));
  }

  /** Writes one file. */
  private static final class Writer<T> implements SinkWriter<T> {

    private final OutputStream out;

    Writer(Path file) throws IOException {
      out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
    }

    @Override
    public void write(T element, Context context) throws IOException {
      out.write(RecordJson.write(element));
      out.write('\n');
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
