package dev.iischain.normalise;

import dev.iischain.event.DeadLetter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * Records that someone forwards as gzip, such as whole files of lines. They are decoded in pieces
 * that end with a line, so that no more than one piece is in memory.
 */
final class GzipPayload {

  /** How many times the bound on a record may be inflated from one, against bombs. */
  private static final int MAX_PIECES = 16;

  private static final int FIRST_SIZE = 256 * 1024;

  private GzipPayload() {}

  /** Whether bytes begin as gzip does. */
  static boolean isGzip(byte[] bytes) {
    return bytes.length > 2 && bytes[0] == 0x1F && bytes[1] == (byte) 0x8B && bytes[2] == 8;
  }

  /** Gives every element its outcome, and what cannot be inflated a dead letter. */
  static void read(byte[] bytes, int maxPiece, RecordSplitter splitter, Outcomes out) {
    byte[] piece = new byte[Math.min(maxPiece, FIRST_SIZE)];
    int filled = 0;
    long total = 0;
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      while (true) {
        if (filled == piece.length && piece.length < maxPiece) {
          piece = Arrays.copyOf(piece, (int) Math.min(maxPiece, 2L * piece.length));
        }
        if (filled == piece.length) {
          int end = lastLine(piece);
          if (end == 0 || total > (long) MAX_PIECES * maxPiece) {
            break;
          }
          splitter.split(PayloadBytes.utf8(Arrays.copyOf(piece, end)), out);
          System.arraycopy(piece, end, piece, 0, filled - end);
          filled -= end;
        }
        int read = in.read(piece, filled, piece.length - filled);
        if (read < 0) {
          splitter.split(PayloadBytes.utf8(Arrays.copyOf(piece, filled)), out);
          return;
        }
        filled += read;
        total += read;
      }
      out.dead(
          DeadLetter.Reason.TOO_LARGE,
          "The gzip holds more than the configured bound; raise the bound or send its lines one"
              + " by one.",
          bytes,
          0,
          bytes.length);
    } catch (IOException broken) {
      int end = lastLine(Arrays.copyOf(piece, filled));
      splitter.split(PayloadBytes.utf8(Arrays.copyOf(piece, end)), out);
      out.dead(
          DeadLetter.Reason.UNKNOWN_FORMAT,
          "The record begins like gzip and is cut off or broken.",
          bytes,
          0,
          bytes.length);
    }
  }

  /** Behind the last line that is complete, or 0. */
  private static int lastLine(byte[] bytes) {
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return end;
  }
}
