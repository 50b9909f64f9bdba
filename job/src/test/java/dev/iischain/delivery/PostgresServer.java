package dev.iischain.delivery;

import dev.iischain.local.FreePorts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL of this machine with data of its own, where the package is installed. */
final class PostgresServer implements AutoCloseable {

  static final String USER = "soc";
  private static final Path PACKAGES = Path.of("/usr/lib/postgresql");
  private static final boolean ROOT = System.getProperty("user.name").equals("root");

  private final Path programs;
  private final Path folder;
  private final int port;
  private final String password;

  private PostgresServer(Path programs, Path folder, int port, String password) {
    this.password = password;
    this.programs = programs;
    this.folder = folder;
    this.port = port;
  }

  /** The folder of the server's programs, or nothing where it is not installed. */
  static Optional<Path> programs() throws IOException {
    if (!Files.isDirectory(PACKAGES)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(PACKAGES)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .findFirst();
    }
  }

  /** Starts a server with one user and this password. */
  static PostgresServer start(Path programs, String password) throws IOException {
    Path folder = Files.createTempDirectory("iis-chain-postgres-");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path secret = Files.writeString(folder.resolve("password"), password);
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
    int port = FreePorts.any();
    PostgresServer server = new PostgresServer(programs, folder, port, password);
    server.run("initdb", "-A", "scram-sha-256", "-U", USER, "--pwfile=" + secret);
    server.run(
        "pg_ctl",
        "-w",
        "-l",
        folder.resolve("log").toString(),
        "-o",
        "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=" + folder,
        "start");
    return server;
  }

  /** Its address. */
  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  /** The password of {@link #USER}. */
  String password() {
    return password;
  }

  /** The rows of an answer, their columns with bars between them. */
  List<String> query(String sql) {
    List<String> rows = new ArrayList<>();
    try (Connection connection = connect();
        ResultSet result = connection.createStatement().executeQuery(sql)) {
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(result.getString(i));
        }
        rows.add(String.join("|", row));
      }
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
    return rows;
  }

  /** Runs a statement without an answer. */
  void execute(String sql) {
    try (Connection connection = connect()) {
      connection.createStatement().execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  private Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", USER);
    properties.setProperty("password", password);
    return ServiceLoader.load(Driver.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(each -> each.getClass().getName().startsWith("org.postgresql"))
        .findFirst()
        .orElseThrow()
        .connect(url(), properties);
  }

  /** Ends it, and keeps its data. */
  void stop() throws IOException {
    run("pg_ctl", "-w", "-m", "immediate", "stop");
  }

  private void run(String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if (ROOT) {
      command.addAll(List.of("runuser", "-u", "postgres", "--")); // it refuses to run as root
    }
    command.addAll(List.of(programs.resolve(program).toString(), "-D"));
    command.add(folder.resolve("data").toString());
    command.addAll(List.of(arguments));
    Path said = Files.createTempFile("iis-chain-postgres-", ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    boolean ended = await(process);
    String text = Files.readString(said, StandardCharsets.UTF_8);
    Files.delete(said);
    if (!ended || process.exitValue() != 0) {
      throw new IllegalStateException(program + ": " + text);
    }
  }

  @Override
  public void close() throws IOException {
    if (Files.exists(folder.resolve("data/postmaster.pid"))) {
      stop();
    }
    // Its files belong to its user.
    await(new ProcessBuilder("rm", "-rf", folder.toString()).start());
  }

  private static boolean await(Process process) {
    try {
      return process.waitFor(90, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
