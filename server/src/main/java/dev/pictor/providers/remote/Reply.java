package dev.pictor.providers.remote;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a provider answered. Sentences are for the owner of the job unless said otherwise: they
/// name no key, no address and no path.
public sealed interface Reply {
  /// It has the order and works on it.
  ///
  /// @param handle its name for the order
  record Accepted(String handle) implements Reply {}

  /// Not yet.
  ///
  /// @param progress 0 to 1; what it does not tell is 0
  /// @param askAgain when to ask next; null for the usual pauses
  record Running(double progress, @Nullable Duration askAgain) implements Reply {
    public Running {
      if (!(progress >= 0 && progress <= 1)) {
        throw new IllegalArgumentException("progress is within 0 to 1, not " + progress);
      }
    }
  }

  /// The pictures.
  ///
  /// @param cost in millionths of a US dollar; null when the provider does not say and the model's
  ///   price applies
  record Done(List<Output> outputs, @Nullable Long cost) implements Reply {
    public Done {
      if (outputs.isEmpty()) {
        throw new IllegalArgumentException("done means that there is a picture");
      }
      outputs = List.copyOf(outputs);
    }
  }

  /// The request itself cannot be made there, now or later: a wrong input or option. Nothing was
  /// made.
  record Refused(String reason) implements Reply {}

  /// Its content is not allowed there. Never tried again.
  ///
  /// @param charge what that costs all the same
  record Moderated(String reason, Charge charge) implements Reply {
    /// Nothing is charged.
    public Moderated(String reason) {
      this(reason, Charge.NONE);
    }
  }

  /// It takes no more now; nothing was made.
  ///
  /// @param retryAfter as it said; null when it did not
  record Busy(@Nullable Duration retryAfter) implements Reply {}

  /// It could not be reached, or does not work for the operator: a refused connection, a wrong key,
  /// no credit left. Nothing was made, so another provider may be asked.
  ///
  /// @param reason for the operator's log
  record Down(String reason) implements Reply {}

  /// It tried and did not deliver: a failed run, one that it stopped, a result without a picture.
  ///
  /// @param reason for the owner
  /// @param charge what that costs all the same
  record Failed(String reason, Charge charge) implements Reply {
    /// Nothing is charged.
    public Failed(String reason) {
      this(reason, Charge.NONE);
    }
  }

  /// What a provider charges for an order that brought no picture.
  ///
  /// @param isPossible whether it charges at all, as far as one can know
  /// @param cost in millionths of a US dollar; null when the provider does not say and the model's
  ///   price applies
  record Charge(boolean isPossible, @Nullable Long cost) {
    /// Nothing.
    public static final Charge NONE = new Charge(false, 0L);

    /// As if it had delivered.
    public static final Charge AS_FOR_A_PICTURE = new Charge(true, null);

    /// What it says itself.
    ///
    /// @param cost null when it does not
    public static Charge of(@Nullable Long cost) {
      return new Charge(true, cost);
    }
  }

  /// The order may have been made and paid for, and nobody can tell: the connection broke after the
  /// order was sent.
  ///
  /// @param reason for the operator's log
  record UnknownOutcome(String reason) implements Reply {}

  /// A picture of [Done].
  sealed interface Output {
    /// The encoded bytes, whatever type was promised.
    record Bytes(byte[] bytes) implements Output {}

    /// Where anybody can fetch them without a key, at once, as such links expire. What needs a key
    /// the provider's own code fetches.
    record Link(URI address) implements Output {
      /// Addresses may be signed.
      @Override
      public String toString() {
        return "Link[" + address.getHost() + "]";
      }
    }
  }
}
