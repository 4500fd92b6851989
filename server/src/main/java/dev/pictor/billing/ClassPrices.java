package dev.pictor.billing;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Set;
import java.util.function.ToLongFunction;

/// What one picture of an operation costs, in credits, by the class of the provider that makes it.
public record ClassPrices(long builtIn, long gpu, long cloud) {
  /// Costs nothing, whoever makes it.
  static final ClassPrices FREE = new ClassPrices(0, 0, 0);

  static ClassPrices of(ToLongFunction<ProviderClass> price) {
    return new ClassPrices(
        price.applyAsLong(ProviderClass.BUILT_IN),
        price.applyAsLong(ProviderClass.GPU),
        price.applyAsLong(ProviderClass.CLOUD));
  }

  /// Whether it does not matter who makes it.
  @JsonIgnore
  public boolean isOne() {
    return builtIn == gpu && gpu == cloud;
  }

  public long of(ProviderClass maker) {
    return switch (maker) {
      case BUILT_IN -> builtIn;
      case GPU -> gpu;
      case CLOUD -> cloud;
    };
  }

  /// What the dearest of these takes.
  ///
  /// @param askable at least one
  public long dearest(Set<ProviderClass> askable) {
    return askable.stream().mapToLong(this::of).max().orElseThrow();
  }
}
