package dev.pictor.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pictor.identity.UserId;
import dev.pictor.jobs.Job;
import dev.pictor.jobs.JobHandler;
import dev.pictor.jobs.JobPhase;
import dev.pictor.jobs.Outcome;
import dev.pictor.jobs.OwnerId;
import dev.pictor.jobs.Submission;
import dev.pictor.jobs.Workers;
import dev.pictor.platform.fetch.GuardedPost;
import dev.pictor.platform.fetch.Posted;
import dev.pictor.platform.settings.Environment;
import dev.pictor.testkit.HookReceiver;
import dev.pictor.testkit.HookReceiver.Message;
import dev.pictor.testkit.HookReceiver.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What is sent, in which order, by whom, and what happens when a node dies over it.
class DeliveryTest {
  private static final EventType[] OF_JOBS = {
    EventType.JOB_PROGRESS, EventType.JOB_SUCCEEDED, EventType.JOB_FAILED, EventType.JOB_CANCELLED
  };

  private static HookBench bench;

  @BeforeAll
  static void open() {
    bench = new HookBench();
  }

  @AfterAll
  static void close() {
    bench.close();
  }

  @Test
  void everyMoveOfAJobIsRecordedWhereItHappensAndProgressIsThrottled() throws Exception {
    try (var receiver = new HookReceiver()) {
      UserId user = bench.somebody();
      bench.endpoint(user, receiver.url("/hook"), OF_JOBS);
      var reached = new CountDownLatch(1);
      var goOn = new CountDownLatch(1);
      JobHandler handler =
          job -> {
            for (int percent = 10; percent <= 50; percent += 10) {
              job.progress(percent, JobPhase.PROCESSING);
            }
            Thread.sleep(600);
            job.progress(60, JobPhase.PROCESSING);
            Thread.sleep(600);
            reached.countDown();
            goOn.await();
            return new Outcome.Succeeded(JsonNodeFactory.instance.objectNode());
          };
      try (var _ = Workers.start(bench.jobs, "hooks", 1, Map.of("work", handler))) {
        Job job =
            bench
                .jobs
                .submit(Submission.of(new OwnerId(user.value()), "work").withQueue("hooks"))
                .job();
        reached.await();
        while (bench.jobs.find(job.id(), job.owner()).orElseThrow().status().progress() < 60) {
          Thread.sleep(10);
        }
        bench.send();
        assertThat(receiver.messages()).hasSize(1);
        assertThat(receiver.messages().getFirst().data().get("progress").asInt())
            .as("it tells of what came after it too")
            .isEqualTo(60);
        goOn.countDown();
        while (!bench.jobs.find(job.id(), job.owner()).orElseThrow().state().isFinal()) {
          Thread.sleep(10);
        }
        bench.send();
        assertThat(receiver.messages())
            .extracting(Message::type)
            .containsExactly("job.progress", "job.succeeded");
        assertThat(receiver.messages().getLast().data().get("sequence").asInt())
            .isEqualTo(bench.jobs.eventsSince(job.id(), 0).size());
        assertThat(receiver.messages().getLast().data().get("url").asText())
            .isEqualTo("https://pictor.test/api/v1/jobs/" + job.id());
      }
    }
  }

  @Test
  void progressThatFailsIsNotRepeatedAndDoesNotHoldUpTheEnd() {
    try (var receiver = new HookReceiver()) {
      UserId user = bench.somebody();
      UUID job = UUID.randomUUID();
      bench.endpoint(user, receiver.url("/hook"), OF_JOBS);
      receiver.replies(500);
      bench.record(user, job, EventType.JOB_PROGRESS, 2);
      bench.send();
      receiver.replies(200);
      bench.clock.advance(Duration.ofSeconds(1));
      bench.record(user, job, EventType.JOB_PROGRESS, 3);
      bench.send();
      assertThat(receiver.messages()).as("a second after the last one").hasSize(1);
      bench.record(user, job, EventType.JOB_SUCCEEDED, 4);
      bench.send();
      assertThat(receiver.messages())
          .extracting(Message::type)
          .containsExactly("job.progress", "job.succeeded");
    }
  }

