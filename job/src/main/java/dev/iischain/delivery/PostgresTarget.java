package dev.iischain.delivery;

import dev.iischain.delivery.DeliveryException.Kind;
import dev.iischain.event.Case;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;

/**
 * One row for each case in a table of PostgreSQL: a case store of one's own. The statement itself
 * keeps an older revision from replacing a newer one.
 */
public final class PostgresTarget implements CaseTarget {

  private static final String UPSERT =
      """
      INSERT INTO %1$s AS stored (case_id, revision, status, level, score, tenant, host, title,
        first_seen, last_seen, document)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::json)
      ON CONFLICT (case_id) DO UPDATE SET revision = EXCLUDED.revision, status = EXCLUDED.status,
        level = EXCLUDED.level, score = EXCLUDED.score, tenant = EXCLUDED.tenant,
        host = EXCLUDED.host, title = EXCLUDED.title, first_seen = EXCLUDED.first_seen,
        last_seen = EXCLUDED.last_seen, document = EXCLUDED.document
      WHERE stored.revision < EXCLUDED.revision
      """;

  private static final String CREATE =
      """
      CREATE TABLE IF NOT EXISTS %1$s (case_id text PRIMARY KEY, revision bigint NOT NULL,
        status text NOT NULL, level text NOT NULL, score integer NOT NULL, tenant text NOT NULL,
        host text NOT NULL, title text NOT NULL, first_seen timestamptz NOT NULL,
        last_seen timestamptz NOT NULL, document json NOT NULL)
      """;

  private final String url;
  private final String user;
  private final Secret password;
  private final String table;
  private final Duration timeout;
  private final Tls tls;
  private final Driver driver = driver();
  private final ConnectionDeadlines deadlines = new ConnectionDeadlines();

  /**
   * How a connection is protected.
   *
   * @param required whether there is none without a certificate that is valid for the host
   * @param caFile certificates in PEM that are trusted instead of the machine's, or empty
   */
  public record Tls(boolean required, String caFile) {}

  /** A target in a table, whose name is a plain SQL identifier, of a database at a JDBC URL. */
  public PostgresTarget(
      String url, String user, Secret password, String table, Duration timeout, Tls tls) {
    this.url = url;
    this.user = user;
    this.password = password;
    this.table = table;
    this.timeout = timeout;
    this.tls = tls;
  }

  /** The driver itself: while the JVM's list held it, the classes of an ended job would stay. */
  private static Driver driver() {
    try {
      for (Driver driver :
          ServiceLoader.load(Driver.class, PostgresTarget.class.getClassLoader())) {
        if (driver.acceptsURL("jdbc:postgresql:")) {
          for (Driver listed : Collections.list(DriverManager.getDrivers())) {
            if (listed.getClass() == driver.getClass()) {
              DriverManager.deregisterDriver(listed);
            }
          }
          return driver;
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("a driver of ours can be taken off the list", e);
    }
    throw new IllegalStateException("the jar brings the driver");
  }

  @Override
  public String deliver(Delivery delivery) throws DeliveryException {
    Case snapshot = delivery.snapshot();
    try (Connection connection = connect()) {
      deadlines.within(
          timeout.plusSeconds(1), // the driver's own timeout comes first
          connection,
          () -> upsert(connection, snapshot, delivery.json()));
      return snapshot.caseId();
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private void upsert(Connection connection, Case snapshot, byte[] json) throws SQLException {
    try (PreparedStatement upsert = connection.prepareStatement(UPSERT.formatted(table))) {
      upsert.setQueryTimeout((int) Math.max(1, timeout.toSeconds()));
      upsert.setString(1, snapshot.caseId());
      upsert.setLong(2, snapshot.revision());
      upsert.setString(3, snapshot.status());
      upsert.setString(4, snapshot.level());
      upsert.setInt(5, snapshot.score());
      upsert.setString(6, storable(snapshot.tenant()));
      upsert.setString(7, storable(snapshot.host().name()));
      upsert.setString(8, storable(snapshot.title()));
      upsert.setTimestamp(9, Timestamp.from(snapshot.firstSeen()));
      upsert.setTimestamp(10, Timestamp.from(snapshot.lastSeen()));
      upsert.setString(11, new String(json, StandardCharsets.UTF_8));
      upsert.executeUpdate(); // no row changes when this revision or a newer one is there
    }
  }

  /** Creates the table when it is missing. */
  public void createTable() throws DeliveryException {
    try (Connection connection = connect();
        PreparedStatement create = connection.prepareStatement(CREATE.formatted(table))) {
      create.execute();
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  @Override
  public void close() {
    deadlines.close();
  }

  private Connection connect() throws DeliveryException, SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    if (!password.isNone()) {
      properties.setProperty("password", password.read());
    }
    String seconds = Long.toString(Math.max(1, timeout.toSeconds()));
    properties.setProperty("connectTimeout", seconds);
    properties.setProperty("loginTimeout", seconds);
    properties.setProperty("socketTimeout", seconds);
    properties.setProperty("ApplicationName", "iis-chain");
    properties.setProperty("socketFactory", EndingSocketFactory.class.getName());
    if (tls.required()) {
      properties.setProperty("sslmode", "verify-full");
      if (tls.caFile().isEmpty()) {
        properties.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
      } else {
        properties.setProperty("sslrootcert", tls.caFile());
      }
    }
    Connection connection = driver.connect(url, properties);
    if (connection == null) {
      throw DeliveryException.of(Kind.UNAUTHORISED, "The address is no JDBC URL of PostgreSQL.");
    }
    return connection;
  }

  /** PostgreSQL's text holds no NUL; the document has it as an escape. */
  private static String storable(String text) {
    return text.replace('\u0000', '\ufffd');
  }

  /** What an SQLSTATE means for us; its message may hold the values, so it is not told. */
  private static DeliveryException failure(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    String message = "PostgreSQL answers SQLSTATE " + (state.isEmpty() ? "none" : state) + ".";
    Kind kind;
    if (state.startsWith("28") || state.equals("42501") || state.equals("42P01")) {
      kind = Kind.UNAUTHORISED; // who we are, what we may do, or the table: no case is to blame
    } else if (state.startsWith("22") || state.startsWith("23")) {
      kind = Kind.REFUSED;
    } else {
      kind = Kind.RETRY; // connection, resources, shutdown; the statement can be repeated
    }
    return DeliveryException.of(kind, message);
  }

  @Override
  public List<String> preflight() {
    String sql = "SELECT has_table_privilege(to_regclass(?), 'INSERT, UPDATE')";
    try (Connection connection = connect();
        PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, table);
      try (ResultSet result = query.executeQuery()) {
        result.next();
        boolean allowed = result.getBoolean(1);
        if (result.wasNull()) {
          return List.of("There is no table '" + table + "'. Create it with deliver --create.");
        }
        return allowed ? List.of() : List.of("'" + user + "' may not write to '" + table + "'.");
      }
    } catch (SQLException e) {
      return List.of(String.valueOf(failure(e).getMessage()));
    } catch (DeliveryException e) {
      return List.of(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public String preview(Case snapshot) {
    return UPSERT.formatted(table).strip() + "\n-- case_id = " + snapshot.caseId();
  }
}
