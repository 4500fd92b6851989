package dev.pictor.webhooks;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One event for one receiver, as its user sees it.
///
/// @param eventId what the receiver knows it by, `webhook-id`; the same in every replay
/// @param endpointId null where it is the `webhook_url` of a job
/// @param happenedAt when the event happened
/// @param attempts how often it was tried
/// @param nextAttemptAt null when it is due now or done
/// @param lastStatus of the newest answer; null when there was none
/// @param lastError why there was none
public record Delivery(
    UUID id,
    UUID eventId,
    @Nullable UUID replayOf,
    @Nullable UUID endpointId,
    String url,
    EventType type,
    @Nullable UUID jobId,
    String state,
    Instant happenedAt,
    int attempts,
    @Nullable Instant nextAttemptAt,
    @Nullable Instant finishedAt,
    @Nullable Integer lastStatus,
    @Nullable String lastError) {
  /// What becomes of a delivery: it waits, was taken, was given up, or was stopped because its
  /// endpoint is disabled.
  public static final List<String> STATES = List.of("pending", "delivered", "failed", "stopped");

  /// One try.
  ///
  /// @param number from 1
  /// @param timestamp the header `webhook-timestamp`
  /// @param millis how long it took
  /// @param answer the first 2 kB of the body; null when there was no answer
  /// @param error why there was none
  public record Attempt(
      int number,
      Instant at,
      long timestamp,
      long millis,
      String url,
      @Nullable Integer status,
      @Nullable String answer,
      @Nullable String error) {}

  /// A delivery with everything that is known of it.
  ///
  /// @param body what is sent; null until the first attempt
  public record Detail(Delivery delivery, @Nullable String body, List<Attempt> attempts) {}

  /// Which deliveries to list; what is null does not filter.
  public record Filter(@Nullable UUID endpointId, @Nullable UUID jobId, @Nullable String state) {}

  /// A part of a list, newest first.
  ///
  /// @param next where the next part begins; null after the last
  public record Page(List<Delivery> deliveries, @Nullable Long next) {}
}
