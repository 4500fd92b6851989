package dev.pictor.images;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pictor.identity.Principal;
import dev.pictor.platform.Problem.FieldError;
import io.javalin.http.Context;
import java.util.List;
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

  /// What a request asks for.
  ///
  /// @throws dev.pictor.platform.Problem where what is wrong cannot be told together with the rest
  Read read(Principal caller, ObjectNode body, Wishes wishes);

  /// A request, not checked yet, and what is wrong with it so far.
  record Read(JobForm form, List<FieldError> faults) {
    public Read {
      faults = List.copyOf(faults);
    }
  }

  /// Whose a request is: the first that takes it, or else the last.
  static JobContract of(List<JobContract> contracts, ObjectNode body) {
    return contracts.stream()
        .filter(contract -> contract.takes(body))
        .findFirst()
        .orElseGet(contracts::getLast);
  }

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
