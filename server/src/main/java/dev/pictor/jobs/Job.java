package dev.pictor.jobs;

/// A job as it was when it was read.
public record Job(
    JobId id, OwnerId owner, JobRequest request, JobStatus status, JobTimes times, JobEnd end) {
  public String kind() {
    return request.kind();
  }

  public JobState state() {
    return status.state();
  }
}
