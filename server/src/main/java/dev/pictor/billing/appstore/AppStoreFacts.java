package dev.pictor.billing.appstore;

import com.apple.itunes.storekit.model.JWSRenewalInfoDecodedPayload;
import com.apple.itunes.storekit.model.JWSTransactionDecodedPayload;
import com.apple.itunes.storekit.model.NotificationTypeV2;
import com.apple.itunes.storekit.model.Subtype;
import com.apple.itunes.storekit.model.TransactionReason;
import com.apple.itunes.storekit.model.Type;
import dev.pictor.billing.Store;
import dev.pictor.billing.StoreEnvironment;
import dev.pictor.billing.StoreFact;
import dev.pictor.billing.StoreFact.Kind;
import dev.pictor.billing.StoreFact.Source;
import dev.pictor.platform.Problem;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What Apple's transactions and notifications mean.
final class AppStoreFacts {
  private static final int MOST = 1000;

  private final StoreEnvironment environment;

  AppStoreFacts(StoreEnvironment environment) {
    this.environment = environment;
  }

  /// A notification with what it carries, all of it checked.
  ///
  /// @param type null for one that Apple's library does not know yet
  /// @param at when Apple signed it
  record Notification(
      String id,
      @Nullable NotificationTypeV2 type,
      @Nullable Subtype subtype,
      Instant at,
      JWSTransactionDecodedPayload transaction,
      @Nullable JWSRenewalInfoDecodedPayload renewal) {}

  /// A transaction as the payment that it was.
  StoreFact purchase(JWSTransactionDecodedPayload transaction, Source source) {
    return purchase(transaction, kind(transaction), source);
  }

  private static Kind kind(JWSTransactionDecodedPayload transaction) {
    if (transaction.getType() != Type.AUTO_RENEWABLE_SUBSCRIPTION) {
      return Kind.BOUGHT;
    }
    boolean isFirst =
        Objects.equals(transaction.getTransactionId(), transaction.getOriginalTransactionId());
    boolean isRenewal = transaction.getTransactionReason() == TransactionReason.RENEWAL;
    return isFirst || !isRenewal ? Kind.STARTED : Kind.RENEWED;
  }

  private StoreFact purchase(JWSTransactionDecodedPayload transaction, Kind kind, Source source) {
    Instant bought = time(transaction.getPurchaseDate());
    if (bought == null) {
      throw incomplete(null);
    }
    String id = transaction.getTransactionId();
    return fact(transaction, "purchase:" + id, kind, bought, source);
  }

  /// What Apple says of a transaction that it has taken back; empty while it counts.
  Optional<StoreFact> revocation(JWSTransactionDecodedPayload transaction, Source source) {
    Instant revoked = time(transaction.getRevocationDate());
    return Optional.ofNullable(revoked)
        .map(at ->
            fact(
                transaction,
                "revoked:" + transaction.getTransactionId() + ":" + at.toEpochMilli(),
                Kind.REFUNDED,
                at,
                source));
  }

  private StoreFact fact(
      JWSTransactionDecodedPayload transaction,
      String factId,
      Kind kind,
      Instant at,
      Source source) {
    return fact(transaction, factId, kind, at, time(transaction.getExpiresDate()), source);
  }

  private StoreFact fact(
      JWSTransactionDecodedPayload transaction,
      String factId,
      Kind kind,
      Instant at,
      @Nullable Instant until,
      Source source) {
    Integer quantity = transaction.getQuantity();
    try {
      return new StoreFact(
          Store.APP_STORE,
          environment,
          factId,
          Objects.requireNonNullElse(transaction.getTransactionId(), ""),
          Objects.requireNonNullElse(transaction.getOriginalTransactionId(), ""),
          Objects.requireNonNullElse(transaction.getProductId(), ""),
          kind,
          at,
          until,
          quantity == null ? 1 : Math.clamp(quantity, 1, MOST),
          source);
    } catch (IllegalArgumentException e) {
      throw incomplete(e);
    }
  }

  private static Problem incomplete(@Nullable Exception cause) {
    String detail = "The signed transaction lacks a part that every one has.";
    return cause == null
        ? Problem.of(Problem.Kind.RECEIPT_INVALID, detail)
        : Problem.because(Problem.Kind.RECEIPT_INVALID, detail, cause);
  }