  @Test
  void theOrderOfAJobIsKeptWhateverTheReceiverDoes() {
    try (var receiver = new HookReceiver()) {
      UserId user = bench.somebody();
      bench.endpoint(user, receiver.url("/hook"));
      var random = new Random(4711);
      receiver.replies(_ -> {
        sleep(random.nextInt(20));
        return Reply.of(random.nextInt(3) == 0 ? 503 : 200);
      });
      List<UUID> jobs = IntStream.range(0, 6).mapToObj(_ -> UUID.randomUUID()).toList();
      for (int sequence = 1; sequence <= 5; sequence++) {
        for (UUID job : jobs) {
          bench.record(user, job, EventType.JOB_SUCCEEDED, sequence);
        }
      }
      bench.send();
      while (bench.next().isPresent()) {
        bench.clock.set(bench.next().get());
        bench.send();
      }
      Map<String, List<Integer>> sequences = new HashMap<>();
      for (Message message : receiver.messages()) {
        List<Integer> ofJob =
            sequences.computeIfAbsent(
                message.data().get("job_id").asText(), _ -> new ArrayList<>());
        int sequence = message.data().get("sequence").asInt();
        if (ofJob.isEmpty() || ofJob.getLast() != sequence) {
          ofJob.add(sequence);
        }
      }
      assertThat(sequences).hasSize(6);
      assertThat(sequences.values()).allMatch(each -> each.equals(List.of(1, 2, 3, 4, 5)));
      assertThat(receiver.messages()).as("some had to be repeated").hasSizeGreaterThan(30);
    }
  }

  @Test
  void aReceiverThatDoesNotAnswerDelaysNobodyElse() throws Exception {
    var release = new CountDownLatch(1);
    try (var dead = new HookReceiver();
        var well = new HookReceiver()) {
      UserId user = bench.somebody();
      bench.endpoint(user, dead.url("/hook"));
      bench.endpoint(user, well.url("/hook"));
      dead.replies(_ -> {
        await(release);
        return Reply.of(200);
      });
      for (int i = 0; i < 50; i++) {
        bench.record(user, UUID.randomUUID(), EventType.JOB_SUCCEEDED, 1);
      }
      for (int i = 0; i < 30; i++) {
        bench.hooks.dispatcher().sendDue();
        sleep(10);
      }
      well.await(50);
      assertThat(dead.messages()).as("at once, of 50").hasSize(4);
      release.countDown();
      bench.send();
      assertThat(dead.messages()).hasSize(50);
    }
  }

  @Test
  void twoNodesSendEveryEventOnce() throws Exception {
    try (var receiver = new HookReceiver()) {
      UserId user = bench.somebody();
      bench.endpoint(user, receiver.url("/hook"));
      Webhooks other = bench.node();
      for (int i = 0; i < 200; i++) {
        bench.record(user, UUID.randomUUID(), EventType.JOB_SUCCEEDED, i);
      }
      Thread two = Thread.ofVirtual().start(() -> bench.send(other));
      bench.send();
      two.join();
      receiver.await(200);
      bench.send();
      assertThat(receiver.messages())
          .extracting(message -> message.header("webhook-id"))
          .hasSize(200)
          .doesNotHaveDuplicates();
      other.close();
    }
  }

