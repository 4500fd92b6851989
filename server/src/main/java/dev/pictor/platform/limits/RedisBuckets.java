package dev.pictor.platform.limits;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Buckets in a Redis that all nodes share, over one connection that is restored by itself.
final class RedisBuckets implements Buckets {
  /// A Redis that is well answers within one or two.
  static final Duration PATIENCE = Duration.ofMillis(50);

  private static final Duration CONNECT = Duration.ofSeconds(1);

  private final RedisURI address;
  private final RedisClient client;
  private final Duration patience;
  private final InstantSource clock;
  private CompletableFuture<StatefulRedisConnection<String, String>> connection;

  /// Begins to connect and waits for a second at most: a Redis that is away must not keep the
  /// service from its start, and the first requests should be counted when it is not.
  ///
  /// @param patience how long a request may wait for an answer
  RedisBuckets(String url, Duration patience, InstantSource clock) {
    this.address = RedisURI.create(url);
    this.patience = patience;
    this.clock = clock;
    this.client = RedisClient.create();
    client.setOptions(
        ClientOptions.builder()
            .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
            .socketOptions(SocketOptions.builder().connectTimeout(CONNECT).build())
            .requestQueueSize(10_000)
            .build());
    this.connection = connect();
    try {
      await(connection, CONNECT);
    } catch (StoreLost _) {
      // The first request that wants to be counted says so.
    }
  }

  private CompletableFuture<StatefulRedisConnection<String, String>> connect() {
    return client.connectAsync(StringCodec.UTF8, address).toCompletableFuture();
  }

  /// The connection, or the one that is being made now; a failed one is tried again.
  private synchronized CompletableFuture<StatefulRedisConnection<String, String>> connection() {
    if (connection.isCompletedExceptionally()) {
      connection = connect();
    }
    return connection;
  }

  @Override
  public Verdict take(String bucket, Limit limit) throws StoreLost {
    StatefulRedisConnection<String, String> open = await(connection(), patience);
    String[] keys = {TokenScript.key(bucket, limit)};
    String[] arguments = TokenScript.arguments(limit, clock).toArray(String[]::new);
    List<Long> numbers =
        await(
            open.async()
                .<List<Long>>eval(TokenScript.TEXT, ScriptOutputType.MULTI, keys, arguments),
            patience);
    return TokenScript.verdict(limit, numbers.get(0), numbers.get(1));
  }

  private static <T> T await(Future<T> answer, Duration patience) throws StoreLost {
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new StoreLost("Redis does not answer within " + patience.toMillis() + " ms", e);
    } catch (ExecutionException e) {
      throw new StoreLost("Redis: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreLost("interrupted while waiting for Redis", e);
    }
  }

  @Override
  public void close() {
    client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
  }
}
