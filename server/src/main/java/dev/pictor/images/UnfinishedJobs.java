package dev.pictor.images;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pictor.jobs.JobFilter;
import dev.pictor.jobs.JobState;
import dev.pictor.jobs.Jobs;
import dev.pictor.storage.Needed;
import dev.pictor.storage.ObjectKey;
import dev.pictor.storage.OwnerId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Pictures that jobs wait for or work on.
public final class UnfinishedJobs implements Needed {
  private static final List<JobState> UNFINISHED = List.of(JobState.PENDING, JobState.RUNNING);

  private final Jobs jobs;

  public UnfinishedJobs(Jobs jobs) {
    this.jobs = jobs;
  }

  @Override
  public Set<ObjectKey> among(OwnerId owner, Collection<ObjectKey> keys) {
    return keys.stream().filter(key -> isNeeded(owner, key)).collect(Collectors.toSet());
  }

  private boolean isNeeded(OwnerId owner, ObjectKey key) {
    ObjectNode wanted = JsonNodeFactory.instance.objectNode();
    wanted.putArray("pictures").add(key.value());
    JobFilter filter = JobFilter.ALL.withArgs(wanted);
    var jobsOwner = new dev.pictor.jobs.OwnerId(owner.value());
    return UNFINISHED.stream()
        .anyMatch(state -> !jobs.list(jobsOwner, filter.inState(state), 1, null).jobs().isEmpty());
  }
}
