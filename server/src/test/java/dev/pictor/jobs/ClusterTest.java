package dev.pictor.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Several nodes on one database.
class ClusterTest {
  /// J1: four nodes, each job runs once. (50,000 jobs on request: `-Djobs=50000`.)
  @Test
  void everyJobIsRunOnceByOneOfFourNodes() throws InterruptedException {
    int all = Integer.getInteger("jobs", 3000);
    var runs = new ConcurrentHashMap<JobId, AtomicInteger>();
    Set<Integer> busy = ConcurrentHashMap.newKeySet();
    try (var database = TestDatabase.open()) {
      var nodes = new ArrayList<Jobs>();
      var workers = new ArrayList<Workers>();
      for (int i = 0; i < 4; i++) {
        int number = i;
        Jobs node = TestJobs.open(database);
        nodes.add(node);
        JobHandler count =
            context -> {
              busy.add(number);
              runs.computeIfAbsent(context.job().id(), _ -> new AtomicInteger()).incrementAndGet();
              return new Outcome.Succeeded(TestJobs.RESULT);
            };
        workers.add(Workers.start(node, "shared", 8, Map.of("count", count)));
      }
      Set<JobId> submitted = submitFromAll(nodes, all);
      TestJobs.await("all ran", () -> runs.size() == all);
      TestJobs.await("all are stored", () -> nodes.getFirst().counts().queues().isEmpty());

      assertThat(runs.keySet()).isEqualTo(submitted);
      assertThat(runs.values()).allMatch(times -> times.get() == 1);
      assertThat(busy).containsExactlyInAnyOrder(0, 1, 2, 3);
      assertThat(statesIn(database)).isEqualTo(Map.of("succeeded", (long) all));
      assertThat(gapsIn(database)).isZero();
      workers.forEach(Workers::close);
      nodes.forEach(Jobs::close);
    }
  }

  private static Set<JobId> submitFromAll(List<Jobs> nodes, int all) {
    Set<JobId> submitted = Collections.synchronizedSet(new HashSet<>());
    var owners = List.of(TestJobs.somebody(), TestJobs.somebody(), TestJobs.somebody());
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < all; i++) {
        int number = i;
        callers.execute(() -> {
          Submission submission =
              Submission.of(owners.get(number % 3), "count").withQueue("shared");
          submitted.add(nodes.get(number % 4).submit(submission).job().id());
        });
      }
    }
    return submitted;
  }

  private static Map<String, Long> statesIn(TestDatabase database) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery("select state, count(*) as jobs from job group by state")
                .map((row, _) -> Map.entry(row.getString("state"), row.getLong("jobs")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /// Jobs whose events are not numbered from 1 to the job's own number.
  private static int gapsIn(TestDatabase database) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(
                    """
                    select count(*) from job j where j.seq <> (
                      select count(*) from job_event e
                      where e.job_id = j.id and e.seq between 1 and j.seq)
                    """)
                .mapTo(Integer.class)
                .one());
  }

  /// J7: starting and stopping leaves nothing behind, and loses nothing that was under way.
  @Test
  void aHundredStartsAndStopsLeakNoThreadsAndLoseNoJobs() {
    try (var database = TestDatabase.open();
        var jobs = TestJobs.open(database)) {
      OwnerId owner = TestJobs.somebody();
      var submitted = new ArrayList<Job>();
      JobHandler brief =
          _ -> {
            Thread.sleep(3);
            return new Outcome.Succeeded(TestJobs.RESULT);
          };
      Set<Thread> before = threads();
      for (int cycle = 0; cycle < 100; cycle++) {
        submitted.add(jobs.submit(Submission.of(owner, "brief").withQueue("cycles")).job());
        Workers.start(jobs, "cycles", 3, Map.of("brief", brief)).close();
      }
      TestJobs.await(
          "threads are gone",
          () -> {
            Set<Thread> left = threads();
            left.removeAll(before);
            return left.stream().noneMatch(thread -> thread.getName().contains("cycles"));
          });
      try (var _ = Workers.start(jobs, "cycles", 3, Map.of("brief", brief))) {
        submitted.forEach(job -> TestJobs.awaitState(jobs, job, JobState.SUCCEEDED));
      }
    }
  }

  @Test
  void aClosedNodeLeavesNoThreads() {
    try (var database = TestDatabase.open()) {
      Set<Thread> before = threads();
      for (int i = 0; i < 5; i++) {
        TestJobs.open(database).close();
      }
      TestJobs.await(
          "threads are gone",
          () -> {
            Set<Thread> left = threads();
            left.removeAll(before);
            return left.stream().noneMatch(thread -> thread.getName().startsWith("jobs-"));
          });
    }
  }

  private static Set<Thread> threads() {
    return new HashSet<>(Thread.getAllStackTraces().keySet());
  }
}
