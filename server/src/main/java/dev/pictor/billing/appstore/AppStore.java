package dev.pictor.billing.appstore;

import com.apple.itunes.storekit.migration.ReceiptUtility;
import com.apple.itunes.storekit.model.Data;
import com.apple.itunes.storekit.model.JWSRenewalInfoDecodedPayload;
import com.apple.itunes.storekit.model.JWSTransactionDecodedPayload;
import com.apple.itunes.storekit.model.LastTransactionsItem;
import com.apple.itunes.storekit.model.ResponseBodyV2DecodedPayload;
import com.apple.itunes.storekit.model.Type;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.billing.StoreEnvironment;
import dev.pictor.billing.StoreFact;
import dev.pictor.billing.StoreFact.Source;
import dev.pictor.billing.StoreNotice;
import dev.pictor.billing.StoreNotice.Proven;
import dev.pictor.billing.StoreNotice.Told;
import dev.pictor.platform.Json;
import dev.pictor.platform.Problem;
import dev.pictor.platform.partner.PartnerHttp;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The App Store's proofs, turned into facts. Thread-safe.
public final class AppStore {
  /// It becomes a part of an address.
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private static final Pattern JWS =
      Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

  private final AppleSignatures signatures;
  private final AppStoreFacts facts;
  private final InstantSource clock;
  private final @Nullable AppStoreApi api;

  /// @param http for Apple's server API; the caller closes it
  public AppStore(
      AppStoreSettings settings,
      StoreEnvironment environment,
      PartnerHttp http,
      InstantSource clock) {
    this.signatures = new AppleSignatures(settings, environment);
    this.facts = new AppStoreFacts(environment);
    this.clock = clock;
    this.api =
        settings.api().isWhole() ? new AppStoreApi(settings, environment, http, clock) : null;
  }

  /// Whether Apple can be asked.
  public boolean asks() {
    return api != null;
  }

  /// Whether this is a signed transaction, by its form.
  public static boolean isSigned(String proof) {
    return JWS.matcher(proof.strip()).matches();
  }

  /// What a signed transaction proves; Apple is asked too where the operator gave a key.
  ///
  /// @throws Problem RECEIPT_INVALID, RECEIPT_OF_OTHER_APP, WRONG_STORE_ENVIRONMENT; UNAVAILABLE
  ///   when it cannot be found out now
  public Proven transaction(String signed) {
    JWSTransactionDecodedPayload transaction = signatures.transaction(signed.strip());
    return api == null ? proven(transaction, List.of()) : current(api, transaction);
  }

  /// What Apple says of a transaction of which only the id is known.
  ///
  /// @throws Problem as for a signed one; BILLING_NOT_CONFIGURED when Apple cannot be asked
  public Proven byId(String transactionId) {
    if (api == null) {
      throw Problem.of(
          Problem.Kind.BILLING_NOT_CONFIGURED,
          "A transaction id alone proves nothing, and Apple is not asked here: send the signed"
              + " transaction of StoreKit 2 in signed_transaction.");
    }
    if (!ID.matcher(transactionId).matches()) {
      throw Problem.invalid("transaction_id", "is not an id of the App Store.");
    }
    String signed = api.transaction(transactionId).orElseThrow(AppStore::unknown);
    return current(api, signatures.transaction(signed));
  }

  /// What an app receipt of StoreKit 1 leads to: Apple is asked about its transaction, and
  /// verifyReceipt, which Apple has given up, is never called.
  ///
  /// @throws Problem as for an id; RECEIPT_INVALID when there is no transaction in it
  public Proven receipt(String base64) {
    if (api == null) {
      throw Problem.of(
          Problem.Kind.RECEIPT_INVALID,
          "Receipts of StoreKit 1 are not taken here: send the signed transaction of StoreKit 2 in"
              + " signed_transaction, or have the operator set APP_STORE_PRIVATE_KEY.");
    }
    return byId(transactionIn(base64));
  }

  private static String transactionIn(String base64) {
    try {
      String id = new ReceiptUtility().extractTransactionIdFromAppReceipt(base64.strip());
      if (id != null) {
        return id;
      }
    } catch (IOException | RuntimeException e) {
      throw Problem.because(
          Problem.Kind.RECEIPT_INVALID, "receipt_data is not a receipt of the App Store.", e);
    }
    throw Problem.of(Problem.Kind.RECEIPT_INVALID, "The receipt has no transaction in it.");
  }

