package dev.pictor.images;

import dev.pictor.billing.Billing;
import dev.pictor.billing.Meter;
import dev.pictor.billing.Prices;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a submission costs, by its surface and its operations.
final class Tariff {
  private final Billing billing;

  Tariff(Billing billing) {
    this.billing = billing;
  }

  /// @throws dev.pictor.platform.Problem NO_PRICE when an operation has none
  JobTerms terms(String surface, JobForm.Checked checked) {
    List<Prices.Step> steps = checked.steps().stream().map(Tariff::step).toList();
    return new JobTerms(billing.price(surface, steps), meter(surface));
  }

  private static Prices.Step step(StepForm.Checked step) {
    Params params = step.params();
    return step.operation() == Operation.THUMBNAIL
        ? new Prices.Step(step.operation().word(), params.text("quality"), params.whole("variants"))
        : new Prices.Step(step.operation().word(), null, 1);
  }

  /// Which quota a surface's jobs count against; most know none.
  private static @Nullable Meter meter(String surface) {
    return switch (surface) {
      case "oneshot" -> Meter.JOBS;
      case "nursefilter" -> Meter.IMAGES;
      default -> null;
    };
  }
}
