package dev.pictor.platform.fetch;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A connection to an address that was checked, for one request. It never sees a name that could be
/// looked up again: the host's name is only written into the TLS handshake and the `Host` header.
final class PinnedConnection implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PinnedConnection.class);

  /// Bounds what a host can make us hold before the body: 100 headers of 8 KiB each.
  private static final Http1Config MESSAGES =
      Http1Config.custom()
          .setMaxLineLength(8192)
          .setMaxHeaderCount(100)
          .setMaxEmptyLineCount(10)
          .build();

  private final WebUrl url;
  private final Socket socket;
  private final DefaultBHttpClientConnection http = bounded();

  private PinnedConnection(WebUrl url, Socket socket) {
    this.url = url;
    this.socket = socket;
  }

  /// The parser gets its bounds by its own factory: the connection hands it none (HttpCore 5.4.2),
  /// and a head would be read without end.
  private static DefaultBHttpClientConnection bounded() {
    return new DefaultBHttpClientConnection(
        MESSAGES,
        /* charDecoder= */ null,
        /* charEncoder= */ null,
        /* incomingContentStrategy= */ null,
        /* outgoingContentStrategy= */ null,
        /* requestWriterFactory= */ null,
        new DefaultHttpResponseParserFactory(MESSAGES));
  }

  /// Tries the addresses in turn, each with an equal share of the time that is left.
  static PinnedConnection open(WebUrl url, List<InetAddress> addresses, Duration timeout)
      throws IOException {
    long end = System.nanoTime() + timeout.toNanos();
    IOException last = new ConnectException("no address");
    for (int i = 0; i < addresses.size(); i++) {
      Duration share = Duration.ofNanos(end - System.nanoTime()).dividedBy(addresses.size() - i);
      // The JDK's default socket would ask the machine's SOCKS proxy; a pin needs the bare one.
      var socket = new Socket(Proxy.NO_PROXY);
      try {
        socket.setTcpNoDelay(true);
        // At least 1 ms, as 0 would mean to wait for ever.
        socket.connect(
            new InetSocketAddress(addresses.get(i), url.port()),
            Math.toIntExact(Math.max(1, share.toMillis())));
        return new PinnedConnection(url, socket);
      } catch (IOException e) {
        last = e;
        socket.close();
      }
    }
    throw last;
  }

  /// Shakes hands when the URL wants TLS; the certificate must be for the host of the URL.
  void secure(SSLSocketFactory tls) throws IOException {
    if (!url.secure()) {
      http.bind(socket);
      return;
    }
    var layered =
        (SSLSocket)
            tls.createSocket(socket, url.host().tlsName(), url.port(), /* autoClose= */ true);
    SSLParameters parameters = layered.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    layered.setSSLParameters(parameters);
    layered.startHandshake();
    http.bind(layered);
  }

  /// Sends the request and reads the answer's head; its body streams.
  ClassicHttpResponse get() throws IOException, HttpException {
    return send(request("GET"));
  }

  /// The same with a JSON body and more headers.
  ClassicHttpResponse post(Map<String, String> headers, byte[] body)
      throws IOException, HttpException {
    BasicClassicHttpRequest request = request("POST");
    headers.forEach(request::addHeader);
    request.addHeader("Content-Type", "application/json");
    request.addHeader("Content-Length", body.length);
    request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
    return send(request);
  }

  private BasicClassicHttpRequest request(String method) {
    // Without a host given, even none, the target would be read as a URL once more, and one of two
    // slashes as a host.
    var request = new BasicClassicHttpRequest(method, (HttpHost) null, url.target());
    request.addHeader("Host", url.authority());
    request.addHeader("User-Agent", "Pictor");
    request.addHeader("Accept", "*/*");
    request.addHeader("Accept-Encoding", "identity");
    request.addHeader("Connection", "close");
    return request;
  }

  private ClassicHttpResponse send(BasicClassicHttpRequest request)
      throws IOException, HttpException {
    return new HttpRequestExecutor().execute(request, http, HttpCoreContext.create());
  }

  /// Drops the connection. The socket itself is closed, as TLS would want to say goodbye first and
  /// a host that does not read could make that wait.
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.debug("A socket did not close; the system will, host={}", url.host().text(), e);
    }
  }
}
