package dev.pictor.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A job to be.
///
/// @param options null-free extras, see the `with` methods
/// @param hook runs in the transaction that stores the job
public record Submission(OwnerId owner, JobRequest request, Options options, TransactionHook hook) {
  /// The queue of a submission that names none.
  public static final String DEFAULT_QUEUE = "default";

  /// What most submissions leave as it is.
  ///
  /// @param limits null for the settings' own
  /// @param idempotency null when the caller gave no key
  /// @param delay not to be started before this has passed
  /// @param result the job is stored as succeeded with this and never runs; null for work to do
  /// @param terms null for a job without any
  public record Options(
      @Nullable JobLimits limits,
      @Nullable IdempotencyKey idempotency,
      Duration delay,
      @Nullable Function<JobId, JsonNode> result,
      @Nullable Terms terms) {
    static final Options NONE = new Options(null, null, Duration.ZERO, null, null);
  }

  /// The caller's retry token: the same key with the same body names the same job.
  ///
  /// @param text as the caller gave it
  /// @param bodyDigest tells one request from another
  public record IdempotencyKey(String text, String bodyDigest) {}

  public static Submission of(OwnerId owner, String kind, JsonNode args) {
    var request = new JobRequest(kind, "native", DEFAULT_QUEUE, 0, args);
    return new Submission(owner, request, Options.NONE, TransactionHook.NONE);
  }

  public static Submission of(OwnerId owner, String kind) {
    return of(owner, kind, JsonNodeFactory.instance.objectNode());
  }

  public Submission withSurface(String surface) {
    return with(
        new JobRequest(
            request.kind(), surface, request.queue(), request.priority(), request.args()));
  }

  public Submission withQueue(String queue) {
    return with(
        new JobRequest(
            request.kind(), request.surface(), queue, request.priority(), request.args()));
  }

  public Submission withPriority(int priority) {
    return with(
        new JobRequest(
            request.kind(), request.surface(), request.queue(), priority, request.args()));
  }

  public Submission withLimits(JobLimits limits) {
    return with(
        new Options(limits, options.idempotency, options.delay, options.result, options.terms));
  }

  public Submission withIdempotencyKey(String key, String bodyDigest) {
    var idempotency = new IdempotencyKey(key, bodyDigest);
    return with(
        new Options(options.limits, idempotency, options.delay, options.result, options.terms));
  }

  public Submission withDelay(Duration delay) {
    return with(
        new Options(options.limits, options.idempotency, delay, options.result, options.terms));
  }

  /// The work is done already, for instance found in a cache; terms do not apply.
  public Submission alreadyDone(JsonNode result) {
    return alreadyDone(_ -> result);
  }

  /// The same with a result that names the job.
  ///
  /// @param result may be asked several times
  public Submission alreadyDone(Function<JobId, JsonNode> result) {
    return with(
        new Options(options.limits, options.idempotency, options.delay, result, options.terms));
  }

  /// What the queue's {@link TermsKeeper} has to agree to; see there.
  public Submission withTerms(Terms terms) {
    return with(
        new Options(options.limits, options.idempotency, options.delay, options.result, terms));
  }

  public Submission withHook(TransactionHook wanted) {
    return new Submission(owner, request, options, wanted);
  }

  private Submission with(JobRequest wanted) {
    return new Submission(owner, wanted, options, hook);
  }

  private Submission with(Options wanted) {
    return new Submission(owner, request, wanted, hook);
  }
}
