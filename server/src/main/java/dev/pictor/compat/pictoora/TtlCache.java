package dev.pictor.compat.pictoora;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Scheduler;
import com.github.benmanes.caffeine.cache.Ticker;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/// Text to values, each for a time of its own, a thousand at most. Reading and writing take the
/// same time however much is in it; it is safe to use from many threads. What has expired is
/// removed by itself; what is needed least makes room.
final class TtlCache<V> {
  static final int MOST = 1_000;
  static final Duration USUAL = Duration.ofHours(1);

  /// What an entry takes beside its key and value: the cache's node, the slot and our record, on a
  /// 64-bit JVM with compressed pointers.
  private static final long ENTRY_BYTES = 160;

  /// A text's object, array header and padding; each character takes one byte more.
  private static final long TEXT_BYTES = 56;

  private final Cache<String, Kept<V>> kept;
  private final Ticker ticker;
  private final InstantSource clock;
  private final ToLongFunction<V> bytes;

  /// @param clock for the times that are shown
  /// @param ticker for how long something is kept, in nanoseconds: unlike a clock it never jumps
  /// @param bytes what a value takes, about
  TtlCache(InstantSource clock, Ticker ticker, ToLongFunction<V> bytes) {
    this.clock = clock;
    this.ticker = ticker;
    this.bytes = bytes;
    this.kept =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfter(Expiry.<String, Kept<V>>writing((_, entry) -> entry.ttl()))
            .ticker(ticker)
            .scheduler(Scheduler.systemScheduler())
            .recordStats()
            .build();
  }

  private record Kept<V>(V value, Duration ttl, Instant createdAt, long createdNanos) {}

  /// One entry, for people who watch.
  record Listed<V>(String key, V value, Duration left, Instant createdAt) {}

  /// How it does.
  ///
  /// @param hits questions that were answered
  /// @param misses questions that were not
  /// @param evictions entries that went because they expired or to make room
  /// @param bytes of keys and values, estimated
  record Counts(long size, long hits, long misses, long evictions, long bytes) {}

  void put(String key, V value) {
    put(key, value, USUAL);
  }

  void put(String key, V value, Duration ttl) {
    kept.put(key, new Kept<>(value, ttl, clock.instant(), ticker.read()));
  }

  Optional<V> get(String key) {
    return Optional.ofNullable(kept.getIfPresent(key)).map(Kept::value);
  }

  void remove(String key) {
    kept.invalidate(key);
  }

  Counts counts() {
    kept.cleanUp();
    CacheStats stats = kept.stats();
    long memory = 0;
    for (var each : kept.asMap().entrySet()) {
      memory += ENTRY_BYTES + textBytes(each.getKey()) + bytes.applyAsLong(each.getValue().value());
    }
    return new Counts(
        kept.estimatedSize(), stats.hitCount(), stats.missCount(), stats.evictionCount(), memory);
  }

  /// What is in it now, the youngest first.
  List<Listed<V>> entries() {
    long now = ticker.read();
    return kept.asMap().entrySet().stream()
        .map(each -> listed(each.getKey(), each.getValue(), now))
        .sorted((a, b) -> b.createdAt().compareTo(a.createdAt()))
        .toList();
  }

  private static <V> Listed<V> listed(String key, Kept<V> entry, long now) {
    Duration left = entry.ttl().minusNanos(now - entry.createdNanos());
    return new Listed<>(
        key, entry.value(), left.isNegative() ? Duration.ZERO : left, entry.createdAt());
  }

  /// What a text takes, about.
  static long textBytes(String text) {
    return TEXT_BYTES + text.length();
  }
}
