package dev.pictor.platform.limits;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// The token bucket as a script that Redis runs as one step: no two nodes see the same token, and
/// one trip decides.
///
/// A bucket is a level and the time of that level. A token is as many units as its limit's time has
/// milliseconds, and each millisecond adds as many units as the limit, so everything is a whole
/// number and nothing is lost to rounding. The time is the caller's; where nodes' clocks differ the
/// bucket goes by the latest of them, unless that is further ahead than the whole time, which is a
/// clock that jumped.
final class TokenScript {
  static final String TEXT =
      """
      local limit, window, now = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
      local full = limit * window
      local kept = redis.call('HMGET', KEYS[1], 'level', 'at')
      local level, at = tonumber(kept[1]), tonumber(kept[2])
      if not level or not at then level, at = full, now end
      if at - now > window then at = now end
      if now > at then
        level = level + math.min(now - at, window) * limit
        at = now
      end
      level = math.min(level, full)
      local allowed = 0
      if level >= window then
        level = level - window
        allowed = 1
      end
      redis.call('HSET', KEYS[1], 'level', string.format('%.0f', level), 'at', string.format('%.0f', at))
      redis.call('PEXPIRE', KEYS[1], string.format('%.0f', 2 * window))
      return {allowed, level}
      """;

  private TokenScript() {}

  static String key(String bucket, Limit limit) {
    return "pictor:limit:" + bucket + ":" + limit.window().toMillis();
  }

  static List<String> arguments(Limit limit, InstantSource clock) {
    return List.of(
        "" + limit.most(), "" + limit.window().toMillis(), "" + clock.instant().toEpochMilli());
  }

  /// Reads the script's two numbers.
  static Verdict verdict(Limit limit, long allowed, long level) {
    long window = limit.window().toMillis();
    long missing = limit.most() * window - level;
    return new Verdict(
        allowed == 1,
        limit.most(),
        level / window,
        Duration.ofMillis(Math.ceilDiv(missing, limit.most())),
        allowed == 1
            ? Duration.ZERO
            : Duration.ofMillis(Math.ceilDiv(window - level, limit.most())));
  }
}
