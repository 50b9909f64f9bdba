package dev.iischain.local;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * One broker per test JVM, because the first start is what costs time. Tests keep apart by topic
 * names of their own. It ends with the JVM.
 */
public final class SharedBroker {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private SharedBroker() {}

  /** The broker, started on first use. */
  public static LocalBroker get() {
    return Holder.BROKER;
  }

  /** Where clients connect, {@code host:port}. */
  public static String bootstrapServers() {
    return get().bootstrapServers();
  }

  /** A name that no other test uses. */
  public static String uniqueName(String prefix) {
    return prefix + "-" + NUMBER.incrementAndGet();
  }

  /** Creates plain topics with these names. */
  public static void createTopics(int partitions, String... names) {
    get()
        .createTopics(
            List.of(names).stream()
                .collect(Collectors.toMap(name -> name, name -> Map.<String, String>of())),
            partitions);
  }

  private static final class Holder {
    static final LocalBroker BROKER = start();

    private static LocalBroker start() {
      LocalBroker broker = LocalBroker.startTemporary();
      Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "close-shared-broker"));
      return broker;
    }
  }
}
