package dev.pictor.images;

import dev.pictor.billing.Billing;
import dev.pictor.billing.Meter;
import dev.pictor.billing.Price;
import dev.pictor.billing.Prices;
import dev.pictor.billing.Standing;
import dev.pictor.identity.Principal;
import dev.pictor.jobs.Jobs;
import dev.pictor.jobs.Pace;
import dev.pictor.platform.Problem;
import dev.pictor.platform.Problem.FieldError;
import dev.pictor.providers.Generation;
import dev.pictor.providers.Relay;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Answers what a job would cost, by the same checks and prices as a submission.
///
/// The wait is what [Pace] measured and nothing else. Before it is begun: with `r` jobs of the
/// queue that could be begun now and are not, all its workers are busy, and as many jobs run as it
/// has workers; each of those takes as long as the median of the queue's, so the last of the `r` is
/// begun after `r * median / running`. That is as if all of them went first; users take turns, so a
/// newcomer is served sooner. With none waiting it is begun at once. Then it is made, in the median
/// of jobs of its kind.
final class Quotes {
  private final Jobs jobs;
  private final Billing billing;
  private final Intake intake;

  Quotes(Jobs jobs, Billing billing, Intake intake) {
    this.jobs = jobs;
    this.billing = billing;
    this.intake = intake;
  }

  Quote of(Principal caller, JobForm form, List<FieldError> found) {
    Intake.Taken taken = intake.take(caller, form, found, Intake.Pictures.OPTIONAL);
    intake
        .faultOfRoom(caller, taken.terms())
        .ifPresent(fault -> {
          throw fault;
        });
    Relay.Wish wish = intake.wish(caller, form);
    var serving = new Serving(taken.checked(), wish);
    List<Quote.Step> steps = steps(form.surface(), serving);
    Standing standing = billing.standing(caller.userId());
    Price price = taken.terms().price();
    boolean isOff = standing.credits() < 0;
    long missing = isOff ? 0 : Math.max(0, price.total() - standing.credits());
    String provider = serving.first();
    return new Quote(
        form.kind(),
        form.surface(),
        price.total(),
        price.variants(),
        price.perVariant(),
        steps,
        standing.credits(),
        missing,
        missing == 0,
        provider,
        serving.names().stream().filter(name -> !name.equals(provider)).toList(),
        waiting(form, taken.checked().generation(), serving),
        quota(taken.terms().meter(), standing),
        serving.warnings());
  }

  /// Who makes the steps of a job.
  private final class Serving {
    final List<StepForm.Checked> steps;
    final Relay.Wish wish;
    final List<List<Relay.Maker>> makers = new ArrayList<>();

    /// @throws Problem UNAVAILABLE when nobody makes a step
    Serving(JobForm.Checked checked, Relay.Wish wish) {
      this.steps = checked.steps();
      this.wish = wish;
      for (StepForm.Checked step : steps) {
        Generation.Step main =
            step.passes().stream().filter(Tariff::isPriced).findFirst().orElseThrow();
        makers.add(intake.makers(main, wish));
      }
    }

    List<String> ready(int step) {
      return makers.get(step).stream().filter(Relay.Maker::isReady).map(Relay.Maker::name).toList();
    }

    boolean isStuck() {
      return makers.stream().anyMatch(each -> each.stream().noneMatch(Relay.Maker::isReady));
    }

    Set<String> names() {
      var names = new LinkedHashSet<String>();
      for (int step = 0; step < makers.size(); step++) {
        names.addAll(ready(step));
      }
      return names;
    }

    /// A job waits for the first provider on another machine that one of its steps asks.
    @Nullable String first() {
      if (isStuck()) {
        return null;
      }
      for (int step = 0; step < makers.size(); step++) {
        String first = ready(step).getFirst();
        if (!first.equals(Relay.LOCAL)) {
          return first;
        }
      }
      return Relay.LOCAL;
    }

    List<String> warnings() {
      var warnings = new LinkedHashSet<String>();
      for (List<Relay.Maker> each : makers) {
        for (Relay.Maker maker : each) {
          maker
              .ends()
              .ifPresent(day ->
                  warnings.add(
                      "The model %s of %s will be gone on %s."
                          .formatted(maker.model(), maker.name(), day)));
        }
        if (each.stream().noneMatch(Relay.Maker::isReady)) {
          warnings.add(
              "%s takes no orders at this moment; a job would be tried again until one does."
                  .formatted(String.join(" and ", each.stream().map(Relay.Maker::name).toList())));
        }
      }
      return List.copyOf(warnings);
    }
  }

  private List<Quote.Step> steps(String surface, Serving serving) {
    var steps = new ArrayList<Quote.Step>();
    for (int i = 0; i < serving.steps.size(); i++) {
      Prices.Step step = Tariff.step(serving.steps.get(i));
      Tariff.Tag tag = intake.tariff().tag(surface, serving.steps.get(i), () -> serving.wish);
      steps.add(
          new Quote.Step(
              step.operation(),
              step.quality(),
              step.size(),
              step.variants(),
              tag.most() * step.variants(),
              Quote.ByClass.of(tag.byClass()),
              serving.ready(i)));
    }
    return steps;
  }

  private Quote.Waiting waiting(JobForm form, Generation generation, Serving serving) {
    if (serving.isStuck()) {
      return unknown("nobody who makes this takes orders at this moment");
    }
    Supplier<Relay.Wish> wish = () -> serving.wish;
    Pace pace = jobs.pace(intake.queueFor(generation, wish), form.kind());
    if (pace.ofKind() == null || pace.ofQueue() == null) {
      return unknown("no such job was made lately, so there is nothing to measure by");
    }
    if (pace.ready() > 0 && pace.running() == 0) {
      return unknown("jobs wait and nobody works on them at this moment");
    }
    double before =
        pace.ready() == 0 ? 0 : pace.ofQueue().toMillis() / 1e3 * pace.ready() / pace.running();
    double making = pace.ofKind().toMillis() / 1e3;
    return new Quote.Waiting(
        (long) Math.ceil(before + making),
        (long) Math.ceil(before),
        (long) Math.ceil(making),
        null);
  }

  private static Quote.Waiting unknown(String why) {
    return new Quote.Waiting(null, null, null, why);
  }

  private static Quote.@Nullable Quota quota(@Nullable Meter meter, Standing standing) {
    if (meter == null) {
      return null;
    }
    Standing.Quota quota = standing.quota(meter);
    return new Quote.Quota(meter.word(), quota.limit(), quota.remaining(), quota.resetsAt());
  }
}
