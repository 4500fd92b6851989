package dev.pictor.images;

import dev.pictor.billing.Billing;
import dev.pictor.billing.ClassPrices;
import dev.pictor.billing.Meter;
import dev.pictor.billing.Price;
import dev.pictor.billing.Prices;
import dev.pictor.billing.ProviderClass;
import dev.pictor.providers.Generation;
import dev.pictor.providers.Relay;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a submission costs: by its surface, its operations, and the classes of the providers that
/// may be asked; and what its result costs, by those that made it.
final class Tariff {
  private final Billing billing;
  private final Relay relay;

  Tariff(Billing billing, Relay relay) {
    this.billing = billing;
    this.relay = relay;
  }

  /// @param wish who should make it; asked only where it matters for the price
  /// @throws dev.pictor.platform.Problem NO_PRICE when an operation has none
  JobTerms terms(String surface, List<StepForm.Checked> steps, Supplier<Relay.Wish> wish) {
    Price price =
        billing.price(
            surface,
            steps.stream().map(Tariff::step).toList(),
            number -> askable(steps.get(number), wish.get()));
    return new JobTerms(price, meter(surface));
  }

  static Prices.Step step(StepForm.Checked step) {
    Operation operation = step.operation();
    Params params = step.params();
    return operation == Operation.THUMBNAIL
        ? new Prices.Step(operation.word(), params.text("quality"), null, params.whole("variants"))
        : new Prices.Step(operation.word(), null, size(operation, params), 1);
  }

  /// How many times larger each side of the result is.
  private static @Nullable String size(Operation operation, Params params) {
    if (operation == Operation.UPSCALE) {
      return "x" + params.whole("scale");
    }
    if (operation == Operation.FACE_RESTORE) {
      return "x" + params.whole("scale_factor");
    }
    return operation == Operation.FACE_SWAP ? "x" + params.whole("upscale") : null;
  }

  /// What one picture of a step costs at a surface, and the most that may be asked for it.
  record Tag(ClassPrices byClass, long most) {}

  /// @throws dev.pictor.platform.Problem NO_PRICE when the operation has none
  Tag tag(String surface, StepForm.Checked step, Supplier<Relay.Wish> wish) {
    ClassPrices byClass = billing.price(surface, step(step));
    return new Tag(
        byClass, byClass.isOne() ? byClass.builtIn() : byClass.dearest(askable(step, wish.get())));
  }

  private Set<ProviderClass> askable(StepForm.Checked step, Relay.Wish wish) {
    return step.passes().stream()
        .filter(Tariff::isPriced)
        .flatMap(pass -> relay.makers(pass, wish).stream())
        .map(maker -> classOf(maker.machine()))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(ProviderClass.class)));
  }

  /// Making a picture smaller is always done here and costs nothing by itself.
  static boolean isPriced(Generation.Step pass) {
    return !(pass instanceof Generation.Fit);
  }

  private static ProviderClass classOf(Relay.Machine machine) {
    return switch (machine) {
      case HERE -> ProviderClass.BUILT_IN;
      case GPU -> ProviderClass.GPU;
      case CLOUD -> ProviderClass.CLOUD;
    };
  }

  /// What a result costs by who made it. An operation of several passes is that of the dearest
  /// class that made one of them.
  ///
  /// @return null where it makes no difference
  static @Nullable Long due(ImageOrder order, Relay.Made made) {
    Price price = order.price();
    if (price == null || price.byClass() == null) {
      return null;
    }
    int pictures = made.generated().variants().size();
    var steps = new ArrayList<ProviderClass>();
    var variants = new ArrayList<ProviderClass>();
    int begin = 0;
    for (int i = 0; i < order.steps().size(); i++) {
      ImageOrder.Step step = order.steps().get(i);
      List<Generation.Step> passes = step.asked().steps(step.choices());
      var part = new Part(passes, made.machines().subList(begin, begin + passes.size()));
      begin += passes.size();
      if (i < order.steps().size() - 1) {
        steps.add(part.dearest(price, i, 0));
      } else {
        for (int variant = 0; variant < pictures; variant++) {
          variants.add(part.dearest(price, i, variant));
        }
      }
    }
    return price.dueFor(new Price.Makers(steps, variants));
  }

  /// The passes of one operation, and whose machines made the pictures of each.
  private record Part(List<Generation.Step> passes, List<List<Relay.Machine>> machines) {
    ProviderClass dearest(Price price, int step, int variant) {
      var byClass = java.util.Objects.requireNonNull(price.byClass()).get(step);
      ProviderClass dearest = null;
      for (int i = 0; i < passes.size(); i++) {
        if (!isPriced(passes.get(i))) {
          continue;
        }
        List<Relay.Machine> made = machines.get(i);
        ProviderClass maker = classOf(made.get(Math.min(variant, made.size() - 1)));
        if (dearest == null || byClass.of(maker) > byClass.of(dearest)) {
          dearest = maker;
        }
      }
      return java.util.Objects.requireNonNull(dearest, "an operation has a pass that is priced");
    }
  }

  /// Which quota a surface's jobs count against; most know none.
  static @Nullable Meter meter(String surface) {
    return switch (surface) {
      case "oneshot" -> Meter.JOBS;
      case "nursefilter" -> Meter.IMAGES;
      default -> null;
    };
  }
}
