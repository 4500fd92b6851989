package dev.pictor.realtime;

import dev.pictor.jobs.JobFeed;
import dev.pictor.jobs.OwnerId;
import dev.pictor.platform.sql.Channel;
import dev.pictor.platform.sql.Database;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Tells this node that a user's log may have grown, wherever it did. A nudge says nothing else and
/// may be lost: the log is the truth, and there is a look at it every few seconds anyway.
///
/// Three ways lead here. What a job does on this node is heard at once. What one does on another
/// comes by Redis where there is one, else with the words that nodes say about jobs through
/// PostgreSQL. Anything else, such as credits that an admin gives, comes by a NOTIFY of its own.
final class Nudges implements AutoCloseable {
  private static final String CHANNEL = "realtime_event";

  /// Who is nudged; must be quick.
  interface Ear {
    void nudged(UUID owner);

    /// Look at everything.
    void maybeMissed();
  }

  private final Ear ear;
  private final Channel channel;
  private final @Nullable RedisNudges redis;
  private final JobFeed.Subscription jobs;

  private Nudges(Database database, JobFeed feed, String redisUrl, Ear ear) {
    this.ear = ear;
    this.redis = redisUrl.isBlank() ? null : RedisNudges.open(redisUrl, ear);
    this.jobs = feed.hint(new OfJobs());
    this.channel = Channel.open(database, CHANNEL, new Others());
  }

  /// The caller closes it.
  ///
  /// @param redisUrl blank for none
  static Nudges open(Database database, JobFeed feed, String redisUrl, Ear ear) {
    return new Nudges(database, feed, redisUrl, ear);
  }

  private final class OfJobs implements JobFeed.Hint {
    @Override
    public void here(OwnerId owner) {
      ear.nudged(owner.value());
      if (redis != null) {
        redis.say(owner.value());
      }
    }

    @Override
    public void elsewhere(OwnerId owner) {
      if (redis == null || !redis.isConnected()) {
        ear.nudged(owner.value());
      }
    }

    @Override
    public void maybeMissed() {
      ear.maybeMissed();
    }
  }

  private final class Others implements Channel.Ear {
    @Override
    public void heard(String message) {
      ear.nudged(UUID.fromString(message));
    }

    @Override
    public void maybeMissed() {
      ear.maybeMissed();
    }
  }

  @Override
  public void close() {
    jobs.close();
    channel.close();
    if (redis != null) {
      redis.close();
    }
  }
}
