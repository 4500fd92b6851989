package dev.pictor.jobs;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The attempts that run on this node, and the heartbeat that holds their leases: one statement for
/// all of them, which also brings back what others wrote meanwhile.
final class Leases implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

  /// Rows that are just being written are skipped: whoever writes them renews or ends the lease.
  private static final String RENEW =
      """
      update job set lease_until = now() + make_interval(secs => :lease)
      where id = any (array(
        select id from job where id = any(:ids) and worker = :worker and state = 'running'
        for update skip locked))
      """;

  private static final String LOOK =
      """
      select id, attempt, cancel_requested from job
      where id = any(:ids) and worker = :worker and state = 'running'
      """;

  private final Jdbi jdbi;
  private final String worker;
  private final JobSettings settings;
  private final Map<JobId, Running> running = new ConcurrentHashMap<>();
  private final Thread thread;

  Leases(Jdbi jdbi, String worker, JobSettings settings) {
    this.jdbi = jdbi;
    this.worker = worker;
    this.settings = settings;
    this.thread = Thread.ofPlatform().daemon().name("jobs-heartbeat").start(this::beatAlways);
  }

  void add(Running attempt) {
    running.put(attempt.id(), attempt);
  }

  void remove(Running attempt) {
    running.remove(attempt.id(), attempt);
  }

  /// Asks an attempt to stop, if it runs here.
  void stop(JobId id, Stop reason) {
    Running attempt = running.get(id);
    if (attempt != null) {
      attempt.stop(reason);
    }
  }

  /// Renews the leases and passes on what has been asked for meanwhile.
  void beat() {
    Collection<Running> attempts = List.copyOf(running.values());
    if (attempts.isEmpty()) {
      return;
    }
    List<JobId> ids = attempts.stream().map(Running::id).toList();
    Map<JobId, Held> held = jdbi.withHandle(handle -> renewAndLook(handle, ids));
    for (Running attempt : attempts) {
      Held row = held.get(attempt.id());
      if (row == null || row.attempt() != attempt.attempt()) {
        lose(attempt);
      } else if (row.cancelRequested()) {
        attempt.stop(Stop.CANCEL);
      }
    }
  }

  private record Held(JobId job, int attempt, boolean cancelRequested) {}

  private Map<JobId, Held> renewAndLook(Handle handle, List<JobId> ids) {
    handle
        .createUpdate(RENEW)
        .bind("ids", Sql.array("uuid", ids, JobId::value))
        .bind("worker", worker)
        .bind("lease", settings.lease().toMillis() / 1000.0)
        .execute();
    var held = new HashMap<JobId, Held>();
    handle
        .createQuery(LOOK)
        .bind("ids", Sql.array("uuid", ids, JobId::value))
        .bind("worker", worker)
        .map((row, _) ->
            new Held(
                new JobId(Sql.uuid(row, "id")),
                row.getInt("attempt"),
                row.getBoolean("cancel_requested")))
        .forEach(each -> held.put(each.job(), each));
    return held;
  }

  private void lose(Running attempt) {
    // Its end may just have been written; then there is nothing left to stop.
    if (!attempt.hasEnded() && attempt.equals(running.get(attempt.id()))) {
      LOG.atWarn()
          .addKeyValue("job_id", attempt.id())
          .addKeyValue("attempt", attempt.attempt())
          .log("the lease is lost; this attempt stops, its writes are refused");
      attempt.stop(Stop.LOST);
    }
  }

  private void beatAlways() {
    try {
      while (true) {
        Thread.sleep(settings.heartbeat());
        beatSafely();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // Closed: the thread ends.
    }
  }

  /// The top of a loop. After a failure there is another beat soon, well within the lease.
  private void beatSafely() throws InterruptedException {
    for (int tries = 0; tries < 10; tries++) {
      try {
        beat();
        return;
      } catch (RuntimeException e) {
        LOG.atWarn()
            .addKeyValue("running", running.size())
            .log("the heartbeat failed; trying again at once: {}", e.getMessage());
        Thread.sleep(Duration.ofMillis(500));
      }
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // It ends by itself; only the wait is given up.
    }
  }
}
