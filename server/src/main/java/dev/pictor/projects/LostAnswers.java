package dev.pictor.projects;

import dev.pictor.platform.Duty;
import dev.pictor.platform.Uuid7;
import dev.pictor.projects.ChatMessage.Sender;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/// Answers what was never answered, because the node stopped in the middle: whoever said it is told
/// to say it again.
final class LostAnswers implements Duty {
  /// Longer than answering may take.
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final int MOST = 100;

  private final Jdbi jdbi;
  private final Uuid7 ids;
  private final InstantSource clock;

  LostAnswers(Jdbi jdbi, Uuid7 ids, InstantSource clock) {
    this.jdbi = jdbi;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "lost-chat-answers";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(1);
  }

  @Override
  public long runOnce() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return jdbi.inTransaction(handle -> {
      List<ChatMessage> lost = ChatRows.unanswered(handle, now.minus(PATIENCE), MOST);
      for (ChatMessage message : lost) {
        ChatRows.insert(
            handle,
            new ChatMessage(
                ids.next(),
                message.chat(),
                Sender.ASSISTANT,
                "I was interrupted before I could answer. Look at the project, and say it again.",
                message.id(),
                Map.of(),
                null,
                now));
      }
      return lost.size();
    });
  }
}
