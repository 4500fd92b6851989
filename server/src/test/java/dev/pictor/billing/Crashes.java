package dev.pictor.billing;

import dev.pictor.testkit.TestDatabase;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Transactions that may not come to their end.
final class Crashes {
  private final TestDatabase database;

  /// Without a pool, so that who is killed is nobody else's connection.
  private final Jdbi mortal;

  private final Random random;

  Crashes(TestDatabase database, Random random) {
    this.database = database;
    var where = database.where();
    this.mortal = Jdbi.create(where.jdbcUrl(), where.user(), where.password());
    this.random = random;
  }

  /// How a transaction ends.
  enum Ending {
    COMMIT,
    /// As if the process had died before its commit.
    ROLLBACK,
    /// The server ends its connection before the first statement.
    KILLED_BEFORE,
    /// The server ends its connection before the commit.
    KILLED_AFTER,
    /// The server ends its connection while it is at it.
    KILLED_AT_SOME_MOMENT
  }

  interface Work {
    void run(Handle handle);
  }

  private static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /// Whether it came to its commit is for the caller to look at, unless the ending says it.
  void inTransaction(Ending ending, Work work) throws InterruptedException {
    var killer = new AtomicReference<Thread>();
    boolean isMortal = ending != Ending.COMMIT && ending != Ending.ROLLBACK;
    try {
      (isMortal ? mortal : database.jdbi())
          .useTransaction(handle -> {
            int backend = isMortal ? backend(handle) : 0;
            switch (ending) {
              case COMMIT, ROLLBACK, KILLED_AFTER -> {}
              case KILLED_BEFORE -> kill(backend);
              case KILLED_AT_SOME_MOMENT -> {
                long wait = random.nextLong(3_000_000);
                killer.set(Thread.startVirtualThread(() -> killAfter(wait, backend)));
              }
            }
            work.run(handle);
            if (ending == Ending.ROLLBACK) {
              throw new Crash();
            }
            if (ending == Ending.KILLED_AFTER) {
              kill(backend);
            }
          });
    } catch (Crash _) {
      // It never came to its commit.
    } catch (RuntimeException e) {
      // Whether it came to its commit is what the caller looks at.
      if (!isMortal) {
        throw e;
      }
    }
    if (killer.get() != null) {
      killer.get().join();
    }
  }

  private static int backend(Handle handle) {
    return handle.createQuery("select pg_backend_pid()").mapTo(Integer.class).one();
  }

  private void killAfter(long nanos, int backend) {
    LockSupport.parkNanos(nanos);
    kill(backend);
  }

  private void kill(int backend) {
    database
        .jdbi()
        .useHandle(handle ->
            handle
                .createQuery("select pg_terminate_backend(:pid)")
                .bind("pid", backend)
                .mapTo(Boolean.class)
                .one());
  }
}
