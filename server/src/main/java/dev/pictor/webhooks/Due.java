package dev.pictor.webhooks;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A delivery that this node is to send now.
///
/// @param eventId what the receiver knows it by
/// @param number the order of events
/// @param attempt of this delivery, from 1: the fence, as only its holder may write what came of it
/// @param body null until it was made
/// @param data what happened, as JSON
record Due(
    UUID id,
    UUID eventId,
    long number,
    Target target,
    EventType type,
    @Nullable UUID jobId,
    String data,
    @Nullable String body,
    int attempt,
    Instant firstSentAt,
    Instant recordedAt) {
  /// Where it goes.
  ///
  /// @param ofJob it is the `webhook_url` of a job rather than an endpoint of the user's
  record Target(UUID userId, UUID endpointId, String url, boolean ofJob) {
    /// Whose secret signs.
    UUID holder() {
      return ofJob ? userId : endpointId;
    }
  }
}