  private static Problem unknown() {
    return Problem.of(Problem.Kind.RECEIPT_INVALID, "Apple knows no such transaction.");
  }

  /// A signature is good for ever, also after a refund: where Apple can be asked, its word of today
  /// counts, and of a subscription the transaction that is the last one today.
  private Proven current(AppStoreApi known, JWSTransactionDecodedPayload transaction) {
    String id = transaction.getTransactionId();
    String original = transaction.getOriginalTransactionId();
    if (id == null || original == null || !ID.matcher(id).matches()) {
      throw unknown();
    }
    if (transaction.getType() != Type.AUTO_RENEWABLE_SUBSCRIPTION) {
      return proven(
          signatures.transaction(known.transaction(id).orElseThrow(AppStore::unknown)), List.of());
    }
    LastTransactionsItem item = known.subscription(id, original).orElseThrow(AppStore::unknown);
    String signed = item.getSignedTransactionInfo();
    var last = signed == null ? transaction : signatures.transaction(signed);
    StoreFact given = facts.purchase(transaction, Source.VALIDATE);
    return proven(
        last, given.transactionId().equals(last.getTransactionId()) ? List.of() : List.of(given));
  }

  private Proven proven(JWSTransactionDecodedPayload transaction, List<StoreFact> earlier) {
    StoreFact purchase = facts.purchase(transaction, Source.VALIDATE);
    var also = new ArrayList<>(earlier);
    Optional<StoreFact> revocation = facts.revocation(transaction, Source.VALIDATE);
    revocation.ifPresent(also::add);
    Instant until = purchase.until();
    boolean isOver = until != null && !until.isAfter(clock.instant());
    Instant ended = revocation.map(StoreFact::at).orElse(isOver ? until : null);
    return new Proven(purchase, transaction.getAppAccountToken(), also, ended);
  }

  /// Reads a notification of version 2.
  ///
  /// @throws Problem MALFORMED_REQUEST, RECEIPT_INVALID and the others of a proof; UNAVAILABLE when
  ///   Apple should try again
  public StoreNotice notice(byte[] body) {
    ResponseBodyV2DecodedPayload payload = signatures.notification(signedPayload(body));
    String id = payload.getNotificationUUID();
    Long signedAt = payload.getSignedDate();
    if (id == null || id.isBlank() || signedAt == null) {
      throw Problem.of(Problem.Kind.RECEIPT_INVALID, "The notification has no id or no date.");
    }
    String word =
        payload.getRawNotificationType()
            + (payload.getRawSubtype() == null ? "" : "." + payload.getRawSubtype());
    return new StoreNotice(id, word, told(payload, id, Instant.ofEpochMilli(signedAt)));
  }

  private List<Told> told(ResponseBodyV2DecodedPayload payload, String id, Instant at) {
    Data data = payload.getData();
    String signed = data == null ? null : data.getSignedTransactionInfo();
    if (data == null || signed == null) {
      return List.of();
    }
    JWSTransactionDecodedPayload transaction = signatures.transaction(signed);
    String renewal = data.getSignedRenewalInfo();
    JWSRenewalInfoDecodedPayload next = renewal == null ? null : signatures.renewal(renewal);
    var notification =
        new AppStoreFacts.Notification(
            id, payload.getNotificationType(), payload.getSubtype(), at, transaction, next);
    return facts.of(notification).stream()
        .map(fact -> new Told(fact, transaction.getAppAccountToken()))
        .toList();
  }

  private static String signedPayload(byte[] body) {
    try {
      JsonNode tree = Json.MAPPER.readTree(body);
      JsonNode signed = Objects.requireNonNull(tree).path("signedPayload");
      if (signed.isTextual()) {
        return signed.asText();
      }
    } catch (IOException e) {
      throw Problem.because(Problem.Kind.MALFORMED_REQUEST, "The body is not JSON.", e);
    }
    throw Problem.invalid("signedPayload", "is missing.");
  }
}
