package dev.iischain.delivery;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends connections to a database on which nothing sensible comes. A driver's own timeouts are for
 * single reads: where something in between talks another protocol, or sends a byte at a time, it
 * would read for ever.
 */
final class ConnectionDeadlines implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ConnectionDeadlines.class);

  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "database-deadline");
            thread.setDaemon(true);
            return thread;
          });

  /** What is done on a connection. */
  interface Work {
    void run() throws SQLException;
  }

  /** Does something on a connection, whose end it is when that takes longer than this. */
  void within(Duration limit, Connection connection, Work work) throws SQLException {
    ScheduledFuture<?> end =
        watch.schedule(() -> end(connection), limit.toMillis(), TimeUnit.MILLISECONDS);
    try {
      work.run();
    } finally {
      end.cancel(false);
    }
  }

  private static void end(Connection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      LOG.warn("A connection to a database could not be ended: SQLSTATE {}.", e.getSQLState());
    }
  }

  @Override
  public void close() {
    watch.shutdownNow();
  }
}
