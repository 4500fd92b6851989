package dev.pictor.compat.nursefilter;

import dev.pictor.identity.Caller;
import dev.pictor.images.ImageJob;
import dev.pictor.images.ImageOrder;
import dev.pictor.images.ImageResult;
import dev.pictor.images.Uploads;
import dev.pictor.platform.http.PublicAddress;
import dev.pictor.storage.Links;
import io.javalin.http.Context;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Pictures with their links, made anew for every answer.
final class ImageLinks {
  private static final String RUNPOD = "runpod";

  private final Links links;
  private final Uploads uploads;
  private final PublicAddress address;

  ImageLinks(Links links, Uploads uploads, PublicAddress address) {
    this.links = links;
    this.uploads = uploads;
    this.address = address;
  }

  /// The key of the picture as it came.
  static String inputOf(ImageJob job) {
    return job.order().steps().getFirst().inputs().getOrDefault("input", "");
  }

  /// The key of the picture that was made; empty until then.
  static String outputOf(ImageJob job) {
    ImageResult result = job.result();
    return result == null ? "" : result.artifacts().getFirst().key();
  }

  ImageView view(Context request, ImageJob job) {
    ImageOrder.Step step = job.order().steps().getFirst();
    ImageJob.Fault fault = job.fault();
    ImageJob.AtProvider there = job.atProvider();
    Instant submittedAt = job.moments().submittedAt();
    return new ImageView(
        job.id(),
        job.userId(),
        step.choices().text("theme"),
        Words.of(job.standing()),
        there != null && there.provider().equals(RUNPOD) ? there.handle() : null,
        shown(request, inputOf(job)),
        shown(request, outputOf(job)),
        job.moments().createdAt(),
        submittedAt == null ? job.moments().startedAt() : submittedAt,
        job.moments().finishedAt(),
        job.standing().progress(),
        fault == null
            ? null
            : new ImageView.Fault(fault.code(), fault.message(), fault.retryable()));
  }

  private @Nullable String shown(Context request, String key) {
    return uploads
        .find(Caller.of(request), key)
        .map(object -> address.absolute(request, links.show(object).target()))
        .orElse(null);
  }
}
