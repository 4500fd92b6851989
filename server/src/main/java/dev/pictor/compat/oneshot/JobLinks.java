package dev.pictor.compat.oneshot;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.pictor.identity.Principal;
import dev.pictor.images.ImageJob;
import dev.pictor.images.ImageOrder;
import dev.pictor.images.ImageResult;
import dev.pictor.images.InputField;
import dev.pictor.images.Operation;
import dev.pictor.images.Uploads;
import dev.pictor.platform.Json;
import dev.pictor.platform.http.PublicAddress;
import dev.pictor.storage.Links;
import dev.pictor.storage.SignedLink;
import dev.pictor.storage.StoredObject;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Jobs with their links. Links are made anew for every answer, so one that has expired is mended
/// by asking again.
final class JobLinks {
  private static final TypeReference<LinkedHashMap<String, Object>> PLAIN =
      new TypeReference<>() {};

  private final Links links;
  private final Uploads uploads;
  private final PublicAddress address;

  JobLinks(Links links, Uploads uploads, PublicAddress address) {
    this.links = links;
    this.uploads = uploads;
    this.address = address;
  }

  JobView view(Context request, Principal caller, ImageJob job) {
    boolean isPipeline = job.kind().equals(Operation.PIPELINE);
    List<JobView.Step> steps =
        job.order().steps().stream()
            .map(step -> new JobView.Step(step.operation(), params(request, caller, step)))
            .toList();
    ImageJob.Fault fault = job.fault();
    ImageResult result = job.result();
    return new JobView(
        job.id(),
        job.userId(),
        job.kind(),
        word(job.standing()),
        job.standing().progress(),
        job.standing().phase(),
        job.moments().createdAt(),
        job.moments().startedAt(),
        job.moments().finishedAt(),
        isPipeline ? null : steps.getFirst().params(),
        isPipeline ? steps : null,
        result == null
            ? List.of()
            : result.artifacts().stream()
                .map(made -> artifact(request, caller, job, result, made))
                .toList(),
        job.order().metadata(),
        job.credits(),
        job.held(),
        job.isFinished() ? job.credits() : null,
        result != null && result.fromCache(),
        result == null ? null : result.provider(),
        job.standing().attempt(),
        result == null ? null : result.millis(),
        fault == null ? null : new JobView.Fault(fault.code(), fault.message(), fault.retryable()));
  }

  /// What was asked to stop ends cancelled, however its last attempt ends: it is so from now on.
  private static String word(ImageJob.Standing standing) {
    return standing.isStopping() && standing.state().equals("running")
        ? "cancelled"
        : standing.state();
  }

  private Map<String, Object> params(Context request, Principal caller, ImageOrder.Step step) {
    var params = new LinkedHashMap<String, Object>();
    for (InputField field : Operation.find(step.operation()).orElseThrow().inputs()) {
      String key = step.inputs().get(field.slot());
      String link = key == null ? null : show(request, uploads.find(caller, key));
      if (link != null) {
        params.put(field.urlField(), link);
      }
    }
    params.putAll(Json.MAPPER.convertValue(step.params(), PLAIN));
    return params;
  }

  private JobView.Artifact artifact(
      Context request,
      Principal caller,
      ImageJob job,
      ImageResult result,
      ImageResult.Artifact made) {
    Optional<StoredObject> picture = uploads.find(caller, made.key());
    return new JobView.Artifact(
        made.id(),
        made.type(),
        show(request, picture),
        show(request, uploads.find(caller, made.preview())),
        picture
            .map(object -> absolute(request, links.save(object, filename(job, object))))
            .orElse(null),
        made.width(),
        made.height(),
        made.size(),
        made.mimeType(),
        made.sha256(),
        result.provider(),
        result.used().stream().map(used -> new JobView.Used(used.step(), used.model())).toList());
  }

  private @Nullable String show(Context request, Optional<StoredObject> object) {
    return object.map(found -> absolute(request, links.show(found))).orElse(null);
  }

  private String absolute(Context request, SignedLink link) {
    return address.absolute(request, link.target());
  }

  /// `portrait-face-swap.png`
  private static String filename(ImageJob job, StoredObject object) {
    String type = object.accepted().mediaType();
    String ending = type.equals("image/jpeg") ? "jpg" : type.substring(type.indexOf('/') + 1);
    return job.order().name() + "-" + job.kind().replace('_', '-') + "." + ending;
  }
}
