package dev.pictor.projects;

import dev.pictor.platform.Problem;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Part of a list, newest first.
///
/// @param next where the next part begins; null after the last
public record Paging<T>(List<T> items, @Nullable String next) {
  public Paging {
    items = List.copyOf(items);
  }

  /// @param found one more than are wanted, when there are so many
  static <T> Paging<T> of(List<T> found, int limit, Function<T, UUID> id) {
    if (found.size() <= limit) {
      return new Paging<>(found, null);
    }
    List<T> part = found.subList(0, limit);
    return new Paging<>(part, id.apply(part.getLast()).toString());
  }

  static @Nullable UUID before(@Nullable String cursor) {
    return cursor == null
        ? null
        : uuid(cursor)
            .orElseThrow(
                () -> Problem.invalid("cursor", "is not one that a list has answered with."));
  }

  /// Reads an id that a client sent.
  static Optional<UUID> uuid(String text) {
    try {
      UUID id = UUID.fromString(text);
      return id.toString().equalsIgnoreCase(text) ? Optional.of(id) : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
