package dev.pictor.providers.cloud;

import dev.pictor.providers.models.ModelTable;
import dev.pictor.providers.remote.Prompts;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// What every provider in the cloud works with beside its own settings.
///
/// @param clock for the ends of models and for waits
public record Means(ModelTable models, Prompts prompts, InstantSource clock) {
  /// The day by which models end.
  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
