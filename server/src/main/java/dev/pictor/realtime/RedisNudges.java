package dev.pictor.realtime;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Nudges through a Redis that all nodes share, by its publish and subscribe. While it is away this
/// node looks into the log each second; the connections come back by themselves.
final class RedisNudges implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RedisNudges.class);
  private static final String CHANNEL = "pictor:events";
  private static final Duration CONNECT = Duration.ofSeconds(1);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final int MOST_WAITING = 10_000;

  private final RedisURI address;
  private final ClientResources resources;
  private final RedisClient client;
  private final Nudges.Ear ear;
  private final Thread thread;
  private volatile @Nullable StatefulRedisConnection<String, String> speaker;
  private volatile @Nullable StatefulRedisPubSubConnection<String, String> listener;
  private volatile boolean connected;

  /// Only touched by the thread.
  private boolean isTold;

  private RedisNudges(String url, Nudges.Ear ear) {
    this.address = RedisURI.create(url);
    this.ear = ear;
    this.resources =
        ClientResources.builder().reconnectDelay(Delay.constant(Duration.ofMillis(500))).build();
    this.client = RedisClient.create(resources);
    client.setOptions(
        ClientOptions.builder()
            .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
            .socketOptions(SocketOptions.builder().connectTimeout(CONNECT).build())
            .requestQueueSize(MOST_WAITING)
            .build());
    this.thread = Thread.ofVirtual().name("redis-nudges").unstarted(this::watch);
  }

  /// Does not wait for Redis. The caller closes it.
  static RedisNudges open(String url, Nudges.Ear ear) {
    var nudges = new RedisNudges(url, ear);
    nudges.thread.start();
    return nudges;
  }

  /// Whether nudges of other nodes arrive, as far as is known.
  boolean isConnected() {
    return connected;
  }

  /// Tells all nodes; is lost while Redis is away.
  void say(UUID owner) {
    StatefulRedisConnection<String, String> open = speaker;
    if (open != null && open.isOpen()) {
      var _ = open.async().publish(CHANNEL, owner.toString());
    }
  }

  /// Each second: sees whether the lines are there, and while they are not, looks at everything.
  private void watch() {
    try {
      while (true) {
        boolean wasConnected = connected;
        connected = isUp();
        if (!connected || !wasConnected) {
          tell(connected);
          ear.maybeMissed();
        }
        Thread.sleep(LOOK);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // Closed: the thread ends.
    }
  }

  private boolean isUp() {
    try {
      if (listener == null) {
        listen();
      }
      StatefulRedisPubSubConnection<String, String> hears = listener;
      StatefulRedisConnection<String, String> says = speaker;
      return hears != null
          && says != null
          && hears.isOpen()
          && says.isOpen()
          && !says.sync().ping().isEmpty();
    } catch (RedisException e) {
      LOG.debug("Redis does not answer", e);
      return false;
    }
  }

  private void listen() {
    if (speaker == null) {
      StatefulRedisConnection<String, String> says = client.connect(StringCodec.UTF8, address);
      says.setTimeout(CONNECT);
      speaker = says;
    }
    StatefulRedisPubSubConnection<String, String> hears =
        client.connectPubSub(StringCodec.UTF8, address);
    hears.addListener(
        new RedisPubSubAdapter<>() {
          @Override
          public void message(String channel, String message) {
            ear.nudged(UUID.fromString(message));
          }

          @Override
          public void subscribed(String channel, long count) {
            // Again after an outage: what was said meanwhile was not heard.
            Thread.ofVirtual().name("redis-nudges-look").start(ear::maybeMissed);
          }
        });
    try {
      hears.sync().subscribe(CHANNEL);
      listener = hears;
    } finally {
      if (listener == null) {
        hears.close();
      }
    }
  }

  private void tell(boolean isBack) {
    if (isBack && isTold) {
      LOG.info("Redis is back; nodes tell each other of events by it again");
    } else if (!isBack && !isTold) {
      LOG.warn("Redis is away; this node looks for events each second until it is back");
    }
    isTold = !isBack;
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // It ends by itself; only the wait is given up.
    }
    connected = false;
    client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    var _ = resources.shutdown(0, 2, TimeUnit.SECONDS);
  }
}
