package dev.iischain.source;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The text in a gzip stream. Where the stream is cut off or damaged, what could be read is followed
 * by {@link #DAMAGE} on a line of its own, which no decoder reads: the loss becomes a dead letter.
 */
final class GzipText extends InputStream {

  /** The line that stands for everything after the damage. */
  static final String DAMAGE = "The gzip stream is damaged here; the rest of the file is lost.";

  private final InputStream compressed;
  private @Nullable InputStream text;

  GzipText(InputStream compressed) {
    this.compressed = compressed;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    try {
      if (text == null) {
        text = new GZIPInputStream(compressed, 1 << 16);
      }
      return text.read(target, offset, length);
    } catch (EOFException | ZipException e) {
      text = new ByteArrayInputStream(('\n' + DAMAGE + '\n').getBytes(StandardCharsets.US_ASCII));
      return text.read(target, offset, length);
    }
  }

  @Override
  public void close() throws IOException {
    compressed.close();
  }
}
