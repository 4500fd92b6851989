package dev.pictor.providers;

import dev.pictor.platform.Problem;
import java.util.List;

/// Chooses who makes a picture: the first provider, in the operator's order, that offers it.
public final class Routing {
  private final List<Provider> providers;

  public Routing(List<Provider> providers) {
    this.providers = List.copyOf(providers);
  }

  public Provider providerFor(Generation generation) {
    return providers.stream()
        .filter(provider -> provider.offers(generation))
        .findFirst()
        .orElseThrow(() ->
            Problem.of(
                Problem.Kind.UNAVAILABLE,
                "No provider here makes a " + generation.kind() + "; ask the operator."));
  }
}
