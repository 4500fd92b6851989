package dev.pictor.jobs;

import com.fasterxml.jackson.databind.JsonNode;

/// What was asked for; it does not change in the life of a job.
///
/// @param kind which {@link JobHandler} runs it
/// @param surface the contract it came through, for its words
/// @param queue the pool of workers that takes it
/// @param priority orders the owner's own jobs, higher first; -100 to 100
/// @param args what the handler needs to know
public record JobRequest(String kind, String surface, String queue, int priority, JsonNode args) {
  public JobRequest {
    if (priority < -100 || priority > 100) {
      throw new IllegalArgumentException("priority is not within -100..100: " + priority);
    }
  }
}
