package dev.iischain.delivery;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/**
 * Sockets on which nothing can be skipped behind the end. PostgreSQL's driver skips a message that
 * it does not expect, and would go on for ever where the connection ended before that message, as
 * it does when something else than a database answers. The driver makes it by its name.
 */
public final class EndingSocketFactory extends SocketFactory {

  @Override
  public Socket createSocket() {
    return new EndingSocket();
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw unused();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw unused();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw unused();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw unused();
  }

  private static UnsupportedOperationException unused() {
    return new UnsupportedOperationException("the driver connects by itself");
  }

  private static final class EndingSocket extends Socket {

    @Override
    public InputStream getInputStream() throws IOException {
      return new EndingInput(super.getInputStream());
    }
  }

  private static final class EndingInput extends FilterInputStream {

    EndingInput(InputStream in) {
      super(in);
    }

    @Override
    public long skip(long count) throws IOException {
      long skipped = in.skip(count);
      if (skipped == 0 && count > 0) {
        if (in.read() < 0) {
          throw new EOFException("the connection ended within a message");
        }
        return 1;
      }
      return skipped;
    }
  }
}
