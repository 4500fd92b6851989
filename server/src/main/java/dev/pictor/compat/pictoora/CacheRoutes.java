package dev.pictor.compat.pictoora;

import static dev.pictor.platform.http.Route.route;
import static io.javalin.http.HandlerType.GET;

import dev.pictor.identity.Caller;
import dev.pictor.platform.http.Access;
import dev.pictor.platform.http.Route;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;

/// What this node's cache does.
final class CacheRoutes {
  private final StatusBoard board;

  CacheRoutes(StatusBoard board) {
    this.board = board;
  }

  /// @param evictions entries that expired or made room
  /// @param memoryBytes estimated
  /// @param entries the caller's own; an admin sees all
  record Status(
      long size,
      long maxSize,
      long defaultTtlSeconds,
      long hits,
      long misses,
      long evictions,
      long memoryBytes,
      List<Entry> entries) {}

  /// @param key an init_id
  /// @param ttlSeconds what is left of its time
  record Entry(String key, long ttlSeconds, Instant createdAt) {}

  List<Route> routes() {
    var entry = new Entry("01928c3e-…", 3_590, Instant.parse("2026-11-22T11:00:00Z"));
    var example = new Status(1, 1_000, 3_600, 17, 3, 0, 636, List.of(entry));
    return List.of(
        route(GET, Endpoint.CACHE.path(), Access.USER)
            .in("Pictoora: cache")
            .says("What this node's cache of statuses does")
            .answers(200, "Its figures, and the caller's entries", envelope(example))
            .by(request -> envelope(status(request)).send(request, 200)));
  }

  private static Envelope envelope(Status status) {
    return Envelope.success(Endpoint.CACHE, "Cache status retrieved", status);
  }

  private Status status(Context request) {
    TtlCache.Counts counts = board.counts();
    return new Status(
        counts.size(),
        TtlCache.MOST,
        TtlCache.USUAL.toSeconds(),
        counts.hits(),
        counts.misses(),
        counts.evictions(),
        counts.bytes(),
        board.entries(Caller.of(request)).stream()
            .map(entry -> new Entry(entry.key(), entry.left().toSeconds(), entry.createdAt()))
            .toList());
  }
}
