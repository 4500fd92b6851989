package dev.pictor;

import dev.pictor.billing.simulated.SimulatedAppStore;
import dev.pictor.billing.simulated.SimulatedPlay;
import dev.pictor.billing.simulated.SimulatedSuperwall;
import dev.pictor.billing.simulated.StoreServer;
import java.io.PrintStream;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Simulated stores beside the service, for trying out purchases without an account at any:
/// `./pictor up --simulate-stores`.
final class SimulatedStores implements AutoCloseable {
  private static final String PRODUCTS =
      "credits_50=credits:50,pro_monthly=plan:pro,premium_monthly=plan:premium+credits:100";

  private final SimulatedAppStore appStore = new SimulatedAppStore(0, true);
  private final SimulatedPlay play = new SimulatedPlay(0);
  private final SimulatedSuperwall superwall = new SimulatedSuperwall(0);

  /// The settings that lead to them. Products are the operator's own where there are any.
  ///
  /// @param given the settings without them
  Map<String, String> variables(Map<String, String> given) {
    var variables = new HashMap<String, String>();
    all().forEach(store -> variables.putAll(store.variables()));
    variables.put("STORE_ENVIRONMENT", "sandbox");
    if (given.getOrDefault("PRODUCTS", "").isBlank()) {
      variables.put("PRODUCTS", PRODUCTS);
      variables.put("PLAY_CONSUME_PRODUCTS", "credits_50");
    }
    return variables;
  }

  private List<StoreServer> all() {
    return List.of(appStore, play, superwall);
  }

  SimulatedAppStore appStore() {
    return appStore;
  }

  SimulatedPlay play() {
    return play;
  }

  SimulatedSuperwall superwall() {
    return superwall;
  }

  /// Where the service is that they tell.
  void tellTo(URI service) {
    all().forEach(store -> store.tellTo(service));
  }

  /// How something is bought.
  void print(PrintStream out, String address) {
    out.println();
    out.println("  Simulated stores, in which everything is free; docs/stores.md:");
    out.println("    App Store    " + appStore.uri());
    out.println("    Google Play  " + play.uri());
    out.println("    Superwall    " + superwall.uri());
    out.println("  Buy fifty credits in the App Store, then show what it signed:");
    out.println(
        "    curl -d '{\"product_id\":\"credits_50\"}' "
            + appStore.uri()
            + "/_simulator/purchases");
    out.println(
        "    curl -H 'Authorization: Bearer TOKEN' -d '{\"signed_transaction\":\"…\"}' "
            + address
            + "/api/v1/billing/validate");
  }

  @Override
  public void close() {
    all().forEach(StoreServer::close);
  }
}
