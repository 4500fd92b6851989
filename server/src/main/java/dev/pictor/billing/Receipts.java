package dev.pictor.billing;

import dev.pictor.identity.UserId;
import dev.pictor.platform.Problem;
import org.jspecify.annotations.Nullable;

/// Turns what a store sold into credits and plans.
public interface Receipts {
  /// What a proof is.
  enum Form {
    /// An App Store receipt of StoreKit 1, in base64; or what one of the others is.
    RECEIPT_DATA,
    /// A signed transaction of StoreKit 2.
    SIGNED_TRANSACTION,
    /// A purchase token of Google Play.
    PURCHASE_TOKEN,
    /// The id of a transaction of the App Store and nothing more.
    TRANSACTION_ID
  }

  /// What a client got from its store.
  ///
  /// @param proof of that form
  /// @param productId what the client says that it bought; null when it does not say
  /// @param transactionId the same of the transaction
  /// @param store null when the proof tells
  record Receipt(
      Form form,
      String proof,
      @Nullable String productId,
      @Nullable String transactionId,
      @Nullable Store store) {
    @Override
    public String toString() {
      return "Receipt[form=" + form + ", product=" + productId + ", store=" + store + "]";
    }
  }

  /// A webhook as Superwall sends it through Svix, whose signature is over all of this.
  ///
  /// @param body as it came, byte for byte
  /// @param id the header `svix-id`
  /// @param timestamp the header `svix-timestamp`, in seconds
  /// @param signature the header `svix-signature`
  record Webhook(
      byte[] body, @Nullable String id, @Nullable String timestamp, @Nullable String signature) {
    @Override
    public String toString() {
      return "Webhook[id=" + id + "]";
    }
  }

  /// What a receipt brought.
  ///
  /// @param creditsAdded 0 when the same transaction was granted before
  /// @param isRepeat the same transaction was granted to this user before
  record Granted(boolean valid, long creditsAdded, long credits, Plan plan, boolean isRepeat) {}

  /// Checks a receipt and grants what it is for, once ever.
  ///
  /// @throws Problem BILLING_NOT_CONFIGURED when there is no such store; RECEIPT_INVALID when the
  ///   receipt is not what the store signed, RECEIPT_OF_OTHER_APP, RECEIPT_ENDED, PURCHASE_PENDING,
  ///   WRONG_STORE_ENVIRONMENT, UNKNOWN_PRODUCT; CONFLICT when it is another user's; UNAVAILABLE
  ///   when the store does not answer
  Granted validate(UserId user, Receipt receipt) throws InterruptedException;

  /// Takes what Superwall reports.
  ///
  /// @throws Problem BILLING_NOT_CONFIGURED without a secret; BAD_SIGNATURE when it does not fit
  void superwall(Webhook webhook) throws InterruptedException;

  /// Takes a notification of the App Store, version 2.
  ///
  /// @throws Problem BILLING_NOT_CONFIGURED without an app; RECEIPT_INVALID when Apple did not sign
  ///   it; UNAVAILABLE when Apple is to send it again
  void appStore(byte[] body) throws InterruptedException;

  /// Takes a notification of Google Play, as Pub/Sub pushes it.
  ///
  /// @param authorization the header; null when there is none
  /// @throws Problem BILLING_NOT_CONFIGURED without an app; UNAUTHENTICATED or BAD_SIGNATURE when
  ///   Google did not send it; UNAVAILABLE when Google is to send it again
  void play(byte[] body, @Nullable String authorization) throws InterruptedException;
}
