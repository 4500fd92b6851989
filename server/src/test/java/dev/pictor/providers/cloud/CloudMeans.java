package dev.pictor.providers.cloud;

import dev.pictor.engine.theme.Themes;
import dev.pictor.providers.Generation;
import dev.pictor.providers.ThemeShelf;
import dev.pictor.providers.models.ModelTable;
import dev.pictor.providers.remote.Prompts;
import dev.pictor.providers.remote.ProviderBench;
import dev.pictor.providers.remote.SampleOrders;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;

/// What the tests of providers in the cloud share.
public final class CloudMeans {
  /// The day as of which the table of models was written.
  public static final Clock THEN =
      Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

  private static final Prompts PROMPTS = new Prompts(ThemeShelf.of(Themes::bundled));

  /// A thumbnail that says [ProviderBench#WORDS].
  public static final Generation.Thumbnail SAYING =
      new Generation.Thumbnail(
          SampleOrders.THUMBNAIL.frame(),
          new Generation.Thumbnail.Words(ProviderBench.WORDS, ""),
          new Generation.Thumbnail.Look("bold", List.of()),
          "std",
          1);

  private CloudMeans() {}

  public static Means asOf(InstantSource clock) {
    return new Means(ModelTable.read(), PROMPTS, clock);
  }

  public static Means then() {
    return asOf(THEN);
  }
}
