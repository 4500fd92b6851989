package dev.pictor.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.platform.Duties;
import dev.pictor.platform.Problem;
import dev.pictor.platform.sql.Database;
import dev.pictor.platform.sql.DatabaseAddress;
import dev.pictor.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// J11: the database goes away under load and comes back.
class OutageTest {
  @Test
  void afterAnOutageLongerThanTheLeaseWorkGoesOnWithinFiveSecondsAndNothingIsLost()
      throws Exception {
    try (var test = TestDatabase.open();
        var gate = new Gate(test.address().jdbcUrl())) {
      var address =
          new DatabaseAddress(gate.jdbcUrl(), test.address().user(), test.address().password());
      try (var database = Database.open(address, 4);
          var jobs = TestJobs.open(database, TestJobs.settings(-1, Duration.ofSeconds(2)))) {
        goThroughAnOutage(gate, jobs);
      }
    }
  }

  private static void goThroughAnOutage(Gate gate, Jobs jobs) throws Exception {
    var runs = new AtomicInteger();
    JobHandler brief =
        _ -> {
          runs.incrementAndGet();
          Thread.sleep(200);
          return new Outcome.Succeeded(TestJobs.RESULT);
        };
    var submitted = new ArrayList<Job>();
    OwnerId owner = TestJobs.somebody();
    for (int i = 0; i < 60; i++) {
      submitted.add(jobs.submit(Submission.of(owner, "brief")).job());
    }
    Duties duties = Duties.start(jobs.duties());
    try (var _ = Workers.start(jobs, Submission.DEFAULT_QUEUE, 4, Map.of("brief", brief))) {
      TestJobs.await("some ran", () -> runs.get() > 8);
      gate.shut();
      assertThatThrownBy(() -> jobs.submit(Submission.of(owner, "brief")))
          .isInstanceOfSatisfying(
              Problem.class,
              problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.UNAVAILABLE));
      Thread.sleep(3000);
      int before = runs.get();
      gate.open();
      long back = System.nanoTime();
      TestJobs.await("work goes on", () -> runs.get() > before);
      assertThat(Duration.ofNanos(System.nanoTime() - back)).isLessThan(Duration.ofSeconds(5));

      submitted.forEach(job -> TestJobs.awaitState(jobs, job, JobState.SUCCEEDED));
      // What was under way kept its end in memory and wrote it; nobody had to do it again.
      assertThat(runs.get()).isLessThanOrEqualTo(60 + 4);
    } finally {
      duties.close();
    }
    submitted.forEach(job -> TestJobs.assertHistoryIsSound(jobs, job));
  }
}
