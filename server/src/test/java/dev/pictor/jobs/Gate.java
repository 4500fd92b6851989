package dev.pictor.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A way to the database that a test can shut: connections through it break, and new ones are
/// refused, until it is opened again on the same port.
final class Gate implements AutoCloseable {
  private final InetAddress here = InetAddress.getLoopbackAddress();
  private final String url;
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private ServerSocket server;

  Gate(String jdbcUrl) throws IOException {
    target = URI.create(jdbcUrl.substring("jdbc:".length())).getPort();
    server = new ServerSocket(0, 50, here);
    url = jdbcUrl.replace(":" + target, ":" + server.getLocalPort());
    accept(server);
  }

  /// The database's address through the gate.
  String jdbcUrl() {
    return url;
  }

  synchronized void shut() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
    open.clear();
  }

  synchronized void open() throws IOException {
    server = new ServerSocket(server.getLocalPort(), 50, here);
    accept(server);
  }

  private void accept(ServerSocket gate) {
    Thread.ofVirtual()
        .start(() -> {
          while (!gate.isClosed()) {
            passOne(gate);
          }
        });
  }

  private void passOne(ServerSocket gate) {
    try {
      Socket from = gate.accept();
      Socket to = new Socket(here, target);
      from.setTcpNoDelay(true);
      to.setTcpNoDelay(true);
      open.add(from);
      open.add(to);
      Thread.ofVirtual().start(() -> copy(from, to));
      Thread.ofVirtual().start(() -> copy(to, from));
    } catch (IOException e) {
      if (!gate.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void copy(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException _) {
      // One side is gone; so is the connection.
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  @Override
  public void close() throws IOException {
    shut();
  }
}
