package dev.iischain.delivery;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between the adapter and a real PostgreSQL, and spoils the connection: it knows just enough
 * of the protocol to see where a statement has been committed.
 */
final class DatabaseProxy implements AutoCloseable {

  private static final byte[] PAGE =
      "HTTP/1.1 200 OK\r\n\r\n<html>Sign in</html>".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NO_TLS = {'N'};

  /** The server is ready for the next statement, outside of a transaction. */
  private static final String READY = "Z\0\0\0\5I";

  private final int server;
  private final int port;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private ServerSocket door;
  private final AtomicInteger written = new AtomicInteger();
  private final AtomicInteger silenced = new AtomicInteger();
  private Trouble trouble = Trouble.NONE;
  private int spared;
  private boolean lasting;

  /** What goes wrong with a connection. */
  enum Trouble {
    NONE,
    /** Something else than a database answers. */
    PAGE_AT_ONCE,
    /** The server says that it is starting up, as SQLSTATE 57P03. */
    STARTING,
    /** After the commit the connection ends. */
    CUT,
    /** After the commit nothing comes any more. */
    SILENCE,
    /** After the commit a page comes. */
    PAGE
  }

  /** A proxy before the server at a JDBC URL. */
  DatabaseProxy(String url) {
    server = URI.create(url.substring("jdbc:".length())).getPort();
    try {
      door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    port = door.getLocalPort();
    listen(door);
  }

  /** Its own address. */
  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  /** How many connections were accepted. */
  int connections() {
    return connections.get();
  }

  /** How many inserts were committed, answered or not. */
  int written() {
    return written.get();
  }

  /** How many inserts were committed and never answered. */
  int silenced() {
    return silenced.get();
  }

  /** The next connections suffer; all but those that start up once, and after so many others. */
  synchronized void trouble(Trouble next, int after) {
    trouble = next;
    spared = after;
    lasting = false;
  }

  /** From now on nothing comes after a commit, but after so many others. */
  synchronized void silence(int after) {
    trouble(Trouble.SILENCE, after);
    lasting = true;
  }

  /** Nobody listens any more. */
  void shut() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Somebody listens again, and nothing goes wrong. */
  void recover() {
    trouble(Trouble.NONE, 0);
    if (door.isClosed()) {
      try {
        door = new ServerSocket();
        door.setReuseAddress(true);
        door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      listen(door);
    }
  }

  private void listen(ServerSocket listening) {
    start(
        () -> {
          while (true) {
            Socket client = listening.accept();
            connections.incrementAndGet();
            sockets.add(client);
            start(() -> serve(client));
          }
        });
  }

  private synchronized Trouble atStart() {
    return switch (trouble) {
      case STARTING -> trouble;
      case PAGE_AT_ONCE -> once();
      default -> Trouble.NONE;
    };
  }

  private synchronized Trouble atCommit() {
    return switch (trouble) {
      case CUT, SILENCE, PAGE -> once();
      default -> Trouble.NONE;
    };
  }

  private Trouble once() {
    if (spared-- > 0) {
      return Trouble.NONE;
    }
    Trouble now = trouble;
    if (!lasting) {
      trouble = Trouble.NONE;
    }
    return now;
  }

  private void serve(Socket client) throws IOException {
    Trouble now = atStart();
    if (now == Trouble.PAGE_AT_ONCE) {
      client.getOutputStream().write(PAGE);
      client.close();
    } else if (now == Trouble.STARTING) {
      client.getInputStream().readNBytes(8); // asks for TLS
      client.getOutputStream().write(NO_TLS);
      if (client.getInputStream().read() >= 0) {
        client.getOutputStream().write(startingUp());
      }
      client.close();
    } else {
      Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server);
      sockets.add(upstream);
      start(() -> copy(client.getInputStream(), upstream));
      answers(upstream.getInputStream(), client);
    }
  }

  private static byte[] startingUp() {
    byte[] fields =
        "SFATAL\0VFATAL\0C57P03\0Mthe database system is starting up\0\0"
            .getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(fields.length + 5)
        .put((byte) 'E')
        .putInt(fields.length + 4)
        .put(fields)
        .array();
  }

  private static void copy(InputStream from, Socket to) throws IOException {
    try (to) {
      from.transferTo(to.getOutputStream());
    }
  }

  /** Passes on what the server says, and holds the end of an INSERT back until it is committed. */
  private void answers(InputStream from, Socket client) throws IOException {
    try (client) {
      OutputStream out = client.getOutputStream();
      ByteArrayOutputStream held = new ByteArrayOutputStream();
      byte[] chunk = new byte[8_192];
      for (int read = from.read(chunk); read >= 0; read = from.read(chunk)) {
        held.write(chunk, 0, read);
        String text = held.toString(StandardCharsets.ISO_8859_1);
        boolean inserted = text.contains("INSERT 0 ");
        if (inserted && !text.endsWith(READY)) {
          continue;
        }
        if (inserted) {
          written.incrementAndGet();
        }
        switch (inserted ? atCommit() : Trouble.NONE) {
          case CUT -> {
            return;
          }
          case SILENCE -> {
            silenced.incrementAndGet();
            from.transferTo(OutputStream.nullOutputStream());
          }
          case PAGE -> {
            out.write(PAGE);
            return;
          }
          default -> out.write(held.toByteArray());
        }
        held.reset();
      }
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  /** The other side may go away at any time: that is what this is about. */
  private static void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // ended
              }
            },
            "database-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    shut();
    for (Socket socket : sockets) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
