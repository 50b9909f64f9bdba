package dev.iischain.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Processor seconds of this process without the JIT compiler, which a job that runs for weeks pays
 * once; the garbage collector and RocksDB's own threads are in it.
 */
final class ProcessorTime {

  private static final Path THREADS = Path.of("/proc/self/task");

  /** The kernel counts in hundredths of a second. */
  private static final double TICKS = 100;

  private ProcessorTime() {}

  /** Since the process began. */
  static double seconds() throws IOException {
    OperatingSystemMXBean process =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return process.getProcessCpuTime() / 1e9 - compiler();
  }

  /** Of the compiler's threads; 0 where the system does not tell. */
  private static double compiler() throws IOException {
    if (!Files.isDirectory(THREADS)) {
      return 0;
    }
    double seconds = 0;
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
      for (Path thread : threads) {
        seconds += compiler(thread.resolve("stat"));
      }
    }
    return seconds;
  }

  private static double compiler(Path stat) {
    String line;
    try {
      line = Files.readString(stat);
    } catch (IOException e) {
      return 0; // the thread has ended
    }
    int end = line.lastIndexOf(')');
    if (!line.substring(0, end).contains("CompilerThre")) {
      return 0;
    }
    String[] values = line.substring(end + 2).split(" ");
    return (Long.parseLong(values[11]) + Long.parseLong(values[12])) / TICKS;
  }
}
