package dev.pictor.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.billing.simulated.SimulatedAppStore;
import dev.pictor.billing.simulated.SimulatedPlay;
import dev.pictor.billing.simulated.SimulatedSuperwall;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// The service with simulated stores beside it, and who buys there.
public final class StoreCounter implements AutoCloseable {
  private final SimulatedAppStore appStore;
  private final SimulatedPlay play = new SimulatedPlay(0);
  private final SimulatedSuperwall superwall = new SimulatedSuperwall(0);
  private final RunningApp app;

  /// @param asksApple whether the service has the key of Apple's server API
  /// @param others settings beside, or instead of, the usual ones
  public StoreCounter(boolean asksApple, Map<String, String> others) {
    appStore = new SimulatedAppStore(0, asksApple);
    var variables = new HashMap<String, String>();
    variables.putAll(appStore.variables());
    variables.putAll(play.variables());
    variables.putAll(superwall.variables());
    variables.put("STORE_ENVIRONMENT", "sandbox");
    variables.put("RECEIPTS_PER_HOUR", "-1");
    variables.put("DEFAULT_CREDITS", "0");
    variables.put("PLAY_CONSUME_PRODUCTS", "credits_50");
    variables.put(
        "PRODUCTS",
        "credits_50=credits:50,pro_monthly=plan:pro,premium_monthly=plan:premium+credits:100");
    variables.putAll(others);
    app = RunningApp.start(variables);
    appStore.tellTo(app.uri());
    play.tellTo(app.uri());
    superwall.tellTo(app.uri());
  }

  public SimulatedAppStore appStore() {
    return appStore;
  }

  public SimulatedPlay play() {
    return play;
  }

  public SimulatedSuperwall superwall() {
    return superwall;
  }

  public RunningApp app() {
    return app;
  }

  /// Somebody new who has signed up and in.
  public Buyer buyer() {
    return new Buyer(SketchClient.signedIn(app));
  }

  /// Somebody who shows what they bought.
  public record Buyer(SketchClient http) {
    public UUID id() {
      return UUID.fromString(me().path("id").asText());
    }

    private JsonNode me() {
      return http.get("/api/v1/auth/me").is(200).json();
    }

    public String plan() {
      return me().path("plan").asText();
    }

    public long credits() {
      return me().path("credits").asLong();
    }

    public SketchClient.Answer shows(Map<String, ?> proof) {
      return http.post("/api/v1/billing/validate", proof);
    }

    public SketchClient.Answer shows(SimulatedAppStore.Bought bought) {
      return shows(Map.of("signed_transaction", bought.signed()));
    }
  }

  /// The value of a metric with these labels; 0 when it was never counted.
  public double metric(String name, String... labels) {
    String all =
        new String(
            SketchClient.stranger(app).get("/metrics").is(200).response().body(),
            StandardCharsets.UTF_8);
    return all.lines()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .filter(line -> Arrays.stream(labels).allMatch(line::contains))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Override
  public void close() {
    app.close();
    appStore.close();
    play.close();
    superwall.close();
  }
}
