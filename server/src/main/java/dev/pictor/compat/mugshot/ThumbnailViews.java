package dev.pictor.compat.mugshot;

import dev.pictor.compat.mugshot.ThumbnailView.Fault;
import dev.pictor.compat.mugshot.ThumbnailView.Variant;
import dev.pictor.identity.Caller;
import dev.pictor.images.ImageJob;
import dev.pictor.images.ImageResult;
import dev.pictor.images.Params;
import dev.pictor.projects.Model;
import dev.pictor.projects.Thumbnails;
import dev.pictor.storage.StoredObject;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes the views of thumbnail jobs.
record ThumbnailViews(MugShotLinks links) {
  ThumbnailView view(Context request, ImageJob job) {
    Params params = job.order().steps().getLast().choices();
    String asked = job.order().metadata().getOrDefault(Thumbnails.ASKED, Model.BUILTIN.word());
    String provider = job.order().provider();
    ImageJob.Fault fault = job.fault();
    return new ThumbnailView(
        job.id(),
        job.order().project(),
        Words.of(job.standing()),
        job.standing().progress(),
        job.standing().phase(),
        params.text("quality"),
        params.values().path("variants").asInt(1),
        asked,
        provider,
        job.credits(),
        artifacts(request, job),
        notice(asked, provider),
        fault == null ? null : new Fault(fault.code(), fault.message(), fault.retryable()),
        job.moments().createdAt(),
        job.moments().startedAt(),
        job.moments().finishedAt());
  }

  ThumbnailView.Accepted accepted(ImageJob job) {
    return new ThumbnailView.Accepted(job.id(), Words.of(job.standing()), job.credits());
  }

  /// Somebody else draws it than was asked to.
  private static @Nullable String notice(String asked, String provider) {
    Optional<Model> model = Model.find(asked);
    return model.isEmpty() || model.get().provider().equals(provider)
        ? null
        : "The model "
            + asked
            + " is not configured here (the operator sets "
            + model.get().setting()
            + "); the built-in renderer draws this.";
  }

  /// In the order of the variants: what was made and what failed between it.
  private List<Variant> artifacts(Context request, ImageJob job) {
    ImageResult result = job.result();
    if (result == null) {
      return List.of();
    }
    var variants = new ArrayList<Variant>();
    var made = result.artifacts().iterator();
    int all = result.artifacts().size() + result.failures().size();
    for (int number = 1; number <= all; number++) {
      int which = number;
      Optional<ImageResult.Missed> missed =
          result.failures().stream().filter(each -> each.number() == which).findFirst();
      variants.add(missed.isPresent() ? failed(missed.get()) : made(request, number, made.next()));
    }
    return variants;
  }

  private static Variant failed(ImageResult.Missed missed) {
    var why = new Fault(missed.code(), missed.message(), missed.retryable());
    return new Variant(
        null, missed.number(), "failed", null, null, null, null, null, null, null, why);
  }

  private Variant made(Context request, int number, ImageResult.Artifact artifact) {
    Optional<StoredObject> object = links.uploads().find(Caller.of(request), artifact.key());
    return new Variant(
        artifact.id(),
        number,
        "completed",
        object.map(found -> links.show(request, found)).orElse(null),
        links.show(request, artifact.preview()),
        object.map(found -> links.save(request, found, filename(number, artifact))).orElse(null),
        artifact.width(),
        artifact.height(),
        artifact.mimeType(),
        artifact.size(),
        null);
  }

  /// `thumbnail-2.jpg`
  private static String filename(int number, ImageResult.Artifact artifact) {
    String type = artifact.mimeType();
    String ending = type.equals("image/jpeg") ? "jpg" : type.substring(type.indexOf('/') + 1);
    return "thumbnail-" + number + "." + ending;
  }
}
