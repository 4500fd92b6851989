package dev.pictor.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pictor.platform.Duty;
import dev.pictor.platform.sql.Database;
import dev.pictor.testkit.TestDatabase;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/// What tests of the queue share: short times, and words for what they do all the time.
final class TestJobs {
  static final JsonNode RESULT = JsonNodeFactory.instance.objectNode().put("answer", 42);
  static final JobHandler DONE = _ -> new Outcome.Succeeded(RESULT);
  static final Duration SOON = Duration.ofSeconds(20);

  private TestJobs() {}

  /// Leases of 2 s, a heartbeat each half second, retries after 50 and 100 ms.
  static JobSettings settings() {
    return settings(-1, Duration.ofSeconds(2));
  }

  static JobSettings settings(int maxQueued, Duration lease) {
    return new JobSettings(
        5,
        maxQueued,
        lease,
        lease.dividedBy(4),
        new JobLimits(3, Duration.ZERO, Duration.ofMinutes(5)),
        List.of(Duration.ofMillis(50), Duration.ofMillis(100)),
        Duration.ofDays(30),
        Duration.ofMillis(200));
  }

  static Jobs open(TestDatabase database) {
    return open(database.database(), settings());
  }

  static Jobs open(Database database, JobSettings settings) {
    return Jobs.open(database, settings, InstantSource.system());
  }

  static OwnerId somebody() {
    return new OwnerId(UUID.randomUUID());
  }

  static JobState stateOf(Jobs jobs, Job job) {
    return reread(jobs, job).state();
  }

  static Job reread(Jobs jobs, Job job) {
    return jobs.find(job.id(), job.owner()).orElseThrow();
  }

  /// Runs the duty of this name once, as the clock would.
  static long run(Jobs jobs, String duty) throws InterruptedException {
    Duty found =
        jobs.duties().stream().filter(each -> each.name().equals(duty)).findFirst().orElseThrow();
    return found.runOnce();
  }

  /// Runs a duty until it has done something.
  static void runUntilItActs(Jobs jobs, String duty) throws InterruptedException {
    long giveUp = System.nanoTime() + SOON.toNanos();
    while (run(jobs, duty) == 0) {
      assertThat(System.nanoTime()).as("%s never had anything to do", duty).isLessThan(giveUp);
      Thread.sleep(20);
    }
  }

  static void await(String what, BooleanSupplier reached) {
    long giveUp = System.nanoTime() + SOON.toNanos();
    try {
      while (!reached.getAsBoolean()) {
        assertThat(System.nanoTime()).as("waited in vain: %s", what).isLessThan(giveUp);
        Thread.sleep(5);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("the test was interrupted", e);
    }
  }

  static void awaitState(Jobs jobs, Job job, JobState state) {
    await(job.kind() + " is " + state, () -> stateOf(jobs, job) == state);
  }

  /// Every event of the job is there once, in order, and each move is one that the table allows.
  static void assertHistoryIsSound(Jobs jobs, Job job) {
    List<JobEvent> events = jobs.eventsSince(job.id(), 0);
    assertThat(events).isNotEmpty();
    JobEvent before = events.getFirst();
    for (int i = 0; i < events.size(); i++) {
      JobEvent event = events.get(i);
      assertThat(event.seq()).isEqualTo(i + 1);
      if (i > 0) {
        boolean moved = event.state() != before.state();
        assertThat(!moved || before.state().next().contains(event.state()))
            .as("%s after %s", event.state(), before.state())
            .isTrue();
        boolean sameAttempt = event.change().attempt() == before.change().attempt();
        if (sameAttempt && !moved) {
          assertThat(event.change().progress()).isGreaterThanOrEqualTo(before.change().progress());
        }
      }
      before = event;
    }
    assertThat(events.stream().filter(event -> event.state().isFinal()).count()).isLessThan(2);
  }
}
