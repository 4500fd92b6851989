package dev.pictor.providers.remote;

import dev.pictor.platform.Problem;
import org.jspecify.annotations.Nullable;

/// Replies in words for metrics, operators and owners.
final class Outcomes {
  private Outcomes() {}

  /// The label in metrics.
  static String word(Reply reply) {
    return switch (reply) {
      case Reply.Accepted _ -> "accepted";
      case Reply.Running _ -> "running";
      case Reply.Done _ -> "done";
      case Reply.Refused _ -> "refused";
      case Reply.Moderated _ -> "moderated";
      case Reply.Busy _ -> "busy";
      case Reply.Down _ -> "down";
      case Reply.Failed _ -> "failed";
      case Reply.UnknownOutcome _ -> "unknown";
    };
  }

  /// What an end without a picture costs.
  static Reply.Charge charge(Reply reply) {
    return switch (reply) {
      case Reply.Failed(_, var charge) -> charge;
      case Reply.Moderated(_, var charge) -> charge;
      case Reply.UnknownOutcome _ -> Reply.Charge.AS_FOR_A_PICTURE;
      case Reply.Refused _, Reply.Busy _, Reply.Down _ -> Reply.Charge.NONE;
      case Reply.Accepted _, Reply.Running _, Reply.Done _ -> Reply.Charge.NONE;
    };
  }

  /// Null where all went as it should.
  static @Nullable String operatorsReason(Reply reply) {
    return switch (reply) {
      case Reply.Accepted _, Reply.Running _, Reply.Done _ -> null;
      case Reply.Refused(var reason) -> reason;
      case Reply.Moderated(var reason, _) -> reason;
      case Reply.Busy(var wait) -> wait == null ? "busy" : "busy for " + wait.toSeconds() + " s";
      case Reply.Down(var reason) -> reason;
      case Reply.Failed(var reason, _) -> reason;
      case Reply.UnknownOutcome(var reason) -> reason;
    };
  }

  /// What a reply means to the owner of the job when nobody else is asked.
  static Problem problem(String provider, Reply reply) {
    return switch (reply) {
      case Reply.Refused(var reason) ->
          Problem.of(Problem.Kind.PROVIDER_REFUSED, provider + " refused it: " + reason);
      case Reply.Moderated(var reason, _) ->
          Problem.of(
              Problem.Kind.CONTENT_REFUSED,
              provider + " does not allow this content: " + reason + " You were not charged.");
      case Reply.Failed(var reason, _) ->
          Problem.of(Problem.Kind.PROVIDER_FAILED, provider + " delivered no picture: " + reason);
      case Reply.UnknownOutcome _ ->
          Problem.of(
              Problem.Kind.PROVIDER_OUTCOME_UNKNOWN,
              provider
                  + " did not answer, and it was tried again already. You were not charged; send"
                  + " the job again if you like.");
      case Reply.Busy _, Reply.Down _, Reply.Accepted _, Reply.Running _, Reply.Done _ ->
          Problem.of(
              Problem.Kind.UNAVAILABLE, "No provider takes this now; it is tried again soon.");
    };
  }
}
