/// A PostgreSQL of our own, for a start without `DATABASE_URL`: real, durable, kept in one folder,
/// and gone when this process is gone.
///
/// The folder (`data/postgres`) holds `lock` (one running Pictor at a time), `pg-VERSION` (the
/// unpacked programs), `data` (the cluster), `password`, `pictor.conf` (our settings, rewritten at
/// each start), `custom.conf` (optional, an operator's settings, read last) and `postgres.log`.
///
/// Why a supervisor: a JVM that is killed with `kill -9` cannot stop its children. So PostgreSQL is
/// started under a shell that reads a pipe from this JVM; the kernel closes the pipe whichever way
/// the JVM ends, and the shell then stops PostgreSQL in order.
package dev.pictor.platform.postgres;
