package dev.pictor.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/// Answers that stay true until somebody says otherwise.
///
/// While news arrives, an answer is trusted for 30 seconds; without news for one. Three races are
/// closed: (1) a change that is heard while the old answer is being read waits for that read, and
/// then removes it, as both go through {@code compute}; (2) what was read before the line came up
/// belongs to an older epoch and is not trusted; (3) a silent line is noticed by its listener.
final class FreshCache<K, V> {
  private static final Duration TRUST = Duration.ofSeconds(30);
  private static final Duration TRUST_WITHOUT_NEWS = Duration.ofSeconds(1);
  private static final int MOST_ENTRIES = 100_000;

  private final Cache<K, Answer<V>> answers =
      Caffeine.newBuilder()
          .maximumSize(MOST_ENTRIES)
          .expireAfterWrite(TRUST.multipliedBy(2))
          .build();
  private final AtomicLong epoch = new AtomicLong();
  private final Function<K, V> source;
  private final BooleanSupplier newsArrives;
  private final InstantSource clock;

  FreshCache(Function<K, V> source, BooleanSupplier newsArrives, InstantSource clock) {
    this.source = source;
    this.newsArrives = newsArrives;
    this.clock = clock;
  }

  private record Answer<V>(V value, long epoch, Instant readAt) {}

  V get(K key) {
    Answer<V> known = answers.getIfPresent(key);
    if (known != null && isFresh(known)) {
      return known.value();
    }
    return answers
        .asMap()
        .compute(key, (_, now) -> now != null && isFresh(now) ? now : read(key))
        .value();
  }

  /// Somebody said that the answer has changed.
  void forget(K key) {
    // Not invalidate(): it may overtake a read that is under way.
    var _ = answers.asMap().compute(key, (_, _) -> null);
  }

  /// Nothing that was read until now is trusted any more.
  void forgetAll() {
    epoch.incrementAndGet();
  }

  private Answer<V> read(K key) {
    long before = epoch.get();
    Instant now = clock.instant();
    return new Answer<>(source.apply(key), before, now);
  }

  private boolean isFresh(Answer<V> answer) {
    Duration trust = newsArrives.getAsBoolean() ? TRUST : TRUST_WITHOUT_NEWS;
    return answer.epoch() == epoch.get() && clock.instant().isBefore(answer.readAt().plus(trust));
  }
}
