package dev.iischain.source;

import dev.iischain.event.RawRecord;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.ArrayResultIterator;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/** Telemetry in files, plain or gzip, one {@link RawRecord} for each record in them. */
public final class TelemetryFiles implements BulkFormat<RawRecord, FileSourceSplit> {

  private static final long serialVersionUID = 1L;
  private static final int BATCH_RECORDS = 512;
  private static final int BATCH_BYTES = 1 << 20;

  /** However small the bound is, dead letters and what they hold are read as a whole. */
  private static final int LEAST_BYTES = 1 << 20;

  private final int maxRecordBytes;

  private TelemetryFiles(int maxRecordBytes) {
    this.maxRecordBytes = maxRecordBytes;
  }

  /** A bounded source over files. */
  public static FileSource<RawRecord> source(int maxRecordBytes, java.nio.file.Path... files) {
    Path[] paths = new Path[files.length];
    for (int i = 0; i < files.length; i++) {
      paths[i] = new Path(files[i].toUri());
    }
    return FileSource.forBulkFileFormat(new TelemetryFiles(maxRecordBytes), paths).build();
  }

  /** Shows every record of one file to a consumer, in order. */
  public static void forEach(
      java.nio.file.Path file, int maxRecordBytes, Consumer<RawRecord> consumer)
      throws IOException {
    try (FileReader reader = new FileReader(new Path(file.toUri()), maxRecordBytes, 0)) {
      for (RecordIterator<RawRecord> batch = reader.readBatch();
          batch != null;
          batch = reader.readBatch()) {
        for (RecordAndPosition<RawRecord> next = batch.next(); next != null; next = batch.next()) {
          consumer.accept(next.getRecord());
        }
      }
    }
  }

  @Override
  public Reader<RawRecord> createReader(Configuration config, FileSourceSplit split)
      throws IOException {
    return new FileReader(split.path(), maxRecordBytes, 0);
  }

  @Override
  public Reader<RawRecord> restoreReader(Configuration config, FileSourceSplit split)
      throws IOException {
    long skip =
        split.getReaderPosition().map(CheckpointedPosition::getRecordsAfterOffset).orElse(0L);
    return new FileReader(split.path(), maxRecordBytes, skip);
  }

  @Override
  public boolean isSplittable() {
    return false;
  }

  @Override
  public TypeInformation<RawRecord> getProducedType() {
    return TypeInformation.of(RawRecord.class);
  }

  /** Reads one file from its start. */
  private static final class FileReader implements Reader<RawRecord> {

    private final String name;
    private final InputStream in;
    private final RecordFramer framer;
    private long records;

    FileReader(Path path, int maxRecordBytes, long skip) throws IOException {
      name = path.getName();
      in = plain(path.getFileSystem().open(path));
      framer = new RecordFramer(in, Math.max(maxRecordBytes, LEAST_BYTES));
      while (records < skip && framer.next() != null) {
        records++;
      }
    }

    private static InputStream plain(InputStream raw) throws IOException {
      BufferedInputStream buffered = new BufferedInputStream(raw, 1 << 16);
      buffered.mark(2);
      boolean gzip = buffered.read() == 0x1F && buffered.read() == 0x8B;
      buffered.reset();
      return gzip ? new GzipText(buffered) : buffered;
    }

    @Override
    public @Nullable RecordIterator<RawRecord> readBatch() throws IOException {
      RawRecord[] batch = new RawRecord[BATCH_RECORDS];
      int bytes = 0;
      int size = 0;
      byte[] value = null;
      while (size < BATCH_RECORDS && bytes < BATCH_BYTES && (value = framer.next()) != null) {
        batch[size++] = new RawRecord(value, name, 0, records + size, RawRecord.NO_TIME);
        bytes += value.length;
      }
      if (size == 0) {
        return null;
      }
      ArrayResultIterator<RawRecord> iterator = new ArrayResultIterator<>();
      iterator.set(batch, size, CheckpointedPosition.NO_OFFSET, records);
      records += size;
      return iterator;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
