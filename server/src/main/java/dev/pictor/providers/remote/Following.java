package dev.pictor.providers.remote;

import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Waits for one order at one provider: asks after ever longer pauses, each a quarter of the time
/// that it took so far, and whenever the provider says that something has changed. So what is ready
/// is noticed at most a quarter late, and two seconds at most.
final class Following {
  private static final Logger LOG = LoggerFactory.getLogger(Following.class);

  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(25);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
  private static final int PAUSES_PER_TIME = 4;
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  private final Errand.Desk desk;
  private final Errand.Task task;
  private final RemoteProvider provider;

  Following(Errand.Desk desk, Errand.Task task, RemoteProvider provider) {
    this.desk = desk;
    this.task = task;
    this.provider = provider;
  }

  /// @param begun when the order was handed over
  /// @param waiter that is there since before, so that no word of the provider is missed
  /// @return done, failed, refused or moderated
  Reply await(Order order, String handle, Instant begun, Signals.Waiter waiter)
      throws InterruptedException {
    try {
      // Nothing is ready yet, or its end is told at once.
      waiter.await(SHORTEST_PAUSE);
      while (true) {
        Reply reply = provider.api().poll(order, handle);
        if (isEnd(reply)) {
          return reply;
        }
        Duration took = Duration.between(begun, Instant.now());
        if (took.compareTo(desk.longest()) > 0) {
          stop(handle);
          return new Reply.Failed(
              "it was not done within " + desk.longest().toSeconds() + " s and was stopped.",
              Reply.Charge.AS_FOR_A_PICTURE);
        }
        waiter.await(pauseAfter(reply, usual(took)));
      }
    } catch (InterruptedException e) {
      if (task.commission().isUnwanted()) {
        stopUnwanted(order, handle);
      }
      throw e;
    }
  }

  private static boolean isEnd(Reply reply) {
    return switch (reply) {
      case Reply.Done _, Reply.Failed _, Reply.Refused _, Reply.Moderated _ -> true;
      case Reply.Accepted _, Reply.Running _ -> false;
      case Reply.Busy _, Reply.Down _, Reply.UnknownOutcome _ -> false;
    };
  }

  private Duration pauseAfter(Reply reply, Duration usual) {
    if (reply instanceof Reply.Running(var progress, var askAgain)) {
      task.progress().accept(progress);
      return askAgain == null ? usual : askAgain;
    }
    if (reply instanceof Reply.Busy(var wait) && wait != null) {
      return wait;
    }
    return usual;
  }

  private static Duration usual(Duration took) {
    Duration share = took.dividedBy(PAUSES_PER_TIME);
    if (share.compareTo(SHORTEST_PAUSE) < 0) {
      return SHORTEST_PAUSE;
    }
    return share.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : share;
  }

  /// The thread is interrupted, so another one tells the provider.
  private void stopUnwanted(Order order, String handle) {
    Thread messenger =
        Thread.ofVirtual()
            .start(() -> {
              if (stop(handle)) {
                desk.calls()
                    .end(order.id(), new Call.End(Call.State.CANCELLED, false, 0, "cancelled"));
              }
            });
    try {
      messenger.join(LAST_WORDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// What does not get there now is told by the duty that looks for abandoned orders.
  private boolean stop(String handle) {
    try {
      return provider.api().cancel(handle);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    } catch (RuntimeException e) {
      LOG.atWarn()
          .addKeyValue("provider", provider.name())
          .setCause(e)
          .log("an order could not be stopped; it is tried again");
      return false;
    }
  }
}
