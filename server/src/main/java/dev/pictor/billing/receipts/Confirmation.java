package dev.pictor.billing.receipts;

import dev.pictor.billing.StoreFact;
import dev.pictor.billing.StoreFact.Kind;
import dev.pictor.billing.StoreNotice.Proven;
import dev.pictor.billing.StoreNotice.Told;
import dev.pictor.billing.appstore.AppStore;
import dev.pictor.billing.play.Play;
import dev.pictor.platform.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks the store itself about what Superwall told, where it can be asked; elsewhere Superwall's
/// signed word is taken.
final class Confirmation {
  private static final Logger LOG = LoggerFactory.getLogger(Confirmation.class);

  private final @Nullable AppStore appStore;
  private final @Nullable Play play;

  Confirmation(@Nullable AppStore appStore, @Nullable Play play) {
    this.appStore = appStore;
    this.play = play;
  }

  /// @throws Problem UNAVAILABLE when the store does not answer, so that it is told again
  List<Told> of(List<Told> told) throws InterruptedException {
    var all = new ArrayList<Told>();
    for (Told each : told) {
      all.addAll(of(each));
    }
    return all;
  }

  private List<Told> of(Told told) throws InterruptedException {
    return switch (told.fact().store()) {
      case APP_STORE ->
          appStore != null && appStore.asks() ? ofApple(appStore, told) : List.of(told);
      case PLAY_STORE -> play != null ? ofGoogle(play, told) : List.of(told);
      case STRIPE, PADDLE -> List.of(told);
    };
  }

  /// Apple says what was paid and what was taken back, and not that a renewal was switched off:
  /// that remains Superwall's word.
  private static List<Told> ofApple(AppStore store, Told told) {
    try {
      var all = facts(store.byId(told.fact().transactionId()), told.account());
      if (!isPayment(told.fact()) && told.fact().kind() != Kind.REFUNDED) {
        all.add(told);
      }
      return all;
    } catch (Problem problem) {
      return refused(problem, told);
    }
  }

  private static List<Told> ofGoogle(Play store, Told told) throws InterruptedException {
    try {
      Optional<Proven> proven = store.byOrder(told.fact().transactionId());
      if (proven.isPresent()) {
        return facts(proven.get(), told.account());
      }
      throw Problem.of(Problem.Kind.RECEIPT_INVALID, "Google Play knows no such order.");
    } catch (Problem problem) {
      return refused(problem, told);
    }
  }

  private static List<Told> refused(Problem problem, Told told) {
    if (problem.kind() == Problem.Kind.UNAVAILABLE) {
      throw problem;
    }
    LOG.atWarn()
        .addKeyValue("store", told.fact().store().word())
        .addKeyValue("code", problem.kind().code())
        .log("the store does not confirm what Superwall told; it is not taken");
    return List.of();
  }

  private static List<Told> facts(Proven proven, @Nullable UUID account) {
    UUID buyer = proven.account() == null ? account : proven.account();
    var all = new ArrayList<Told>();
    all.add(new Told(proven.purchase(), buyer));
    for (StoreFact fact : proven.also()) {
      all.add(new Told(fact, buyer));
    }
    return all;
  }

  private static boolean isPayment(StoreFact fact) {
    return switch (fact.kind()) {
      case BOUGHT, STARTED, RENEWED, CHANGED -> true;
      case EXPIRED,
          HOLD,
          PAUSED,
          CHANGE_PLANNED,
          EXTENDED,
          GRACE,
          UNCANCELLED,
          CANCELLED,
          REFUNDED,
          REVOKED,
          REFUND_REVERSED ->
          false;
    };
  }
}
