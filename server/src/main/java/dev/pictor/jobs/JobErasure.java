package dev.pictor.jobs;

import dev.pictor.platform.Erasable;
import java.util.List;
import java.util.UUID;

/// Forgets all jobs of an owner; those that wait or run are cancelled first.
final class JobErasure implements Erasable {
  private static final int AT_ONCE = 100;

  private final Jobs jobs;

  JobErasure(Jobs jobs) {
    this.jobs = jobs;
  }

  @Override
  public String name() {
    return "jobs";
  }

  @Override
  public Erased erase(UUID user) {
    var owner = new OwnerId(user);
    long deleted = 0;
    while (true) {
      List<Job> some = jobs.list(owner, JobFilter.ALL, AT_ONCE, 0);
      if (some.isEmpty()) {
        return Erased.deleted("jobs", deleted);
      }
      for (Job each : some) {
        deleted += jobs.delete(each.id(), owner) ? 1 : 0;
      }
    }
  }
}
