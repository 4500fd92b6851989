package dev.pictor.compat.mugshot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pictor.identity.Principal;
import dev.pictor.images.ImageJob;
import dev.pictor.images.JobContract;
import dev.pictor.platform.Problem;
import dev.pictor.platform.Problem.FieldError;
import dev.pictor.platform.http.JsonFields;
import dev.pictor.projects.Project;
import dev.pictor.projects.Projects;
import dev.pictor.projects.ThumbnailWish;
import dev.pictor.projects.Thumbnails;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Thumbnails of projects: this contract's part of `/api/v1/jobs`. What names a project and no
/// operation is for us.
final class ThumbnailJobs implements JobContract {
  private static final List<String> QUALITIES = List.of("draft", "std", "high", "4k");
  private static final int MOST_VARIANTS = 4;
  private static final int LONGEST_TOKEN = 255;

  private final Projects projects;
  private final Thumbnails thumbnails;
  private final ThumbnailViews views;

  ThumbnailJobs(Projects projects, Thumbnails thumbnails, ThumbnailViews views) {
    this.projects = projects;
    this.thumbnails = thumbnails;
    this.views = views;
  }

  @Override
  public String surface() {
    return Thumbnails.SURFACE;
  }

  @Override
  public boolean takes(ObjectNode body) {
    return body.has("project_id") && !body.has("job_type");
  }

  @Override
  public Read read(Principal caller, ObjectNode body, Wishes wishes) {
    var faults = new ArrayList<FieldError>();
    var fields = new JsonFields(body, "", faults);
    String id = fields.text("project_id");
    var wish =
        new ThumbnailWish(
            fields.word("quality", QUALITIES, "std"),
            fields.has("variants") ? fields.whole("variants", 1, MOST_VARIANTS, 1) : null,
            fields.text("model"),
            token(fields, wishes.retryToken()),
            wishes.caching());
    fields.refuseOthers();
    if (id == null) {
      if (!fields.has("project_id")) {
        fields.fault("project_id", "is missing.");
      }
      throw Problem.invalid(faults);
    }
    Project project = projects.get(caller, id);
    return thumbnails.read(project, wish, faults);
  }

  private static @Nullable String token(JsonFields fields, @Nullable String header) {
    String field = fields.text("idempotency_key");
    String token = field == null ? header : field;
    if (token != null && (token.isBlank() || token.length() > LONGEST_TOKEN)) {
      fields.fault("idempotency_key", "has 1 to " + LONGEST_TOKEN + " characters.");
    }
    return token;
  }

  @Override
  public Object accepted(Context request, ImageJob job) {
    return views.accepted(job);
  }

  @Override
  public Object view(Context request, ImageJob job) {
    return views.view(request, job);
  }

  @Override
  public Optional<String> stateOf(String word) {
    return Words.nativeWord(word);
  }

  @Override
  public Examples examples() {
    return new Examples(ThumbnailView.WISH, ThumbnailView.ACCEPTED, ThumbnailView.EXAMPLE);
  }
}