  /// The node has sent and is killed before it writes that down.
  @Test
  void whatADeadNodeHasSentIsSentAgainUnderTheSameId() throws Exception {
    try (var receiver = new HookReceiver()) {
      UserId user = bench.somebody();
      bench.endpoint(user, receiver.url("/hook"));
      bench.record(user, UUID.randomUUID(), EventType.JOB_SUCCEEDED, 1);
      var claims = new Claims(bench.database.jdbi(), settings());
      Due held = claims.take(bench.clock.instant(), false, 10).getFirst();
      bench.post.post(
          held.target().url(),
          new GuardedPost.Message(
              Map.of("webhook-id", held.eventId().toString()),
              "{}".getBytes(StandardCharsets.UTF_8)),
          Duration.ofSeconds(5));
      bench.send();
      assertThat(receiver.messages()).as("while the claim holds").hasSize(1);
      bench.clock.advance(settings().timeout().plusSeconds(31));
      bench.send();
      assertThat(receiver.messages())
          .extracting(message -> message.header("webhook-id"))
          .containsExactly(held.eventId().toString(), held.eventId().toString());
      // The dead one was only frozen, and writes after all.
      var results =
          new Results(
              bench.database.jdbi(),
              settings(),
              new Disabling(bench.database.jdbi()),
              new Counts(bench.metrics, bench.database.jdbi()),
              () -> 0);
      results.write(
          new Results.Made(held, bench.clock.instant(), 1, new Posted.Unanswered("late")));
      assertThat(bench.state(held.id())).isEqualTo("delivered");
    }
  }

  private static WebhookSettings settings() {
    return WebhookSettings.from(new Environment(Map.of()));
  }

  @Test
  void aJobThatIsDeletedWhileItRunsIsToldAsCancelled() throws Exception {
    try (var receiver = new HookReceiver()) {
      UserId user = bench.somebody();
      bench.endpoint(user, receiver.url("/hook"));
      var begun = new CountDownLatch(1);
      JobHandler stubborn =
          _ -> {
            begun.countDown();
            Thread.sleep(60_000);
            return new Outcome.Succeeded(JsonNodeFactory.instance.objectNode());
          };
      try (var _ = Workers.start(bench.jobs, "deleted", 1, Map.of("work", stubborn))) {
        var owner = new OwnerId(user.value());
        Job job = bench.jobs.submit(Submission.of(owner, "work").withQueue("deleted")).job();
        begun.await();
        assertThat(bench.jobs.delete(job.id(), owner)).isTrue();
        bench.send();
        assertThat(receiver.messages()).extracting(Message::type).containsExactly("job.cancelled");
      }
    }
  }

  @Test
  void aJobThatIsWithdrawnWhereItIsStoredNeverWas() {
    try (var receiver = new HookReceiver()) {
      UserId user = bench.somebody();
      bench.endpoint(user, receiver.url("/hook"));
      var owner = new OwnerId(user.value());
      var done = JsonNodeFactory.instance.objectNode();
      for (Submission refused :
          List.of(Submission.of(owner, "a"), Submission.of(owner, "b").alreadyDone(done))) {
        assertThatThrownBy(() ->
                bench.jobs.submit(
                    refused.withHook((_, _) -> {
                      throw new IllegalStateException("refused");
                    })))
            .hasMessage("refused");
      }
      bench.jobs.submit(Submission.of(owner, "c").alreadyDone(done));
      bench.send();
      assertThat(receiver.messages()).extracting(Message::type).containsExactly("job.succeeded");
    }
  }

  @Test
  void aRedirectIsAFailureAndNotFollowed() {
    try (var receiver = new HookReceiver();
        var elsewhere = new HookReceiver()) {
      UserId user = bench.somebody();
      bench.endpoint(user, receiver.url("/hook"));
      receiver.replies(
          _ -> new Reply(307, Map.of("Location", elsewhere.url("/secret")), "go there"));
      bench.record(user, UUID.randomUUID(), EventType.JOB_SUCCEEDED, 1);
      bench.send();
      assertThat(receiver.messages()).hasSize(1);
      assertThat(elsewhere.messages()).isEmpty();
      assertThat(bench.next()).isPresent();
      receiver.replies(200);
      bench.passUntil(bench.clock.instant().plus(Duration.ofMinutes(2)), () -> {});
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void sleep(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
