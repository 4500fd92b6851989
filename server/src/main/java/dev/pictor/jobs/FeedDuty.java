package dev.pictor.jobs;

import dev.pictor.platform.Duty;
import java.time.Duration;

/// Finds events of other nodes whose announcement was lost.
final class FeedDuty implements Duty {
  private final JobFeed feed;

  FeedDuty(JobFeed feed) {
    this.feed = feed;
  }

  @Override
  public String name() {
    return "job-feed";
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(5);
  }

  @Override
  public long runOnce() {
    feed.sweep();
    return 0;
  }
}
