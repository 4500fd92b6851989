package dev.pictor.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Who follows jobs hears of every change, wherever it happens.
class FeedTest {
  private static TestDatabase database;
  private static Jobs here;
  private static Jobs there;

  private final OwnerId owner = TestJobs.somebody();
  private final List<JobEvent> heard = Collections.synchronizedList(new ArrayList<>());

  @BeforeAll
  static void open() {
    database = TestDatabase.open();
    here = TestJobs.open(database);
    there = TestJobs.open(database);
  }

  @AfterAll
  static void close() {
    here.close();
    there.close();
    database.close();
  }

  @Test
  void aFollowerHearsEveryEventOfThisNodeInOrder() {
    try (var _ = here.feed().follow(owner, heard::add);
        var _ = Workers.start(here, "here", 1, Map.of("x", TestJobs.DONE))) {
      Job job = here.submit(Submission.of(owner, "x").withQueue("here")).job();
      TestJobs.await("the end is heard", this::hasHeardAnEnd);

      assertThat(heard).isEqualTo(here.eventsSince(job.id(), 0));
      assertThat(heard).extracting(JobEvent::seq).containsExactly(1, 2, 3);
      assertThat(heard.getLast().end()).isNotNull();
    }
  }

  @Test
  void aFollowerHearsEveryEventOfAnotherNode() {
    try (var _ = here.feed().follow(owner, heard::add);
        var _ = Workers.start(there, "there", 1, Map.of("x", TestJobs.DONE))) {
      Job job = there.submit(Submission.of(owner, "x").withQueue("there")).job();
      TestJobs.await("the end is heard", this::hasHeardAnEnd);
      TestJobs.await("all are heard", () -> heard.stream().distinct().count() == 3);

      assertThat(heard).extracting(JobEvent::job).containsOnly(job.id());
      JobEvent end =
          heard.stream().filter(event -> event.state().isFinal()).findFirst().orElseThrow();
      assertThat(end.end()).isNotNull().extracting(JobEnd::result).isEqualTo(TestJobs.RESULT);
    }
  }

  @Test
  void whatNobodyAnnouncedIsSweptUp() throws InterruptedException {
    try (var _ = here.feed().follow(owner, heard::add)) {
      Job job = here.submit(Submission.of(owner, "x").withQueue("nobody")).job();
      TestJobs.await("the submit is heard", () -> heard.size() == 1);
      // As a node that died between its commit and its announcement.
      database
          .jdbi()
          .useHandle(handle -> {
            handle.execute(
                "update job set state = 'cancelled', seq = 2, finished_at = now()"
                    + " where id = ?",
                job.id().value());
            handle.execute(
                "insert into job_event (job_id, seq, attempt, state, progress)"
                    + " values (?, 2, 0, 'cancelled', 0)",
                job.id().value());
          });
      TestJobs.run(here, "job-feed");
      TestJobs.await("the cancel is heard", this::hasHeardAnEnd);
    }
  }

  @Test
  void nobodyHearsOfSomebodyElsesJobsOrAfterTheEndOfTheSubscription() {
    try (var _ = here.feed().follow(owner, heard::add)) {
      here.submit(Submission.of(TestJobs.somebody(), "x").withQueue("nobody"));
      here.submit(Submission.of(owner, "x").withQueue("nobody"));
      TestJobs.await("mine is heard", () -> heard.size() == 1);
    }
    here.submit(Submission.of(owner, "x").withQueue("nobody"));
    Job other = here.submit(Submission.of(owner, "x").withQueue("nobody")).job();
    here.cancel(other.id(), owner);

    assertThat(heard).hasSize(1).allMatch(event -> event.owner().equals(owner));
  }

  @Test
  void aListenerThatFailsDoesNotKeepOthersFromHearing() {
    try (var _ =
            here.feed()
                .follow(
                    owner,
                    _ -> {
                      throw new IllegalStateException("listener");
                    });
        var _ = here.feed().follow(owner, heard::add)) {
      here.submit(Submission.of(owner, "x").withQueue("nobody"));
      TestJobs.await("the other one hears", () -> heard.size() == 1);
    }
  }

  @Test
  void aReaderResumesWhereItStopped() {
    Job job = here.submit(Submission.of(owner, "x").withQueue("nobody")).job();
    here.cancel(job.id(), owner);

    assertThat(here.eventsSince(job.id(), 1)).extracting(JobEvent::seq).containsExactly(2);
    assertThat(here.eventsSince(job.id(), 2)).isEmpty();
  }

  private boolean hasHeardAnEnd() {
    synchronized (heard) {
      return heard.stream().anyMatch(event -> event.state().isFinal());
    }
  }
}
