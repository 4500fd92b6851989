package dev.pictor.projects;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Understands what a user says in a chat: the built-in reader, or a language model. It says what
/// is to be done and does nothing itself.
public interface Assistant {
  /// What was said, and about what.
  ///
  /// @param project as it is now; null when the chat is about none
  /// @param before what was said before, oldest first; at most the last twenty messages
  record Turn(@Nullable Design project, List<ChatMessage> before, String said) {}

  /// What was understood.
  ///
  /// @param change of the project; empty for none
  /// @param quality of the job, when one was named; null for the usual one
  /// @param wantsJob whether a thumbnail was asked for
  /// @param sentences to the user, beside what is said about changes and jobs: what was not
  ///   understood, and what could be said instead
  record Understood(
      ProjectChange change, @Nullable String quality, boolean wantsJob, List<String> sentences) {
    public Understood {
      sentences = List.copyOf(sentences);
    }
  }

  /// Reads one message. Blocking; interrupting the thread cancels.
  Understood read(Turn turn) throws InterruptedException;
}
