package dev.pictor.platform.partner;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/// Calls of one service that the operator configured: with a deadline for connecting and one for
/// the whole exchange, a cap on what is read, no redirects, and never a word of what was sent in an
/// error. Thread-safe.
///
/// Plain `http` goes as HTTP/1.1: the offer of HTTP/2 that Java's client sends along otherwise
/// makes some servers read an empty body.
public final class PartnerHttp implements AutoCloseable {
  private final HttpClient client;
  private final Limits limits;

  /// @param connect until there is a connection
  /// @param total until the last byte of the answer
  /// @param maxBytes of an answer
  public record Limits(Duration connect, Duration total, long maxBytes) {
    /// For calls that only ask or hand over.
    public static final Limits QUICK =
        new Limits(Duration.ofSeconds(5), Duration.ofSeconds(30), 4L << 20);

    /// For calls that bring a picture, such as those that make it while one waits.
    public static Limits forPictures(Duration total) {
      return new Limits(Duration.ofSeconds(5), total, 128L << 20);
    }
  }

  public PartnerHttp(Limits limits) {
    this.limits = limits;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(limits.connect())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /// How a call went.
  public sealed interface Exchange {
    /// There is an answer, whatever its status.
    record Answered(HttpAnswer answer) implements Exchange {}

    /// Nothing was sent: refused, unknown host, no connection in time. Safe to do again elsewhere.
    record NotReached(String why) implements Exchange {}

    /// Sent, at least in part, and no whole answer came: it may have been done.
    record NoAnswer(String why) implements Exchange {}
  }

  /// A call to make.
  ///
  /// @param headers names and values by turns
  /// @param body null for none
  public record Call(
      String method, URI address, List<String> headers, @Nullable BodyPublisher body) {
    public Call {
      headers = List.copyOf(headers);
    }

    public static Call get(URI address, String... headers) {
      return new Call("GET", address, List.of(headers), null);
    }

    /// With a JSON body.
    public static Call post(URI address, byte[] json, String... headers) {
      var all = new ArrayList<>(List.of(headers));
      all.addAll(List.of("Content-Type", "application/json"));
      return new Call("POST", address, all, BodyPublishers.ofByteArray(json));
    }

    /// Its address may be signed and its headers carry the key.
    @Override
    public String toString() {
      return method + " " + address.getHost();
    }
  }

  /// @throws InterruptedException as soon as the thread is interrupted; the call is given up
  public Exchange send(Call call) throws InterruptedException {
    return send(call, limits.total());
  }

  /// The same with another deadline.
  public Exchange send(Call call, Duration total) throws InterruptedException {
    return send(call, total, BodyHandlers.ofByteArray());
  }

  /// The same with another way of reading the body, such as one that hears of events as they come.
  public Exchange send(Call call, Duration total, BodyHandler<byte[]> reading)
      throws InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> future =
        client.sendAsync(request(call), BodyHandlers.limiting(reading, limits.maxBytes()));
    try {
      return new Exchange.Answered(
          HttpAnswer.of(future.get(total.toMillis(), TimeUnit.MILLISECONDS)));
    } catch (TimeoutException _) {
      future.cancel(true);
      return new Exchange.NoAnswer("no answer within " + total.toSeconds() + " s");
    } catch (ExecutionException e) {
      return failed(e.getCause());
    } catch (InterruptedException e) {
      future.cancel(true);
      throw e;
    }
  }

  private static HttpRequest request(Call call) {
    BodyPublisher body = call.body() == null ? BodyPublishers.noBody() : call.body();
    var request = HttpRequest.newBuilder(call.address()).method(call.method(), body);
    if (!call.headers().isEmpty()) {
      request.headers(call.headers().toArray(String[]::new));
    }
    boolean plain = "http".equals(call.address().getScheme());
    return request.version(plain ? HttpClient.Version.HTTP_1_1 : HttpClient.Version.HTTP_2).build();
  }

  private static Exchange failed(@Nullable Throwable cause) {
    return switch (cause) {
      case HttpConnectTimeoutException _ -> new Exchange.NotReached("no connection in time");
      case ConnectException _, UnresolvedAddressException _ ->
          new Exchange.NotReached("the connection is refused or the host unknown");
      case SSLHandshakeException _ -> new Exchange.NotReached("no trusted TLS connection");
      case IOException e -> new Exchange.NoAnswer("the connection broke: " + kind(e));
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case null, default ->
          throw new IllegalStateException("a call ended in an unknown way", cause);
    };
  }

  /// Messages of these exceptions may hold addresses.
  private static String kind(IOException e) {
    return e.getClass().getSimpleName();
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
