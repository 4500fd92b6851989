package dev.pictor.compat.oneshot;

import static dev.pictor.platform.http.Route.route;
import static io.javalin.http.HandlerType.POST;

import dev.pictor.billing.Receipts;
import dev.pictor.billing.Store;
import dev.pictor.identity.Caller;
import dev.pictor.platform.Problem;
import dev.pictor.platform.Problem.FieldError;
import dev.pictor.platform.http.Access;
import dev.pictor.platform.http.Reply;
import dev.pictor.platform.http.RequestBody;
import dev.pictor.platform.http.Route;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What was bought in a store becomes credits or a plan.
final class BillingRoutes {
  private static final String GROUP = "OneShot: billing";
  private static final List<String> PLATFORMS = List.of("app_store", "play_store");

  /// A receipt of the App Store with years of purchases is some hundred kilobytes long.
  private static final int MOST_BODY = 2 * 1024 * 1024;

  private static final int MOST_WEBHOOK = 256 * 1024;

  private final Receipts receipts;

  BillingRoutes(Receipts receipts) {
    this.receipts = receipts;
  }

  /// What a client got from its store; one of the first three is the proof, or the id alone.
  ///
  /// @param platform `app_store` or `play_store`; may be left out
  record Proof(
      @Nullable String receiptData,
      @Nullable String signedTransaction,
      @Nullable String purchaseToken,
      @Nullable String productId,
      @Nullable String transactionId,
      @Nullable String platform) {
    @Override
    public String toString() {
      return "Proof[productId=" + productId + ", platform=" + platform + "]";
    }

    /// A transaction's id is a proof only where there is no other.
    private Map<Receipts.Form, String> given() {
      var given = new EnumMap<Receipts.Form, String>(Receipts.Form.class);
      put(given, Receipts.Form.RECEIPT_DATA, receiptData);
      put(given, Receipts.Form.SIGNED_TRANSACTION, signedTransaction);
      put(given, Receipts.Form.PURCHASE_TOKEN, purchaseToken);
      if (given.isEmpty()) {
        put(given, Receipts.Form.TRANSACTION_ID, transactionId);
      }
      return given;
    }

    private static void put(
        Map<Receipts.Form, String> given, Receipts.Form form, @Nullable String text) {
      if (text != null && !text.isBlank()) {
        given.put(form, text);
      }
    }
  }

  /// What it brought.
  ///
  /// @param creditsAdded 0 for a transaction that was granted before
  /// @param credits what the wallet has now
  /// @param alreadyGranted the same transaction was granted before
  record Granted(
      boolean valid, long creditsAdded, long credits, String plan, boolean alreadyGranted) {}

  /// A webhook was taken.
  record Taken(boolean ok) {}

  List<Route> routes() {
    return List.of(
        route(POST, "/api/v1/billing/validate", Access.USER)
            .in(GROUP)
            .says("Have a store's receipt checked and its credits granted, once ever")
            .takes(
                new Proof(
                    "base64_receipt_data",
                    null,
                    null,
                    "credits_50",
                    "unique_transaction_id",
                    "app_store"))
            .answers(200, "What it brought", new Granted(true, 50, 60, "free", false))
            .answers(409, "The transaction is another user's")
            .answers(422, "The receipt is not what the store signed, or grants nothing here now")
            .answers(503, "The store is not configured here, or does not answer")
            .fails(
                Problem.Kind.CONFLICT,
                Problem.Kind.RECEIPT_INVALID,
                Problem.Kind.RECEIPT_OF_OTHER_APP,
                Problem.Kind.RECEIPT_ENDED,
                Problem.Kind.PURCHASE_PENDING,
                Problem.Kind.WRONG_STORE_ENVIRONMENT,
                Problem.Kind.UNKNOWN_PRODUCT,
                Problem.Kind.QUOTA_EXCEEDED,
                Problem.Kind.BILLING_NOT_CONFIGURED,
                Problem.Kind.UNAVAILABLE)
            .by(this::validate),
        route(POST, "/api/v1/billing/superwall", Access.SIGNED)
            .in(GROUP)
            .says("What Superwall reports; its signature is the credential")
            .takes(Map.of("type", "renewal", "data", Map.of()))
            .answers(200, "Taken", new Taken(true))
            .answers(403, "The signature does not fit")
            .answers(503, "SUPERWALL_SECRET is not set")
            .by(this::superwall));
  }

  private void validate(Context request) throws InterruptedException {
    Proof proof = RequestBody.json(request, Proof.class, MOST_BODY);
    Map<Receipts.Form, String> given = proof.given();
    var faults = new ArrayList<FieldError>();
    if (given.size() != 1) {
      faults.add(
          new FieldError(
              "receipt_data",
              "Give one of receipt_data, signed_transaction and purchase_token, or transaction_id"
                  + " alone."));
    }
    if (proof.platform() != null && !PLATFORMS.contains(proof.platform())) {
      faults.add(new FieldError("platform", "is one of " + String.join(", ", PLATFORMS) + "."));
    }
    if (!faults.isEmpty()) {
      throw Problem.invalid(faults);
    }
    var only = given.entrySet().iterator().next();
    Receipts.Granted granted =
        receipts.validate(
            Caller.of(request).userId(),
            new Receipts.Receipt(
                only.getKey(),
                only.getValue(),
                proof.productId(),
                proof.transactionId(),
                proof.platform() == null ? null : Store.find(proof.platform()).orElseThrow()));
    Reply.json(
        request,
        new Granted(
            granted.valid(),
            granted.creditsAdded(),
            granted.credits(),
            granted.plan().word(),
            granted.isRepeat()));
  }

  private void superwall(Context request) throws InterruptedException {
    receipts.superwall(
        new Receipts.Webhook(
            RequestBody.bytes(request, MOST_WEBHOOK),
            request.header("svix-id"),
            request.header("svix-timestamp"),
            request.header("svix-signature")));
    Reply.json(request, new Taken(true));
  }
}
