package dev.pictor.billing.play;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.billing.StoreFact;
import dev.pictor.billing.StoreFact.Source;
import dev.pictor.billing.StoreNotice;
import dev.pictor.billing.StoreNotice.Proven;
import dev.pictor.identity.UserId;
import dev.pictor.platform.Duty;
import dev.pictor.platform.Problem;
import dev.pictor.platform.partner.PartnerHttp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Google Play's proofs, turned into facts, and what Google has to be told. Thread-safe.
public final class Play {
  private static final int LONGEST_TOKEN = 4096;

  private final PlaySettings settings;
  private final InstantSource clock;
  private final PlayApi api;
  private final PurchaseTokens tokens;
  private final PlayLines lines;
  private final PlayNotices notices;

  /// @param http for Google's API; the caller closes it
  public Play(PlaySettings settings, Jdbi jdbi, PartnerHttp http, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    ServiceAccount account = Objects.requireNonNull(settings.account(), "PLAY_SERVICE_ACCOUNT");
    this.api = new PlayApi(settings, new PlayTokens(account, http, clock), http, clock);
    this.tokens = new PurchaseTokens(jdbi);
    this.lines = new PlayLines(api, tokens);
    this.notices = new PlayNotices(settings, new PlayNotices.Uses(api, tokens, lines), clock);
  }

  /// What a purchase token proves, by Google's word of today.
  ///
  /// @param productId what the client says that it bought; null when it does not say
  /// @throws Problem RECEIPT_INVALID when Google knows no such purchase; PURCHASE_PENDING when it
  ///   is not paid yet; UNAVAILABLE when Google does not answer
  public Proven purchase(String given, @Nullable String productId) throws InterruptedException {
    String token = given.strip();
    PlayPurchase purchase = find(token, productId).orElseThrow(Play::unknown);
    if (purchase.state() == PlayPurchase.State.PENDING) {
      throw Problem.of(
          Problem.Kind.PURCHASE_PENDING,
          "The payment is not there yet; send the token again when Google Play says that it is.");
    }
    Instant now = clock.instant();
    String line = lines.of(token, purchase);
    tokens.remember(token, line, purchase);
    var facts = new PlayFacts(purchase, line, PurchaseTokens.name(token), now);
    List<StoreFact> payments = facts.payments(Source.VALIDATE);
    var also = new ArrayList<>(payments.subList(1, payments.size()));
    String stated = "state:" + purchase.state() + ":" + payments.getFirst().transactionId();
    StoreFact state = facts.state(stated, Source.VALIDATE);
    if (state != null && !tokens.isOvertaken(token)) {
      also.add(state);
    }
    return new Proven(payments.getFirst(), purchase.account(), also, endedAt(purchase, now));
  }

  private static @Nullable Instant endedAt(PlayPurchase purchase, Instant now) {
    PlayPurchase.Term term = purchase.term();
    if (term == null) {
      return purchase.state() == PlayPurchase.State.VOID ? now : null;
    }
    return term.until().isAfter(now) && purchase.state() != PlayPurchase.State.VOID
        ? null
        : term.until();
  }

  private Optional<PlayPurchase> find(String token, @Nullable String productId)
      throws InterruptedException {
    if (token.isEmpty() || token.length() > LONGEST_TOKEN) {
      throw unknown();
    }
    try {
      Optional<JsonNode> subscription = api.subscription(token);
      if (subscription.isPresent()) {
        return subscription.map(PlayPurchase::ofSubscription);
      }
      Optional<JsonNode> products = api.products(token);
      if (products.isPresent() || productId == null) {
        return products.map(PlayPurchase::ofProducts);
      }
      return api.product(productId, token).map(tree -> PlayPurchase.ofProduct(productId, tree));
    } catch (IllegalArgumentException e) {
      throw Problem.because(
          Problem.Kind.UNAVAILABLE, "Google Play answers in a way that is not understood.", e);
    }
  }

  private static Problem unknown() {
    return Problem.of(
        Problem.Kind.RECEIPT_INVALID, "Google Play knows no such purchase of this app.");
  }

  /// What Google says of an order; empty when it knows none.
  ///
  /// @throws Problem as for a token
  public Optional<Proven> byOrder(String orderId) throws InterruptedException {
    Optional<String> known = tokens.tokenOfLine(PlayFacts.firstOrder(orderId));
    Optional<String> token = known.isPresent() ? known : api.tokenOf(orderId);
    return token.isPresent() ? Optional.of(purchase(token.get(), null)) : Optional.empty();
  }

  /// Notes, before it is granted, that this user showed the token: a crash from here on is made
  /// good by the duty.
  public void expect(String token, UserId user) {
    tokens.claim(token.strip(), user);
  }

  /// The purchase is granted: Google is told next.
  public void granted(String token, UserId user) {
    tokens.hasten(token.strip(), user);
  }

  /// The purchase is not to be granted to this user.
  public void refused(String token, UserId user) {
    tokens.release(token.strip(), user);
  }

  /// Reads what Pub/Sub pushed.
  ///
  /// @param authorization the header; null when there is none
  /// @throws Problem UNAUTHENTICATED or BAD_SIGNATURE when Google did not send it; UNAVAILABLE when
  ///   it has to be sent again
  public StoreNotice notice(byte[] body, @Nullable String authorization)
      throws InterruptedException {
    return notices.read(body, authorization);
  }

  /// Grants a purchase as if its user had shown it again.
  public interface Granting {
    /// @throws Problem when it is not to be granted
    void grant(UserId user, Proven proven);
  }

  /// How much waits to be acknowledged.
  public long unacknowledged() {
    return tokens.waiting().count();
  }

  /// For how many seconds the oldest of these has waited.
  public long oldestUnacknowledgedSeconds() {
    return tokens.waiting().oldest().toSeconds();
  }

  /// Run these on every node.
  ///
  /// @param taking takes what Google says was voided
  public List<Duty> duties(Granting granting, VoidedDuty.Taking taking) {
    return List.of(
        new AcknowledgeDuty(this, api, tokens, settings, granting),
        new VoidedDuty(notices, taking));
  }

  /// Lets go of what a user bought.
  public static long erase(Jdbi jdbi, UUID user) {
    return PurchaseTokens.erase(jdbi, user);
  }
}
