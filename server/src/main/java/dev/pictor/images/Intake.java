package dev.pictor.images;

import dev.pictor.identity.Principal;
import dev.pictor.jobs.OwnerId;
import dev.pictor.jobs.Submission;
import dev.pictor.platform.Problem;
import dev.pictor.platform.Problem.FieldError;
import dev.pictor.providers.Generation;
import dev.pictor.providers.Relay;
import dev.pictor.storage.Objects;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Checks what is asked for and says what it costs and where it waits: the same for a job and for
/// the question what a job would cost.
final class Intake {
  /// A picture and its preview.
  private static final int FILES_EACH = 2;

  private final Relay relay;
  private final ThemeRegistry themes;
  private final JobNotices notices;
  private final Objects objects;
  private final Tariff tariff;
  private final JobCommission.PlanOf plans;

  Intake(ImageJobs.Uses uses, JobCommission.PlanOf plans) {
    this.relay = uses.relay();
    this.themes = uses.themes();
    this.notices = uses.notices();
    this.objects = uses.objects();
    this.tariff = new Tariff(uses.billing(), uses.relay());
    this.plans = plans;
  }

  /// Whether the pictures must be named already.
  enum Pictures {
    /// For a job.
    NEEDED,
    /// For a question.
    OPTIONAL
  }

  /// What is right but for its pictures, and what it costs.
  record Taken(JobForm.Checked checked, JobTerms terms) {}

  /// @param found what the surface found wrong with the request already
  /// @throws Problem INVALID_REQUEST with every fault of the form at once; NO_PRICE; UNAVAILABLE
  ///   when nobody makes such a step
  Taken take(Principal caller, JobForm form, List<FieldError> found, Pictures pictures) {
    var faults = new ArrayList<>(found);
    checkProvider(form.extras().provider(), faults);
    faults.addAll(notices.faults(form.extras().webhookUrl()));
    JobForm.Checked checked = form.check(faults, pictures);
    keepThemes(form, checked);
    checkSteps(form, checked);
    JobTerms terms = tariff.terms(form.surface(), checked.steps(), () -> wish(caller, form));
    return new Taken(checked, terms);
  }

  /// Who should make it. Whose turn it is among providers that share the work changes no price, so
  /// any draw will do.
  Relay.Wish wish(Principal caller, JobForm form) {
    String plan = plans.plan(new OwnerId(caller.userId().value()));
    return new Relay.Wish(form.extras().provider(), plan, 0);
  }

  Tariff tariff() {
    return tariff;
  }

  private void checkProvider(String wanted, List<FieldError> faults) {
    if (!wanted.equals(Relay.AUTO) && !relay.names().contains(wanted)) {
      faults.add(
          new FieldError(
              "provider", "is auto or one of " + String.join(", ", relay.names()) + "."));
    }
  }

  /// A theme may change or go while a job waits; the job keeps the one it was submitted with.
  private void keepThemes(JobForm form, JobForm.Checked checked) {
    for (int i = 0; i < checked.steps().size(); i++) {
      StepForm.Checked step = checked.steps().get(i);
      if (step.operation() != Operation.THEME) {
        continue;
      }
      int version =
          themes
              .newest(step.params().text("theme"))
              .orElseThrow(noSuchTheme(form.steps().get(i).path()));
      step.params().values().put(OperationSteps.THEME_VERSION, version);
    }
  }

  private Supplier<Problem> noSuchTheme(String path) {
    return () ->
        Problem.invalid(path + "theme", "is one of " + String.join(", ", themes.ids()) + ".");
  }

  /// Whoever will make it says now what it cannot do.
  private void checkSteps(JobForm form, JobForm.Checked checked) {
    String wanted = form.extras().provider();
    var faults = new ArrayList<FieldError>();
    for (int i = 0; i < checked.steps().size(); i++) {
      String path = form.steps().get(i).path();
      for (Generation.Step pass : checked.steps().get(i).passes()) {
        relay
            .faults(pass, wanted)
            .forEach(fault -> faults.add(new FieldError(path + fault.field(), fault.message())));
      }
    }
    if (!faults.isEmpty()) {
      throw Problem.invalid(faults);
    }
  }

  /// What a caller is told who has no room for the results: each variant is a picture and a
  /// preview.
  Optional<Problem> faultOfRoom(Principal caller, JobTerms terms) {
    return objects.faultOfMore(Uploads.owner(caller), FILES_EACH * terms.price().variants());
  }

  /// Jobs wait in the queue of the provider that is asked first: there users take turns, and one
  /// that is slow holds up no other.
  String queueFor(Generation generation, Supplier<Relay.Wish> wish) {
    if (relay.names().size() == 1) {
      return Submission.DEFAULT_QUEUE;
    }
    return relay
        .firstAsked(generation, wish.get())
        .map(first -> ImageJobs.REMOTE_QUEUE + first)
        .orElse(Submission.DEFAULT_QUEUE);
  }

  /// Who may make a pass, in the order in which they are asked.
  List<Relay.Maker> makers(Generation.Step pass, Relay.Wish wish) {
    return relay.makers(pass, wish);
  }
}
