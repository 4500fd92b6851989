package dev.pictor.providers;

import dev.pictor.platform.Problem;
import java.util.List;

/// Chooses who makes a picture: the first provider, in the operator's order, that offers it.
public final class Routing {
  /// Instead of a name: whoever is the first to offer it.
  public static final String AUTO = "auto";

  private final List<Provider> providers;

  public Routing(List<Provider> providers) {
    this.providers = List.copyOf(providers);
  }

  /// Who is there, the first choice first.
  public List<String> names() {
    return providers.stream().map(Provider::name).toList();
  }

  /// @param wanted a provider's name, or [#AUTO]
  /// @throws Problem UNAVAILABLE when nobody makes such pictures
  public Provider providerFor(Generation generation, String wanted) {
    return providers.stream()
        .filter(provider -> wanted.equals(AUTO) || provider.name().equals(wanted))
        .filter(provider -> provider.offers(generation))
        .findFirst()
        .orElseThrow(() ->
            Problem.of(
                Problem.Kind.UNAVAILABLE,
                "No provider here makes a " + generation.kind() + "; ask the operator."));
  }
}
