package dev.pictor.jobs.internal.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Many callers, few commits.
class GroupCommitterTest {
  private final List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());

  @Test
  void whatComesDuringACommitSharesTheNextOne() throws Exception {
    var firstIsCommitting = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    try (var committer =
            new GroupCommitter<Integer, Integer>(
                "test",
                100,
                batch -> {
                  sizes.add(batch.size());
                  firstIsCommitting.countDown();
                  awaitQuietly(goOn);
                  batch.forEach(ticket -> ticket.done(ticket.item() * 2));
                });
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> first = callers.submit(() -> committer.commit(1));
      firstIsCommitting.await();
      List<Ticket<Integer, Integer>> others = new ArrayList<>();
      for (int i = 2; i <= 151; i++) {
        others.add(committer.hand(i));
      }
      goOn.countDown();

      assertThat(first.get()).isEqualTo(2);
      assertThat(others).allSatisfy(each -> assertThat(each.await()).isEqualTo(each.item() * 2));
      assertThat(sizes).containsExactly(1, 100, 50);
    }
  }

  @Test
  void aFailureReachesThoseOfItsBatchAndTheNextBatchIsWritten() {
    try (var committer =
        new GroupCommitter<Integer, Integer>(
            "test",
            10,
            batch -> {
              if (batch.getFirst().item() < 0) {
                throw new IllegalArgumentException("negative");
              }
              batch.forEach(ticket -> ticket.done(ticket.item()));
            })) {
      assertThatThrownBy(() -> committer.commit(-1)).hasMessage("negative");
      assertThat(committer.commit(1)).isEqualTo(1);
    }
  }

  @Test
  void anItemThatTheWriterForgetsFailsInsteadOfWaitingForEver() {
    try (var committer = new GroupCommitter<Integer, Integer>("test", 10, _ -> {})) {
      assertThatThrownBy(() -> committer.commit(1)).hasMessage("was not written");
    }
  }

  @Test
  void closingWritesWhatWaitsAndRefusesWhatComesLater() {
    var committer =
        new GroupCommitter<Integer, Integer>(
            "test", 10, batch -> batch.forEach(ticket -> ticket.done(ticket.item())));
    Ticket<Integer, Integer> waiting = committer.hand(1);
    committer.close();

    assertThat(waiting.await()).isEqualTo(1);
    assertThatThrownBy(() -> committer.commit(2)).hasMessage("closed");
  }

  @Test
  void anInterruptedCallerStillLearnsWhatBecameOfItsItem() {
    try (var committer =
        new GroupCommitter<Integer, Integer>(
            "test", 10, batch -> batch.forEach(ticket -> ticket.done(ticket.item())))) {
      Thread.currentThread().interrupt();

      assertThat(committer.commit(7)).isEqualTo(7);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
