package dev.pictor.billing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a job costs, in credits. Where it makes several variants, each that is not delivered takes
/// its share off.
///
/// Where classes of providers cost differently and several may be asked, the dearest of them is
/// held, and in the end the one is charged that made the picture: nobody pays more than they were
/// told.
///
/// @param total what is held when the job is accepted
/// @param variants how many are to be delivered, at least 1
/// @param perVariant what one of them costs; the rest of the total is due for any at all
/// @param byClass what one picture of each step costs by the class that makes it; null where that
///   makes no difference
public record Price(
    long total,
    int variants,
    long perVariant,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<ClassPrices> byClass) {
  /// Costs nothing.
  public static final Price FREE = new Price(0, 1, 0);

  public Price {
    if (variants < 1 || perVariant < 0 || total < variants * perVariant) {
      throw new IllegalArgumentException(
          "no price: " + total + " for " + variants + " at " + perVariant);
    }
    byClass = byClass == null ? null : List.copyOf(byClass);
  }

  /// The same whoever makes it.
  public Price(long total, int variants, long perVariant) {
    this(total, variants, perVariant, null);
  }

  /// Who made what was delivered.
  ///
  /// @param steps of each step but the last
  /// @param variants of each picture that was delivered
  public record Makers(List<ProviderClass> steps, List<ProviderClass> variants) {
    public Makers {
      steps = List.copyOf(steps);
      variants = List.copyOf(variants);
    }
  }

  /// What is due when so many were delivered: nothing for none.
  public long dueFor(int delivered) {
    if (delivered <= 0) {
      return 0;
    }
    return total - perVariant * Math.max(0, variants - delivered);
  }

  /// What is due for what these made, never more than was held for as many pictures.
  public long dueFor(Makers made) {
    long most = dueFor(made.variants().size());
    if (byClass == null || most == 0) {
      return most;
    }
    int last = byClass.size() - 1;
    if (made.steps().size() != last) {
      throw new IllegalArgumentException(
          "made in " + (made.steps().size() + 1) + " steps, priced in " + byClass.size());
    }
    long due = 0;
    for (int step = 0; step < last; step++) {
      due += byClass.get(step).of(made.steps().get(step));
    }
    for (ProviderClass maker : made.variants()) {
      due += byClass.get(last).of(maker);
    }
    return Math.min(most, due);
  }
}
