package dev.pictor.testkit;

import dev.pictor.billing.simulated.NoticeFault;
import dev.pictor.billing.simulated.SimulatedAppStore;
import dev.pictor.billing.simulated.SimulatedAppStore.Bought;
import dev.pictor.billing.simulated.SimulatedAppStore.Notice;
import dev.pictor.billing.simulated.SimulatedPlay;
import dev.pictor.billing.simulated.SimulatedPlay.Signing;
import dev.pictor.billing.simulated.SimulatedSuperwall;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// Stores in which somebody has bought something already, and what they send.
public final class StoreSurroundings implements Surroundings {
  private final SimulatedAppStore appStore = new SimulatedAppStore(0, true);
  private final SimulatedPlay play = new SimulatedPlay(0);
  private final SimulatedSuperwall superwall = new SimulatedSuperwall(0);

  @Override
  public Map<String, String> environment() {
    var variables = new HashMap<String, String>();
    variables.putAll(appStore.variables());
    variables.putAll(play.variables());
    variables.putAll(superwall.variables());
    variables.put("STORE_ENVIRONMENT", "sandbox");
    variables.put("PRODUCTS", "credits_50=credits:50,pro_monthly=plan:pro");
    return variables;
  }

  @Override
  public Map<String, String> words() {
    Bought credits = appStore.sell("credits_50", null);
    Bought plan = appStore.subscribe("pro_monthly", null, Duration.ofDays(30));
    String token = play.sales().subscribe("pro_monthly", null, Duration.ofDays(30));
    var renewed = Notice.of("DID_RENEW", null, plan.transactionId());
    var words = new HashMap<String, String>();
    words.put("signed_credits", credits.signed());
    words.put("forged_credits", appStore.forged(credits.transactionId()));
    words.put("credits_transaction", credits.transactionId());
    words.put("purchase_token", token);
    words.put("apples_notice", appStore.signed(renewed, NoticeFault.NONE));
    words.put("forged_notice", appStore.signed(renewed, NoticeFault.FORGED));
    words.put("play_notice", SimulatedPlay.data(SimulatedPlay.subscription(4, token)));
    words.put("googles_token", play.token(Signing.RIGHT));
    words.put("foreign_token", play.token(Signing.FOREIGN));
    var event =
        SimulatedSuperwall.event(
            "initial_purchase",
            "evt_1",
            Map.of("store", "STRIPE", "productId", "pro_monthly", "transactionId", "in_1"));
    SimulatedSuperwall.Signed signed = superwall.sign(event, NoticeFault.NONE);
    words.put("superwall_body", new String(signed.body(), StandardCharsets.UTF_8));
    words.put("superwall_id", signed.id());
    words.put("superwall_time", signed.timestamp());
    words.put("superwall_signature", signed.signature());
    return words;
  }

  @Override
  public void close() {
    appStore.close();
    play.close();
    superwall.close();
  }
}
