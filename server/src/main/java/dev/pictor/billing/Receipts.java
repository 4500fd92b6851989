package dev.pictor.billing;

import dev.pictor.identity.UserId;
import dev.pictor.platform.Problem;
import org.jspecify.annotations.Nullable;

/// Turns what a store sold into credits and plans.
public interface Receipts {
  /// Where no store is configured: nothing can be checked, so nothing is granted.
  Receipts NONE =
      new Receipts() {
        @Override
        public Granted validate(UserId user, Receipt receipt) {
          throw notConfigured("No store is configured here, so receipts cannot be checked.");
        }

        @Override
        public void superwall(Webhook webhook) {
          throw notConfigured("SUPERWALL_SECRET is not set, so webhooks cannot be checked.");
        }

        private static Problem notConfigured(String detail) {
          return Problem.of(Problem.Kind.BILLING_NOT_CONFIGURED, detail);
        }
      };

  /// What a client got from its store.
  ///
  /// @param proof the receipt, the signed transaction or the purchase token
  /// @param platform `app_store`, `play_store`, or null when the proof tells
  record Receipt(
      String proof,
      @Nullable String productId,
      @Nullable String transactionId,
      @Nullable String platform) {
    @Override
    public String toString() {
      return "Receipt[product=" + productId + ", platform=" + platform + "]";
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
  /// @throws Problem BILLING_NOT_CONFIGURED when there is no store; INVALID_REQUEST when the
  ///   receipt is not what the store signed; CONFLICT when it is another user's
  Granted validate(UserId user, Receipt receipt);

  /// Takes what Superwall reports.
  ///
  /// @throws Problem BILLING_NOT_CONFIGURED without a secret; BAD_SIGNATURE when it does not fit
  void superwall(Webhook webhook);
}
