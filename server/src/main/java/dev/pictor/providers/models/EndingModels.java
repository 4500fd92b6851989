package dev.pictor.providers.models;

import dev.pictor.platform.Duty;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells operators twice a day of models in use that will be gone soon.
public final class EndingModels implements Duty {
  private static final Logger LOG = LoggerFactory.getLogger(EndingModels.class);

  private final Supplier<List<String>> warnings;

  /// @param warnings a sentence for each such model
  public EndingModels(Supplier<List<String>> warnings) {
    this.warnings = warnings;
  }

  @Override
  public String name() {
    return "ending-models";
  }

  @Override
  public Duration every() {
    return Duration.ofHours(12);
  }

  @Override
  public long runOnce() {
    warnings.get().forEach(LOG::warn);
    return 0;
  }
}
