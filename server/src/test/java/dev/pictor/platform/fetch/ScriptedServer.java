package dev.pictor.platform.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSocket;

/// A server of one address that sends, byte for byte, what a test wants, and remembers what it was
/// asked.
final class ScriptedServer implements AutoCloseable {
  /// Answers one request; the connection is closed afterwards.
  interface Script {
    void answer(String request, OutputStream out) throws IOException, InterruptedException;
  }

  private final ServerSocket listener;
  private final Script script;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> tlsNames = new CopyOnWriteArrayList<>();

  private ScriptedServer(ServerSocket listener, String address, Script script) throws IOException {
    this.listener = listener;
    this.script = script;
    listener.bind(new InetSocketAddress(InetAddress.ofLiteral(address), 0));
    Thread.ofVirtual().name("scripted-server").start(this::accept);
  }

  static ScriptedServer on(String address, Script script) throws IOException {
    return new ScriptedServer(new ServerSocket(), address, script);
  }

  static ScriptedServer secure(SSLServerSocketFactory tls, String address, Script script)
      throws IOException {
    return new ScriptedServer(tls.createServerSocket(), address, script);
  }

  /// Sends this text and no more.
  static Script says(String answer) {
    return (_, out) -> out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
  }

  static Script redirects(int status, String location) {
    return says(
        "HTTP/1.1 " + status + " Moved\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n");
  }

  /// A small answer that is right in all respects.
  static Script serves(String type, String body) {
    return says(
        "HTTP/1.1 200 OK\r\nContent-Type: "
            + type
            + "\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
  }

  int port() {
    return listener.getLocalPort();
  }

  /// The heads of the requests, in their order.
  List<String> requests() {
    return List.copyOf(requests);
  }

  /// The names that clients asked for in the TLS handshake.
  List<String> tlsNames() {
    return List.copyOf(tlsNames);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        open.add(client);
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException _) {
        return; // Closed by the test.
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      String head = head(client.getInputStream());
      if (client instanceof SSLSocket secure) {
        rememberName(secure);
      }
      requests.add(head);
      OutputStream out = client.getOutputStream();
      script.answer(head, out);
      out.flush();
    } catch (IOException | InterruptedException _) {
      // The client went away, which is what many of the tests are about.
    } finally {
      open.remove(client);
    }
  }

  private void rememberName(SSLSocket client) {
    if (client.getSession() instanceof ExtendedSSLSession session) {
      session.getRequestedServerNames().stream()
          .map(name -> new String(name.getEncoded(), StandardCharsets.US_ASCII))
          .forEach(tlsNames::add);
    }
  }

  private static String head(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the client went away");
      }
      head.append((char) next);
    }
    return head.toString();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket client : open) {
      client.close();
    }
  }
}
