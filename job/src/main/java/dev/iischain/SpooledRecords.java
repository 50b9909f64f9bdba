package dev.iischain;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.iischain.event.RecordJson;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads back what a run spooled, and writes it in a stable order. Only the place and the sort key
 * of each record are held in memory, never the records.
 */
final class SpooledRecords<T> {

  private final Class<T> type;
  private final List<Path> files;

  SpooledRecords(Path folder, Class<T> type) throws IOException {
    this.type = type;
    try (Stream<Path> list = Files.list(folder)) {
      this.files = list.sorted().toList();
    }
  }

  /**
   * Where a record lies, and what it is sorted by: last of all by its bytes, so that it does not
   * matter which part of the run wrote it.
   */
  private record Place(
      int file, long offset, int length, long time, String key, long number, int bytes) {}

  /** What a record is sorted by: time, then key, then number. */
  record Order<T>(Function<T, Long> time, Function<T, String> key, Function<T, Long> number) {}

  /** Writes every record, sorted; shows each to a consumer. */
  void writeAll(Path target, Order<T> order, Consumer<T> each) throws IOException {
    List<Place> places = new ArrayList<>();
    scan(order, (place, id) -> places.add(place));
    write(target, places, each);
  }

  /** Writes the last record of each key, sorted; shows each to a consumer. */
  void writeLatest(Path target, Order<T> order, Consumer<T> each) throws IOException {
    writeLatest(target, order, Set.of(), each);
  }

  /** As {@link #writeLatest(Path, Order, Consumer)}, without the records of some keys. */
  void writeLatest(Path target, Order<T> order, Set<String> except, Consumer<T> each)
      throws IOException {
    Map<String, Place> latest = new LinkedHashMap<>();
    scan(order, (place, id) -> latest.put(id, place));
    latest.keySet().removeAll(except);
    write(target, new ArrayList<>(latest.values()), each);
  }

  /** The keys of all records. */
  Set<String> keys(Order<T> order) throws IOException {
    Set<String> keys = new HashSet<>();
    scan(order, (place, id) -> keys.add(id));
    return keys;
  }

  /** Takes a place and its key. */
  private interface Found {
    void at(Place place, String key);
  }

  private void scan(Order<T> order, Found found) throws IOException {
    for (int file = 0; file < files.size(); file++) {
      long offset = 0;
      try (LineReader lines = new LineReader(files.get(file))) {
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
          T value = read(line);
          Place place =
              new Place(
                  file,
                  offset,
                  line.length,
                  order.time().apply(value),
                  order.key().apply(value),
                  order.number().apply(value),
                  Arrays.hashCode(line));
          found.at(place, place.key());
          offset += line.length + 1L;
        }
      }
    }
  }

  private void write(Path target, List<Place> places, Consumer<T> each) throws IOException {
    places.sort(
        Comparator.comparingLong(Place::time)
            .thenComparing(Place::key)
            .thenComparingLong(Place::number)
            .thenComparingInt(Place::bytes));
    List<RandomAccessFile> open = new ArrayList<>();
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
      for (Path file : files) {
        open.add(new RandomAccessFile(file.toFile(), "r"));
      }
      for (Place place : places) {
        RandomAccessFile file = open.get(place.file());
        byte[] line = new byte[place.length()];
        file.seek(place.offset());
        file.readFully(line);
        out.write(line);
        out.write('\n');
        each.accept(read(line));
      }
    } finally {
      for (RandomAccessFile file : open) {
        file.close();
      }
    }
  }

  private T read(byte[] line) {
    try {
      return RecordJson.read(line, type);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a record that this run wrote cannot be read back", e);
    }
  }

  /** Splits a file at line ends. */
  private static final class LineReader implements AutoCloseable {

    private final java.io.InputStream in;
    private byte[] buffer = new byte[1 << 16];
    private int from;
    private int to;

    LineReader(Path file) throws IOException {
      in = Files.newInputStream(file);
    }

    byte @org.jspecify.annotations.Nullable [] next() throws IOException {
      int at = from;
      while (true) {
        while (at < to && buffer[at] != '\n') {
          at++;
        }
        if (at < to) {
          byte[] line = Arrays.copyOfRange(buffer, from, at);
          from = at + 1;
          return line;
        }
        if (from > 0) {
          System.arraycopy(buffer, from, buffer, 0, to - from);
          at -= from;
          to -= from;
          from = 0;
        }
        if (to == buffer.length) {
          buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        int read = in.read(buffer, to, buffer.length - to);
        if (read < 0) {
          return null;
        }
        to += read;
      }
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
