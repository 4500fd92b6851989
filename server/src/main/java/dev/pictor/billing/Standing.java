package dev.pictor.billing;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a user has at this moment.
///
/// @param credits to spend; -1 when credits are switched off
/// @param held credits that running and waiting jobs hold
/// @param quotas one of each meter
public record Standing(Plan plan, long credits, long held, List<Quota> quotas) {
  public Standing {
    quotas = List.copyOf(quotas);
  }

  /// How much of something there is.
  ///
  /// @param limit -1 without limit
  /// @param remaining -1 without limit
  /// @param resetsAt when the count begins anew; null when it never does
  public record Quota(Meter meter, int limit, int used, int remaining, @Nullable Instant resetsAt) {
    static Quota of(Meter meter, int limit, int used, Instant now) {
      int remaining = limit < 0 ? -1 : Math.max(0, limit - used);
      return new Quota(meter, limit, used, remaining, meter.resetAfter(now));
    }
  }

  public Quota quota(Meter meter) {
    return quotas.stream().filter(each -> each.meter() == meter).findFirst().orElseThrow();
  }
}
