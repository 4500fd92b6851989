package dev.pictor.projects;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pictor.identity.Principal;
import dev.pictor.images.ImageJobs;
import dev.pictor.images.ImageOrder;
import dev.pictor.images.InputRules;
import dev.pictor.images.JobContract;
import dev.pictor.images.JobForm;
import dev.pictor.images.Operation;
import dev.pictor.images.StepForm;
import dev.pictor.platform.Problem;
import dev.pictor.platform.Problem.FieldError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Has thumbnails made of projects. A job keeps the project as it was when it was submitted.
public final class Thumbnails {
  /// The contract whose words these jobs have.
  public static final String SURFACE = "mugshot";

  /// Among a job's metadata: the model that was asked for.
  public static final String ASKED = "model";

  /// Assets were checked when they came.
  private static final InputRules ANY_ASSET = InputRules.ofBytes(Long.MAX_VALUE);

  private final Assets assets;
  private final ImageJobs jobs;
  private final ProjectSettings settings;
  private final ImageOrder.Written output;

  /// @param output how pictures are written
  Thumbnails(Assets assets, ImageJobs jobs, ProjectSettings settings, ImageOrder.Written output) {
    this.assets = assets;
    this.jobs = jobs;
    this.settings = settings;
    this.output = output;
  }

  /// Puts a thumbnail into the queue.
  ///
  /// @param found what the surface found wrong with the request already
  /// @throws Problem INVALID_REQUEST with all that is wrong; PROVIDER_NOT_CONFIGURED
  public ImageJobs.Submitted submit(
      Principal caller, Project project, ThumbnailWish wish, List<FieldError> found)
      throws InterruptedException {
    JobContract.Read read = read(project, wish, found);
    return jobs.submit(caller, read.form(), read.faults());
  }

  /// What a wish asks for.
  ///
  /// @param found what the surface found wrong with the request already
  /// @throws Problem PROVIDER_NOT_CONFIGURED
  public JobContract.Read read(Project project, ThumbnailWish wish, List<FieldError> found) {
    var faults = new ArrayList<>(found);
    Optional<Model> asked =
        wish.model() == null ? Optional.of(project.design().modelPref()) : Model.find(wish.model());
    if (asked.isEmpty()) {
      faults.add(new FieldError("model", "is one of " + Model.names() + "."));
    }
    ObjectNode fields = fields(project, faults);
    fields.put("quality", Objects.requireNonNullElse(wish.quality(), "std"));
    if (wish.variants() != null) {
      fields.put("variants", wish.variants());
    }
    Model model = asked.orElse(Model.BUILTIN);
    var extras =
        new JobForm.Extras(
            faults.isEmpty() ? provider(model) : Model.BUILTIN.provider(),
            0,
            Map.of(ASKED, model.word()),
            wish.retryToken(),
            project.id().toString(),
            null,
            wish.caching());
    var step = new StepForm(Operation.THUMBNAIL, "", fields);
    var form =
        new JobForm(Operation.THUMBNAIL.word(), List.of(step), output, extras, ANY_ASSET, SURFACE);
    return new JobContract.Read(form, faults);
  }

  /// What a project says and shows, as fields of a thumbnail.
  private ObjectNode fields(Project project, List<FieldError> faults) {
    ObjectNode fields = project.design().params();
    keys(project).forEach(fields::put);
    if (project.design().isCopy() && !fields.has("copy_target_key")) {
      faults.add(
          new FieldError(
              "copy_target",
              "is missing: the project's mode is copy; upload the picture to copy as an asset of"
                  + " type copy_target, or change the mode to design."));
    }
    return fields;
  }

  /// The keys of the project's pictures by the names of the fields of a thumbnail.
  private Map<String, String> keys(Project project) {
    var keys = new LinkedHashMap<String, String>();
    put(keys, "selfie_key", project, AssetType.SELFIE);
    put(keys, "ref_key", project, AssetType.REF);
    if (project.design().isCopy()) {
      put(keys, "copy_target_key", project, AssetType.COPY_TARGET);
    }
    return keys;
  }

  private void put(Map<String, String> keys, String field, Project project, AssetType type) {
    assets.forProject(project, type).ifPresent(asset -> keys.put(field, asset.objectKey()));
  }

  private String provider(Model model) {
    if (jobs.hasProvider(model.provider())) {
      return model.provider();
    }
    return switch (settings.missingModel()) {
      case BUILTIN -> Model.BUILTIN.provider();
      case REFUSE ->
          throw Problem.of(
              Problem.Kind.PROVIDER_NOT_CONFIGURED,
              "The model "
                  + model.word()
                  + " is not configured here: the operator sets "
                  + model.setting()
                  + ". The model builtin always works.");
    };
  }
}
