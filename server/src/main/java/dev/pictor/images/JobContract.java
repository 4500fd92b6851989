package dev.pictor.images;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pictor.identity.Principal;
import io.javalin.http.Context;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A contract that has jobs at `/api/v1/jobs`, which several contracts share: a request is told
/// apart by its body, an answer by the contract that its job came through.
public interface JobContract {
  /// The word by which its jobs remember it.
  String surface();

  /// Whether a request for a job is written in this contract.
  boolean takes(ObjectNode body);

  /// Puts what is asked for into the queue.
  ImageJobs.Submitted submit(Principal caller, ObjectNode body, Wishes wishes)
      throws InterruptedException;

  /// What the headers of a request for a job say.
  ///
  /// @param retryToken of `Idempotency-Key`; null when there is none
  /// @param caching of `Cache-Control`
  record Wishes(@Nullable String retryToken, Caching caching) {
    public static Wishes of(Context request) {
      return new Wishes(
          request.header("Idempotency-Key"), Caching.of(request.header("Cache-Control")));
    }
  }

  /// What a request for a job is answered with.
  Object accepted(Context request, ImageJob job);

  /// A job in the words of this contract.
  Object view(Context request, ImageJob job);

  /// The native word for one of its words for a state; empty when it has no such word.
  Optional<String> stateOf(String word);

  /// For the documentation.
  Examples examples();

  /// The schema of a request, where the example's record says too little; empty to take that.
  default Map<String, Object> requestSchema() {
    return Map.of();
  }

  /// A request, and what it and a question for the job are answered with.
  record Examples(Object request, Object accepted, Object view) {}
}
