package dev.pictor.billing.play;

import dev.pictor.billing.StoreNotice.Proven;
import dev.pictor.platform.Duty;
import dev.pictor.platform.Problem;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// Tells Google what was granted: a purchase that is not acknowledged within three days is given
/// back to the buyer. What was shown and not granted, as a node died in between, is granted first.
final class AcknowledgeDuty implements Duty {
  private static final Logger LOG = LoggerFactory.getLogger(AcknowledgeDuty.class);
  private static final Duration ALARMING = Duration.ofDays(2);

  private final Play play;
  private final PlayApi api;
  private final PurchaseTokens tokens;
  private final PlaySettings settings;
  private final Play.Granting granting;

  AcknowledgeDuty(
      Play play,
      PlayApi api,
      PurchaseTokens tokens,
      PlaySettings settings,
      Play.Granting granting) {
    this.play = play;
    this.api = api;
    this.tokens = tokens;
    this.settings = settings;
    this.granting = granting;
  }

  @Override
  public String name() {
    return "play-acknowledge";
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(5);
  }

  /// @return how many were acknowledged
  @Override
  public long runOnce() throws InterruptedException {
    long settled = 0;
    for (PurchaseTokens.Due due : tokens.takeDue()) {
      settled += settle(due) ? 1 : 0;
    }
    return settled;
  }

  private boolean settle(PurchaseTokens.Due due) throws InterruptedException {
    try {
      Proven proven = play.purchase(due.token(), due.productId());
      granting.grant(due.user(), proven);
      if (!tokens.isSettled(due.token())) {
        boolean isConsumed = !due.subscription() && settings.consumed().contains(due.productId());
        api.settle(
            new PlayPurchase.Settling(
                due.token(), due.productId(), due.subscription(), isConsumed));
      }
      tokens.settled(due.token(), due.user());
      return true;
    } catch (Problem problem) {
      if (isFinal(problem)) {
        tokens.release(due.token(), due.user());
        LOG.atInfo()
            .addKeyValue("purchase", due)
            .addKeyValue("code", problem.kind().code())
            .log("a purchase of Google Play is not acknowledged: it is not to be granted");
      } else {
        later(due, problem);
      }
      return false;
    }
  }

  private static boolean isFinal(Problem problem) {
    return !problem.kind().retryable();
  }

  private static void later(PurchaseTokens.Due due, Problem problem) {
    boolean isAlarming = due.age().compareTo(ALARMING) > 0;
    LOG.atLevel(isAlarming ? Level.ERROR : Level.INFO)
        .addKeyValue("purchase", due)
        .addKeyValue("attempts", due.attempts())
        .addKeyValue("hours", due.age().toHours())
        .addKeyValue("code", problem.kind().code())
        .log(
            isAlarming
                ? "a purchase is not acknowledged yet, and Google gives the money back after three"
                    + " days; it is tried again"
                : "a purchase is not acknowledged yet; it is tried again");
  }
}
