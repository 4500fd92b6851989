package dev.pictor.realtime;

import dev.pictor.platform.sql.ArrayColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Reads the log of a user's events, by numbers that are given when somebody reads.
///
/// Why at reading: a number that is drawn when an event is written becomes visible when its
/// transaction commits, maybe after a higher one, and a reader that has passed on would miss it.
/// Here only what is committed gets a number, under a lock on the user's row. Invariants:
/// 1. a number is never given twice, and never below one that a reader has seen;
/// 2. what a reader has seen is durable: the numbers are committed before they are read.
final class EventLog {
  private static final String AFTER =
      """
      select position, type, job_id, data::text as data, at from realtime_event
      where owner = :owner and position > :after order by position limit :most
      """;

  private static final String BEHIND =
      """
      select f.owner
      from unnest(:owners::uuid[], :positions::int8[]) as f(owner, position)
      join realtime_reader r on r.owner = f.owner
      where r.last > f.position or exists (
        select from realtime_event e where e.owner = f.owner and e.position is null)
      """;

  private final Jdbi jdbi;

  EventLog(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// Where a user's log begins and ends.
  ///
  /// @param last the highest number given
  /// @param forgotten the highest number that is not kept any more
  record Bounds(long last, long forgotten) {}

  /// Makes the user one whose log is kept, if that is new, and numbers what there is.
  Bounds join(UUID owner) {
    return jdbi.withHandle(handle -> {
      handle
          .createUpdate(
              "insert into realtime_reader (owner) values (:owner) on conflict do nothing")
          .bind("owner", owner)
          .execute();
      number(handle, owner);
      return handle
          .createQuery("select last, forgotten from realtime_reader where owner = :owner")
          .bind("owner", owner)
          .map((row, _) -> new Bounds(row.getLong("last"), row.getLong("forgotten")))
          .findOne()
          .orElse(new Bounds(0, 0)); // Erased in between.
    });
  }

  /// What comes after a number, in order.
  List<LoggedEvent> after(UUID owner, long position, int most) {
    return jdbi.withHandle(handle -> {
      number(handle, owner);
      return handle
          .createQuery(AFTER)
          .bind("owner", owner)
          .bind("after", position)
          .bind("most", most)
          .map((row, _) -> event(row))
          .list();
    });
  }

  /// Those users who have events after these numbers, one look for all of them.
  List<UUID> behind(Map<UUID, Long> positions) {
    List<Map.Entry<UUID, Long>> all = List.copyOf(positions.entrySet());
    return jdbi.withHandle(handle ->
        handle
            .createQuery(BEHIND)
            .bind("owners", ArrayColumn.of("uuid", all, Map.Entry::getKey))
            .bind("positions", ArrayColumn.of("int8", all, Map.Entry::getValue))
            .mapTo(UUID.class)
            .list());
  }

  private static void number(Handle handle, UUID owner) {
    handle
        .createQuery("select realtime_number(:owner)::text")
        .bind("owner", owner)
        .mapTo(String.class)
        .one();
  }

  private static LoggedEvent event(ResultSet row) throws SQLException {
    return new LoggedEvent(
        row.getLong("position"),
        row.getString("type"),
        row.getObject("job_id", UUID.class),
        row.getString("data"),
        row.getObject("at", OffsetDateTime.class).toInstant());
  }
}