  /// What a notification comes to; empty for what changes nothing here.
  Optional<StoreFact> of(Notification told) {
    NotificationTypeV2 type = told.type();
    if (type == null) {
      return Optional.empty();
    }
    return switch (type) {
      case SUBSCRIBED -> Optional.of(bought(told, Kind.STARTED));
      case DID_RENEW -> Optional.of(bought(told, Kind.RENEWED));
      case ONE_TIME_CHARGE -> Optional.of(bought(told, Kind.BOUGHT));
      case OFFER_REDEEMED -> redeemed(told);
      case DID_CHANGE_RENEWAL_PREF -> preference(told);
      case DID_CHANGE_RENEWAL_STATUS -> Optional.of(state(told, renewalKind(told), null));
      case DID_FAIL_TO_RENEW -> Optional.of(failed(told));
      case GRACE_PERIOD_EXPIRED -> Optional.of(state(told, Kind.HOLD, null));
      case EXPIRED -> Optional.of(state(told, Kind.EXPIRED, null));
      case REFUND -> Optional.of(state(told, Kind.REFUNDED, null));
      case REVOKE -> Optional.of(state(told, Kind.REVOKED, null));
      case REFUND_REVERSED -> Optional.of(state(told, Kind.REFUND_REVERSED, null));
      case RENEWAL_EXTENDED ->
          Optional.of(state(told, Kind.EXTENDED, time(told.transaction().getExpiresDate())));
      // Nothing of these is a purchase or ends one: prices to come, questions, reports, tests.
      case PRICE_INCREASE,
          PRICE_CHANGE,
          REFUND_DECLINED,
          CONSUMPTION_REQUEST,
          RENEWAL_EXTENSION,
          EXTERNAL_PURCHASE_TOKEN,
          RESCIND_CONSENT,
          METADATA_UPDATE,
          MIGRATION,
          TEST ->
          Optional.empty();
    };
  }

  private StoreFact bought(Notification told, Kind kind) {
    return purchase(told.transaction(), kind, Source.NOTIFICATION);
  }

  private StoreFact state(Notification told, Kind kind, @Nullable Instant until) {
    return fact(told.transaction(), told.id(), kind, told.at(), until, Source.NOTIFICATION);
  }

  private static Kind renewalKind(Notification told) {
    return told.subtype() == Subtype.AUTO_RENEW_DISABLED ? Kind.CANCELLED : Kind.UNCANCELLED;
  }

  private StoreFact failed(Notification told) {
    if (told.subtype() != Subtype.GRACE_PERIOD) {
      return state(told, Kind.HOLD, null);
    }
    JWSRenewalInfoDecodedPayload renewal = told.renewal();
    Instant until = renewal == null ? null : time(renewal.getGracePeriodExpiresDate());
    return state(told, Kind.GRACE, until);
  }

  /// An offer without a subtype is for the next renewal.
  private Optional<StoreFact> redeemed(Notification told) {
    return switch (told.subtype()) {
      case INITIAL_BUY, RESUBSCRIBE -> Optional.of(bought(told, Kind.STARTED));
      case UPGRADE -> Optional.of(bought(told, Kind.CHANGED));
      case DOWNGRADE -> planned(told);
      case null, default -> Optional.empty();
    };
  }

  /// An upgrade is paid at once, a downgrade comes with the next renewal; without a subtype that
  /// was taken back.
  private Optional<StoreFact> preference(Notification told) {
    return told.subtype() == Subtype.UPGRADE
        ? Optional.of(bought(told, Kind.CHANGED))
        : planned(told);
  }

  private Optional<StoreFact> planned(Notification told) {
    JWSRenewalInfoDecodedPayload renewal = told.renewal();
    String next = renewal == null ? null : renewal.getAutoRenewProductId();
    if (next == null) {
      return Optional.empty();
    }
    StoreFact now = state(told, Kind.CHANGE_PLANNED, null);
    return Optional.of(
        new StoreFact(
            now.store(),
            now.environment(),
            now.factId(),
            now.transactionId(),
            now.line(),
            next,
            now.kind(),
            now.at(),
            null,
            now.quantity(),
            now.source()));
  }

  static @Nullable Instant time(@Nullable Long millis) {
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }
}
