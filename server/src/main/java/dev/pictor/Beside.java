package dev.pictor;

import dev.pictor.platform.telemetry.Logging;
import java.io.PrintStream;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is simulated beside the service, as the options of `./pictor up` say.
final class Beside implements AutoCloseable {
  private static final String PROVIDERS = "--simulate-providers";
  private static final String STORES = "--simulate-stores";

  private final @Nullable Simulations providers;
  private final @Nullable SimulatedStores stores;

  private Beside(@Nullable Simulations providers, @Nullable SimulatedStores stores) {
    this.providers = providers;
    this.stores = stores;
  }

  /// Starts what the options ask for; the caller closes it.
  ///
  /// @param options the ones that are meant here are taken away
  static Beside start(List<String> options) {
    boolean withProviders = options.remove(PROVIDERS);
    boolean withStores = options.remove(STORES);
    if (withProviders || withStores) {
      Logging.onlyWarnings();
    }
    return new Beside(
        withProviders ? new Simulations() : null, withStores ? new SimulatedStores() : null);
  }

  /// The settings with those that lead to what is simulated.
  Map<String, String> with(Map<String, String> given) {
    var variables = new HashMap<>(given);
    if (providers != null) {
      variables.putAll(providers.variables());
    }
    if (stores != null) {
      variables.putAll(stores.variables(given));
    }
    return variables;
  }

  /// The service answers from now on.
  void ready(int port) {
    if (stores != null) {
      stores.tellTo(URI.create("http://127.0.0.1:" + port));
    }
  }

  /// What is simulated, for people.
  void print(PrintStream out, String address) {
    if (providers != null) {
      out.println();
      out.println("  Simulated providers, which make plain pictures and bill nothing:");
      providers
          .all()
          .forEach(each -> out.printf("    %-12s %s/_simulator%n", each.name(), each.uri()));
    }
    if (stores != null) {
      stores.print(out, address);
    }
  }

  @Override
  public void close() {
    if (providers != null) {
      providers.close();
    }
    if (stores != null) {
      stores.close();
    }
  }
}
