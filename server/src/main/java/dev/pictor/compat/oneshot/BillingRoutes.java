package dev.pictor.compat.oneshot;

import static dev.pictor.platform.http.Route.route;
import static io.javalin.http.HandlerType.POST;

import dev.pictor.billing.Receipts;
import dev.pictor.identity.Caller;
import dev.pictor.platform.Problem;
import dev.pictor.platform.Problem.FieldError;
import dev.pictor.platform.http.Access;
import dev.pictor.platform.http.Reply;
import dev.pictor.platform.http.RequestBody;
import dev.pictor.platform.http.Route;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What was bought in a store becomes credits or a plan.
final class BillingRoutes {
  private static final String GROUP = "OneShot: billing";
  private static final List<String> PLATFORMS = List.of("app_store", "play_store");

  /// A receipt of the App Store with years of purchases is some hundred kilobytes long.
  private static final int MOST_BODY = 2 * 1024 * 1024;

  private final Receipts receipts;

  BillingRoutes(Receipts receipts) {
    this.receipts = receipts;
  }

  /// What a client got from its store; one of the first three is the proof.
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

    private List<String> given() {
      return Stream.of(receiptData, signedTransaction, purchaseToken)
          .filter(Objects::nonNull)
          .filter(text -> !text.isBlank())
          .toList();
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
            .answers(422, "The receipt is not what the store signed")
            .answers(503, "No store is configured here")
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

  private void validate(Context request) {
    Proof proof = RequestBody.json(request, Proof.class, MOST_BODY);
    List<String> given = proof.given();
    var faults = new ArrayList<FieldError>();
    if (given.size() != 1) {
      faults.add(
          new FieldError(
              "receipt_data", "Give one of receipt_data, signed_transaction and purchase_token."));
    }
    if (proof.platform() != null && !PLATFORMS.contains(proof.platform())) {
      faults.add(new FieldError("platform", "is one of " + String.join(", ", PLATFORMS) + "."));
    }
    if (!faults.isEmpty()) {
      throw Problem.invalid(faults);
    }
    Receipts.Granted granted =
        receipts.validate(
            Caller.of(request).userId(),
            new Receipts.Receipt(
                given.getFirst(), proof.productId(), proof.transactionId(), proof.platform()));
    Reply.json(
        request,
        new Granted(
            granted.valid(),
            granted.creditsAdded(),
            granted.credits(),
            granted.plan().word(),
            granted.isRepeat()));
  }

  private void superwall(Context request) {
    receipts.superwall(
        new Receipts.Webhook(
            RequestBody.bytes(request, MOST_BODY),
            request.header("svix-id"),
            request.header("svix-timestamp"),
            request.header("svix-signature")));
    Reply.json(request, new Taken(true));
  }
}
