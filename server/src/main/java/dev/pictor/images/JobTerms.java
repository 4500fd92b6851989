package dev.pictor.images;

import dev.pictor.billing.Meter;
import dev.pictor.billing.Price;
import dev.pictor.jobs.Terms;
import org.jspecify.annotations.Nullable;

/// What a job costs its owner.
///
/// @param meter what counts it; null when nothing does
record JobTerms(Price price, @Nullable Meter meter) implements Terms {
  /// Nothing to hold and nothing to count.
  boolean isNothing() {
    return price.total() == 0 && meter == null;
  }
}
