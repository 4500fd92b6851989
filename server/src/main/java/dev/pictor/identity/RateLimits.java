package dev.pictor.identity;

import dev.pictor.platform.limits.Limit;
import dev.pictor.platform.limits.Limiter;
import dev.pictor.platform.limits.Verdict;
import java.time.Duration;

/// Requests a minute, by token buckets: a full bucket allows a burst of the whole limit, and fills
/// evenly.
public final class RateLimits {
  private final IdentitySettings.Limits limits;
  private final Limiter limiter;

  public RateLimits(IdentitySettings.Limits limits, Limiter limiter) {
    this.limits = limits;
    this.limiter = limiter;
  }

  /// Takes one request of a caller without a credential.
  ///
  /// @param address the caller's IP address; an IPv6 address stands for its /64
  public Verdict takeForAddress(String address) {
    return limiter.take(
        "address:" + AddressBlock.of(address), Limit.perMinute(limits.perAddress()));
  }

  /// Takes one request of a user, whatever surface it came by.
  public Verdict takeForUser(UserId user) {
    return limiter.take("user:" + user, Limit.perMinute(limits.perUser()));
  }

  /// Takes one request of a key that has a limit of its own; its user's is taken too.
  public Verdict takeForKey(String keyId, int perMinute) {
    return limiter.take("key:" + keyId, Limit.perMinute(perMinute));
  }

  /// Takes one of some questions an hour.
  ///
  /// @param key what is asked and by whom
  /// @param limit 0 none, -1 unlimited
  public Verdict takeForHour(String key, int limit) {
    return limiter.take("hour:" + key, new Limit(limit, Duration.ofHours(1)));
  }
}
