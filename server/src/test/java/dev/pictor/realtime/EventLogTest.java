package dev.pictor.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The numbers of a user's log, while transactions commit in another order than they began.
class EventLogTest {
  private static TestDatabase database;
  private static EventLog log;

  private final UUID owner = UUID.randomUUID();

  @BeforeAll
  static void open() {
    database = TestDatabase.open();
    log = new EventLog(database.jdbi());
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void aTransactionThatCommitsLateGetsALateNumberAndIsNotMissed() {
    log.join(owner);
    try (Handle slow = database.jdbi().open()) {
      slow.begin();
      record(slow, "slow");
      database.jdbi().useHandle(quick -> record(quick, "quick"));
      assertThat(types(0)).containsExactly("1 quick");
      List<Long> seen = ids();
      slow.commit();
      assertThat(ids().getFirst())
          .as("who remembered the id would have passed it")
          .isLessThan(seen.getFirst());
    }
    assertThat(types(1)).containsExactly("2 slow");
    assertThat(types(0)).containsExactly("1 quick", "2 slow");
  }

  @Test
  void whatIsRolledBackTakesNoNumber() {
    log.join(owner);
    try (Handle handle = database.jdbi().open()) {
      handle.begin();
      record(handle, "never");
      handle.rollback();
      record(handle, "real");
    }
    assertThat(types(0)).containsExactly("1 real");
  }

  @Test
  void readersAtOnceSeeEachEventOnceAndTheSameNumbers() throws Exception {
    int writers = 4;
    int each = 50;
    log.join(owner);
    var left = new AtomicInteger(writers);
    var tasks = new ArrayList<Callable<List<String>>>();
    for (int i = 0; i < writers; i++) {
      int writer = i;
      tasks.add(() -> write(writer, each, left));
    }
    tasks.add(() -> follow(left));
    tasks.add(() -> follow(left));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<String>>> done = threads.invokeAll(tasks);
      List<String> one = done.get(writers).get();
      assertThat(one).doesNotHaveDuplicates().hasSize(writers * each);
      assertThat(done.get(writers + 1).get()).isEqualTo(one);
    }
    assertThat(log.after(owner, 0, 1000).stream().mapToLong(LoggedEvent::position))
        .containsExactlyElementsOf(
            LongStream.rangeClosed(1, (long) writers * each).boxed().toList());
  }

  /// Transactions of many lengths, so that they overlap.
  private List<String> write(int writer, int count, AtomicInteger left)
      throws InterruptedException {
    for (int i = 0; i < count; i++) {
      try (Handle handle = database.jdbi().open()) {
        handle.begin();
        record(handle, "w" + writer + "-" + i);
        Thread.sleep((writer + i) % 4);
        handle.commit();
      }
    }
    left.decrementAndGet();
    return List.of();
  }

  private List<String> follow(AtomicInteger writers) {
    var seen = new ArrayList<String>();
    long position = 0;
    boolean isLast;
    do {
      isLast = writers.get() == 0;
      for (LoggedEvent event : log.after(owner, position, 1000)) {
        seen.add(event.type());
        position = event.position();
      }
    } while (!isLast);
    return seen;
  }

  @Test
  void whatIsForgottenIsRememberedAsMissing() {
    log.join(owner);
    database
        .jdbi()
        .useHandle(handle -> {
          record(handle, "old");
          record(handle, "old too");
        });
    age(Duration.ofHours(3));
    database.jdbi().useHandle(handle -> record(handle, "new"));
    var cleaner = new EventLogCleaner(database.jdbi(), Duration.ofHours(2));
    assertThat(cleaner.runOnce()).isGreaterThanOrEqualTo(2);
    assertThat(log.join(owner)).isEqualTo(new EventLog.Bounds(3, 2));
    assertThat(types(0)).containsExactly("3 new");
  }

  @Test
  void whoNeverOpenedAStreamHasNoLogForLong() {
    database.jdbi().useHandle(handle -> record(handle, "unheard"));
    assertThat(new EventLogCleaner(database.jdbi(), Duration.ofHours(2)).runOnce()).isZero();
    age(Duration.ofMinutes(11));
    assertThat(new EventLogCleaner(database.jdbi(), Duration.ofHours(2)).runOnce()).isOne();
  }

  @Test
  void anErasedUserLeavesNothing() {
    log.join(owner);
    database.jdbi().useHandle(handle -> record(handle, "private"));
    assertThat(new EventErasure(database.jdbi()).erase(owner).deleted())
        .containsEntry("events", 1L);
    assertThat(ids()).isEmpty();
    assertThat(log.after(owner, 0, 10)).isEmpty();
  }

  private void record(Handle handle, String type) {
    handle
        .createQuery("select realtime_record(:owner, null, :type, '{}')::text")
        .bind("owner", owner)
        .bind("type", type)
        .mapTo(String.class)
        .one();
  }

  private void age(Duration by) {
    database
        .jdbi()
        .useHandle(handle ->
            handle
                .createUpdate(
                    "update realtime_event set at = at - make_interval(secs => :secs) where owner ="
                        + " :owner")
                .bind("secs", by.toSeconds())
                .bind("owner", owner)
                .execute());
  }

  private List<Long> ids() {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery("select id from realtime_event where owner = :owner order by id")
                .bind("owner", owner)
                .mapTo(Long.class)
                .list());
  }

  private List<String> types(long after) {
    return log.after(owner, after, 100).stream()
        .map(event -> event.position() + " " + event.type())
        .toList();
  }
}
