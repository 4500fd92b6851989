package dev.pictor.providers.fal;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// An order at fal: its id and the addresses that fal returned for it. They are not what one would
/// make of the model's name, and only they are right.
record FalHandle(String id, URI status, URI result, URI cancel) {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{8,64}");

  /// Reads the answer to an order.
  ///
  /// @param queue the key goes to this host and to no other
  /// @return empty when it names no order, or addresses elsewhere
  static Optional<FalHandle> of(JsonNode answer, URI queue) {
    return of(
        List.of(
            answer.path("request_id").asText(""),
            answer.path("status_url").asText(""),
            answer.path("response_url").asText(""),
            answer.path("cancel_url").asText("")),
        queue);
  }

  /// Reads [#text].
  static Optional<FalHandle> read(String text, URI queue) {
    return of(List.of(text.split(" ", -1)), queue);
  }

  private static Optional<FalHandle> of(List<String> parts, URI queue) {
    if (parts.size() != 4 || !ID.matcher(parts.getFirst()).matches()) {
      return Optional.empty();
    }
    try {
      List<URI> addresses = parts.stream().skip(1).map(URI::create).toList();
      return addresses.stream().allMatch(address -> isSameHost(address, queue))
          ? Optional.of(
              new FalHandle(parts.getFirst(), addresses.get(0), addresses.get(1), addresses.get(2)))
          : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static boolean isSameHost(URI address, URI queue) {
    return queue.getHost().equalsIgnoreCase(address.getHost())
        && queue.getPort() == address.getPort()
        && queue.getScheme().equals(address.getScheme());
  }

  /// What is stored; it holds no secret.
  String text() {
    return String.join(" ", id, status.toString(), result.toString(), cancel.toString());
  }
}
