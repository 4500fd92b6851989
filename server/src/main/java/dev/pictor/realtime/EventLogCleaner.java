package dev.pictor.realtime;

import dev.pictor.platform.Duty;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;

/// Drops what the log keeps no longer: events of readers after the time of the settings, and those
/// of users who never opened a stream soon, as nobody can ask for them.
final class EventLogCleaner implements Duty {
  /// Bounds a transaction.
  private static final int MOST = 1000;

  /// More than it takes from a client's first connection to its first stream, and few enough rows.
  private static final Duration UNREAD = Duration.ofMinutes(10);

  /// What is forgotten has a number, so that whoever was not there learns that it is missing.
  private static final String NUMBER =
      """
      select realtime_number(o.owner)::text from (
        select distinct e.owner from realtime_event e join realtime_reader r on r.owner = e.owner
        where e.at < now() - make_interval(secs => :kept) and e.position is null) as o
      """;

  private static final String FORGET =
      """
      with old as (
        select e.id, e.owner, e.position from realtime_event e
        where e.at < now() - make_interval(secs => :kept) and e.position is not null
        order by e.at limit :most for update skip locked),
      gone as (
        delete from realtime_event e using old
        where e.owner = old.owner and e.position = old.position
        returning e.owner, e.position),
      marked as (
        update realtime_reader r set forgotten = greatest(r.forgotten, g.position)
        from (select owner, max(position) as position from gone group by owner) as g
        where r.owner = g.owner)
      select count(*) from gone
      """;

  private static final String DROP =
      """
      delete from realtime_event where ctid = any (array(
        select e.ctid from realtime_event e
        where e.at < now() - make_interval(secs => :unread)
          and not exists (select from realtime_reader r where r.owner = e.owner)
        order by e.at limit :most))
      """;

  private final Jdbi jdbi;
  private final Duration kept;

  EventLogCleaner(Jdbi jdbi, Duration kept) {
    this.jdbi = jdbi;
    this.kept = kept;
  }

  @Override
  public String name() {
    return "event-log";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(5);
  }

  @Override
  public long runOnce() {
    jdbi.useHandle(handle ->
        handle.createQuery(NUMBER).bind("kept", kept.toSeconds()).mapTo(String.class).list());
    long all = 0;
    long some;
    do {
      some = forget() + drop();
      all += some;
    } while (some >= MOST);
    return all;
  }

  private long forget() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(FORGET)
            .bind("kept", kept.toSeconds())
            .bind("most", MOST)
            .mapTo(Long.class)
            .one());
  }

  private long drop() {
    return jdbi.withHandle(handle ->
        handle.createUpdate(DROP).bind("unread", UNREAD.toSeconds()).bind("most", MOST).execute());
  }
}
