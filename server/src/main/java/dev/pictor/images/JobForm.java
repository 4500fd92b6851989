package dev.pictor.images;

import dev.pictor.platform.Problem;
import dev.pictor.platform.Problem.FieldError;
import dev.pictor.providers.Generation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A job as a caller asks for it, not checked yet.
///
/// @param kind an operation's word, or [Operation#PIPELINE]
/// @param output how results are written
/// @param extras what most callers leave as it is
/// @param inputs what the contract takes as a picture
/// @param surface the contract that it came through
public record JobForm(
    String kind,
    List<StepForm> steps,
    ImageOrder.Written output,
    Extras extras,
    InputRules inputs,
    String surface) {
  /// A chain that is longer than this is a mistake.
  public static final int MOST_STEPS = 8;

  /// What most callers leave as it is.
  ///
  /// @param provider a provider's name, or `auto`
  /// @param priority orders the caller's own jobs, higher first; -100 to 100
  /// @param metadata kept with the job and answered untouched
  /// @param retryToken the caller's idempotency key; null when there is none
  /// @param project what it is made for; null for none
  /// @param webhookUrl who is told how it ended; null for nobody
  /// @param caching whether a result that was made for an equal job will do
  public record Extras(
      String provider,
      int priority,
      Map<String, String> metadata,
      @Nullable String retryToken,
      @Nullable String project,
      @Nullable String webhookUrl,
      Caching caching) {
    /// With what is usual about equal results.
    public Extras(
        String provider,
        int priority,
        Map<String, String> metadata,
        @Nullable String retryToken,
        @Nullable String project,
        @Nullable String webhookUrl) {
      this(provider, priority, metadata, retryToken, project, webhookUrl, Caching.USE);
    }

    public static final Extras NONE = new Extras("auto", 0, Map.of(), null, null, null);

    public Extras {
      metadata = Map.copyOf(metadata);
      webhookUrl = webhookUrl == null || webhookUrl.isBlank() ? null : webhookUrl.strip();
    }
  }

  public JobForm {
    steps = List.copyOf(steps);
  }

  /// The same with what the caller says about equal results.
  public JobForm with(Caching caching) {
    var wanted =
        new Extras(
            extras.provider,
            extras.priority,
            extras.metadata,
            extras.retryToken,
            extras.project,
            extras.webhookUrl,
            caching);
    return new JobForm(kind, steps, output, wanted, inputs, surface);
  }

  /// What is checked but for the pictures.
  record Checked(List<StepForm.Checked> steps) {
    Generation generation() {
      return Generation.of(steps.stream().flatMap(step -> step.passes().stream()).toList());
    }
  }

  /// The same through another contract.
  public JobForm at(String otherSurface) {
    return new JobForm(kind, steps, output, extras, inputs, otherSurface);
  }

  /// @param found what the surface found wrong already; it is told together with the rest
  /// @throws Problem INVALID_REQUEST with all faults when there is one
  Checked check(List<FieldError> found, Intake.Pictures pictures) {
    var faults = new ArrayList<>(found);
    var checked = new ArrayList<StepForm.Checked>();
    for (StepForm step : steps) {
      checked.add(step.check(checked.isEmpty(), faults, pictures));
    }
    for (int i = 0; i < checked.size() - 1; i++) {
      StepForm.Checked step = checked.get(i);
      if (step.operation() == Operation.THUMBNAIL && step.params().whole("variants") > 1) {
        faults.add(
            new FieldError(
                steps.get(i).path() + "variants", "is 1 but in the last step of a pipeline."));
      }
    }
    if (!faults.isEmpty()) {
      throw Problem.invalid(faults);
    }
    return new Checked(checked);
  }
}
