package dev.pictor.providers.cloud;

import dev.pictor.providers.models.ModelTable;
import dev.pictor.providers.remote.Prompts;
import java.time.InstantSource;

/// What every provider in the cloud works with beside its own settings.
///
/// @param clock for the ends of models and for waits
public record Means(ModelTable models, Prompts prompts, InstantSource clock) {}
