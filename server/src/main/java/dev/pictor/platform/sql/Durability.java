package dev.pictor.platform.sql;

import org.jdbi.v3.core.Handle;

/// Commits that need not wait for the disk, because a later one that matters does. The log of
/// PostgreSQL is one sequence: what a commit has waited for includes everything before it. Every
/// session sees such a commit at once, and only a crash of the database itself, never one of ours,
/// can take it back ([asynchronous
/// commit](https://www.postgresql.org/docs/current/wal-async-commit.html)).
public final class Durability {
  /// As an item of a FROM clause of a statement that is a transaction by itself.
  public static final String LATER = "(select set_config('synchronous_commit', 'off', true)) later";

  private Durability() {}

  /// For the rest of a transaction.
  public static void later(Handle handle) {
    handle.execute("set local synchronous_commit = off");
  }
}
