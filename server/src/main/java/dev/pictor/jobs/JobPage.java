package dev.pictor.jobs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of a list, newest first.
///
/// @param next where the next page begins; null after the last
public record JobPage(List<Job> jobs, @Nullable JobId next) {
  public JobPage {
    jobs = List.copyOf(jobs);
  }
}
