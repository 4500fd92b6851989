package dev.pictor.images;

import dev.pictor.jobs.JobId;
import dev.pictor.jobs.Jobs;
import dev.pictor.platform.Duty;
import dev.pictor.providers.Relay;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// Stops at providers what nobody waits for any more: orders of jobs that were cancelled between
/// two attempts, deleted, or that failed while a provider worked on.
public final class AbandonedOrders implements Duty {
  private static final int MOST = 100;

  private final Jobs jobs;
  private final Relay relay;

  public AbandonedOrders(Jobs jobs, Relay relay) {
    this.jobs = jobs;
    this.relay = relay;
  }

  @Override
  public String name() {
    return "abandoned-orders";
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(15);
  }

  @Override
  public long runOnce() throws InterruptedException {
    List<Relay.OpenOrder> open = relay.open(MOST);
    Set<JobId> wanted =
        jobs.unfinished(open.stream().map(each -> new JobId(each.job())).distinct().toList());
    long stopped = 0;
    for (Relay.OpenOrder each : open) {
      if (!wanted.contains(new JobId(each.job())) && relay.stop(each)) {
        stopped++;
      }
    }
    return stopped;
  }
}
