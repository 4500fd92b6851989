package dev.pictor.compat.oneshot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pictor.identity.Caller;
import dev.pictor.identity.Principal;
import dev.pictor.images.ImageJob;
import dev.pictor.images.JobContract;
import dev.pictor.projects.ProjectDefaults;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Jobs in this contract's words, which are the native ones.
final class OneShotJobs implements JobContract {
  private static final List<String> STATES =
      List.of("pending", "running", "succeeded", "failed", "cancelled");

  private final ProjectDefaults defaults;
  private final JobLinks links;
  private final OneShotSurface.Terms terms;

  /// @param defaults what a project adds to requests that name one
  OneShotJobs(ProjectDefaults defaults, JobLinks links, OneShotSurface.Terms terms) {
    this.defaults = defaults;
    this.links = links;
    this.terms = terms;
  }

  @Override
  public String surface() {
    return JobBody.SURFACE;
  }

  @Override
  public boolean takes(ObjectNode body) {
    return body.has("job_type") || !body.has("project_id");
  }

  @Override
  public Read read(Principal caller, ObjectNode body, Wishes wishes) {
    var read =
        new JobBody(terms.usualOutput(), terms.inputs())
            .read(defaults.fill(caller, body), wishes.retryToken());
    return new Read(read.form().with(wishes.caching()), read.faults());
  }

  @Override
  public Object accepted(Context request, ImageJob job) {
    return view(request, job);
  }

  @Override
  public Object view(Context request, ImageJob job) {
    return links.view(request, Caller.of(request), job);
  }

  @Override
  public Optional<String> stateOf(String word) {
    return STATES.stream().filter(word::equals).findFirst();
  }

  @Override
  public Examples examples() {
    return new Examples(JobExamples.WISH, JobExamples.JOB, JobExamples.JOB);
  }

  @Override
  public Map<String, Object> requestSchema() {
    return JobExamples.schema();
  }
}
