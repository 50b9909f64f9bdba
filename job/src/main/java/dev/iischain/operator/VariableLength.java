package dev.iischain.operator;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Numbers of as few bytes as they need: seven bits each, the lowest first. */
final class VariableLength {

  private VariableLength() {}

  static void write(long number, DataOutputView out) throws IOException {
    long rest = number;
    while ((rest & ~0x7fL) != 0) {
      out.writeByte((int) (rest | 0x80));
      rest >>>= 7;
    }
    out.writeByte((int) rest);
  }

  static long read(DataInputView in) throws IOException {
    long number = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte next = in.readByte();
      number |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return number;
      }
    }
    throw new IOException(
        "a number of more than 64 bits was read; the record was written by something else");
  }
}
