package dev.pictor.images;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.billing.Price;
import dev.pictor.jobs.Job;
import dev.pictor.jobs.JobEnd;
import dev.pictor.jobs.JobError;
import dev.pictor.jobs.JobPhase;
import dev.pictor.jobs.JobTimes;
import dev.pictor.platform.Json;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A job as its owner sees it: what it was asked for and what came of it, in the native words.
/// Surfaces translate it.
///
/// @param kind an operation's word, or [Operation#PIPELINE]
/// @param surface the contract that it came through
/// @param atProvider null until it was handed to a provider on another machine
/// @param result null until it succeeded
/// @param fault why it failed, or while it is pending why its last attempt did
public record ImageJob(
    String id,
    String userId,
    String kind,
    String surface,
    ImageOrder order,
    Standing standing,
    Cost cost,
    Moments moments,
    @Nullable ImageResult result,
    @Nullable Fault fault,
    @Nullable AtProvider atProvider) {
  /// How far it is.
  ///
  /// @param state pending, running, succeeded, failed or cancelled
  /// @param phase what a running job is at; null until the first attempt
  /// @param progress 0 to 100
  /// @param attempt how often it was begun
  /// @param isStopping somebody asked to cancel it: it will end cancelled
  public record Standing(
      String state, @Nullable String phase, int progress, int attempt, boolean isStopping) {}

  /// Where it is worked on.
  ///
  /// @param handle the job's name there
  public record AtProvider(String provider, String handle) {}

  /// What it costs, in credits.
  ///
  /// @param price what was held when it was accepted
  /// @param charged what was taken in the end: 0 until it has succeeded, less than the price when
  ///   not every variant was delivered or a cheaper provider made it, and 0 when the result was
  ///   there already
  public record Cost(long price, long charged) {}

  /// Whether nothing more will come of it.
  public boolean isFinished() {
    return moments.finishedAt() != null;
  }

  /// What is held for it at this moment, in credits.
  public long held() {
    return isFinished() ? 0 : cost.price();
  }

  /// What it costs until it is finished, and what it has cost after, in credits.
  public long credits() {
    return isFinished() ? cost.charged() : cost.price();
  }

  /// When things happened.
  ///
  /// @param submittedAt when it was handed to a provider on another machine
  /// @param startedAt when its last attempt began
  public record Moments(
      Instant createdAt,
      @Nullable Instant submittedAt,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt) {}

  /// Why it failed, in words for the owner.
  public record Fault(String code, String message, boolean retryable) {}

  static ImageJob of(Job job) {
    JsonNode result = job.end().result();
    JobPhase phase = job.status().phase();
    ImageOrder order = order(job);
    ImageResult made = result == null ? null : tree(result, ImageResult.class);
    return new ImageJob(
        job.id().toString(),
        job.owner().toString(),
        job.kind(),
        job.request().surface(),
        order,
        new Standing(
            job.state().word(),
            phase == null ? null : phase.word(),
            job.status().progress(),
            job.status().attempt(),
            job.status().cancelRequested()),
        cost(order.price(), made),
        moments(job.times()),
        made,
        fault(job.end().error()),
        atProvider(job.end()));
  }

  private static Cost cost(@Nullable Price price, @Nullable ImageResult made) {
    if (price == null) {
      return new Cost(0, 0);
    }
    int delivered = made == null || made.fromCache() ? 0 : made.artifacts().size();
    long most = price.dueFor(delivered);
    Long asMade = made == null ? null : made.credits();
    return new Cost(price.total(), asMade == null ? most : Math.min(most, asMade));
  }

  static ImageOrder order(Job job) {
    return tree(job.request().args(), ImageOrder.class);
  }

  private static Moments moments(JobTimes times) {
    return new Moments(
        times.createdAt(), times.submittedAt(), times.startedAt(), times.finishedAt());
  }

  private static @Nullable AtProvider atProvider(JobEnd end) {
    String provider = end.provider();
    String handle = end.providerHandle();
    return provider == null || handle == null ? null : new AtProvider(provider, handle);
  }

  private static @Nullable Fault fault(@Nullable JobError error) {
    return error == null ? null : new Fault(error.code(), error.message(), error.retryable());
  }

  /// While nodes are upgraded one after the other, jobs come from newer and older ones: what is not
  /// known here is passed over, what is missing has a default.
  private static <T> T tree(JsonNode stored, Class<T> type) {
    try {
      return Json.MAPPER
          .readerFor(type)
          .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .readValue(stored);
    } catch (IOException e) {
      throw new IllegalStateException("stored JSON does not read as " + type.getSimpleName(), e);
    }
  }
}
