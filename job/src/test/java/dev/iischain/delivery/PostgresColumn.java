package dev.iischain.delivery;

import dev.iischain.delivery.DatabaseProxy.Trouble;
import dev.iischain.delivery.HttpDouble.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A table of a real PostgreSQL as a column of the table of faults. What HTTP calls by a status has
 * a counterpart here; what only a database does has methods of its own. Connections are spoiled by
 * a proxy, everything else goes wrong in the server itself.
 */
final class PostgresColumn implements FaultySystem {

  private static final String PASSWORD = "open-sesame";
  private static final String USER = "courier";
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final PostgresServer server;
  private final String table = "cases_" + NUMBER.incrementAndGet();
  private final Path password;
  private final DatabaseProxy proxy;

  /** A fresh table, which a user without further rights may write to. */
  PostgresColumn(PostgresServer server) {
    this.server = server;
    proxy = new DatabaseProxy(server.url());
    try {
      password = Files.writeString(Files.createTempFile("iis-chain-password-", ""), PASSWORD);
      new PostgresTarget(
              server.url(),
              PostgresServer.USER,
              TestSecret.of(server.password()),
              table,
              Duration.ofSeconds(10),
              new PostgresTarget.Tls(false, ""))
          .createTable();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (DeliveryException e) {
      throw new AssertionError("the table was not created", e);
    }
    sql("CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(user(), PASSWORD));
    sql("GRANT SELECT, INSERT, UPDATE ON %s TO %s".formatted(table, user()));
    sql("CREATE SEQUENCE attempts_of_%s".formatted(table));
    trigger("RETURN NEW;");
    sql(
        "CREATE TRIGGER spoil BEFORE INSERT ON %1$s FOR EACH ROW EXECUTE FUNCTION spoil_%1$s()"
            .formatted(table));
  }

  private String user() {
    return USER + "_of_" + table;
  }

  @Override
  public CaseTarget adapter() {
    return new PostgresTarget(
        proxy.url(),
        user(),
        new Secret(password.toString(), ""),
        table,
        Duration.ofSeconds(1),
        new PostgresTarget.Tls(false, ""));
  }

  @Override
  public void failNext(Fault fault, int times) {
    switch (fault) {
      case NONE -> recover();
      case UNAVAILABLE -> proxy.shut();
      case TOO_MANY_REQUESTS -> alter("CONNECTION LIMIT 0");
      case UNAUTHORISED -> write("guess");
      case MALFORMED -> proxy.trouble(Trouble.PAGE_AT_ONCE, 0);
      case RESET_AFTER_COMMIT -> proxy.trouble(Trouble.CUT, 0);
      case HANG_AFTER_COMMIT -> proxy.trouble(Trouble.SILENCE, 0);
      case MALFORMED_AFTER_COMMIT -> proxy.trouble(Trouble.PAGE, 0);
    }
  }

  @Override
  public void failWrite(Fault fault, int after) {
    switch (fault) {
      case RESET_AFTER_COMMIT -> proxy.trouble(Trouble.CUT, after);
      case HANG_AFTER_COMMIT -> proxy.trouble(Trouble.SILENCE, after);
      case MALFORMED_AFTER_COMMIT -> proxy.trouble(Trouble.PAGE, after);
      case MALFORMED -> proxy.trouble(Trouble.PAGE_AT_ONCE, after);
      default -> throw new IllegalArgumentException(fault + " is no fault of one statement");
    }
  }

  @Override
  public void holdAnswers(int after) {
    proxy.silence(after);
  }

  @Override
  public int held() {
    return proxy.silenced();
  }

  @Override
  public int written() {
    return proxy.written();
  }

  @Override
  public Map<String, String> section() {
    return Map.of(
        "url", proxy.url(),
        "user", user(),
        "password-file", password.toString(),
        "table", table);
  }

  /** The server is there and not ready yet. */
  void startUp() {
    proxy.trouble(Trouble.STARTING, 0);
  }

  /** The server has become a standby, which takes no writes. */
  void becomeReadOnly() {
    alter("SET default_transaction_read_only = on");
  }

  /** Another transaction was there first. */
  void failToSerialise(int after) {
    inTransaction("RAISE EXCEPTION 'concurrent update' USING ERRCODE = '40001'", after);
  }

  /** An administrator ends the session within the transaction. */
  void killSession(int after) {
    inTransaction("PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(5)", after);
  }

  /** Something happens once, within the transaction that follows so many others. */
  private void inTransaction(String what, int after) {
    sql("ALTER SEQUENCE attempts_of_%s RESTART".formatted(table));
    trigger(
        "IF nextval('attempts_of_%s') = %d THEN %s; END IF; RETURN NEW;"
            .formatted(table, after + 1, what));
  }

  private void trigger(String body) {
    sql(
        """
        CREATE OR REPLACE FUNCTION spoil_%s() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
        AS $$ BEGIN %s END $$
        """
            .formatted(table, body));
  }

  private void alter(String how) {
    sql("ALTER ROLE %s %s".formatted(user(), how));
  }

  private void write(String secret) {
    try {
      Files.writeString(password, secret);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void recover() {
    proxy.recover();
    write(PASSWORD);
    alter("CONNECTION LIMIT -1");
    alter("RESET default_transaction_read_only");
    trigger("RETURN NEW;");
  }

  @Override
  public Map<String, List<Long>> shown() {
    Map<String, List<Long>> shown = new TreeMap<>();
    for (String row : server.query("SELECT case_id, revision FROM " + table)) {
      String[] values = row.split("\\|");
      shown.computeIfAbsent(values[0], id -> new ArrayList<>()).add(Long.parseLong(values[1]));
    }
    return shown;
  }

  @Override
  public int requests() {
    return proxy.connections();
  }

  private void sql(String statement) {
    server.execute(statement);
  }

  @Override
  public void close() {
    proxy.close();
    try {
      Files.delete(password);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
