package dev.pictor.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.jobs.JobEvent;
import dev.pictor.jobs.JobId;
import dev.pictor.jobs.JobState;
import dev.pictor.jobs.OwnerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ListenerTest {
  private static final JobId JOB = new JobId(UUID.randomUUID());
  private static final OwnerId OWNER = new OwnerId(UUID.randomUUID());

  private final List<String> said = new ArrayList<>();
  private final Listener listener =
      new Listener(
          said::add,
          (job, seq) -> IntStream.rangeClosed(seq + 1, 5).mapToObj(ListenerTest::event).toList(),
          update -> "" + update.seq());

  @Test
  void whatComesTwiceIsSaidOnce() {
    for (int seq : new int[] {1, 1, 2, 1, 2, 3}) {
      listener.hear(event(seq));
    }
    assertThat(said).containsExactly("1", "2", "3");
  }

  @Test
  void whatIsMissingInBetweenIsReadFromTheLog() {
    listener.hear(event(1));
    listener.hear(event(4));
    assertThat(said).containsExactly("1", "2", "3", "4", "5");
  }

  @Test
  void whoConnectsInTheMiddleHearsTheBeginningToo() {
    listener.hear(event(3));
    assertThat(said).containsExactly("1", "2", "3", "4", "5");
  }

  @Test
  void whoResumesHearsWhatCameAfterTheLastNumber() {
    listener.resume(Map.of(JOB, 3));
    listener.hear(event(4));
    assertThat(said).containsExactly("4", "5");
  }

  private static JobEvent event(int seq) {
    return new JobEvent(
        JOB, OWNER, seq, Instant.EPOCH, new JobEvent.Change(JobState.RUNNING, null, seq, 1), null);
  }
}
