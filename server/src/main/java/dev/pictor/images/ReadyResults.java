package dev.pictor.images;

import dev.pictor.billing.Price;
import dev.pictor.jobs.Jobs;
import dev.pictor.jobs.Submission;
import dev.pictor.jobs.Submitted;
import dev.pictor.jobs.TransactionHook;
import dev.pictor.providers.Relay;
import dev.pictor.storage.OwnerId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Submits jobs: with the result of an equal one where there is one, and into the queue otherwise.
final class ReadyResults {
  private final Jobs jobs;
  private final Relay relay;
  private final ResultCache cache;
  private final JobCommission.PlanOf plans;

  ReadyResults(Jobs jobs, Relay relay, ResultCache cache, JobCommission.PlanOf plans) {
    this.jobs = jobs;
    this.relay = relay;
    this.cache = cache;
    this.plans = plans;
  }

  ResultCache cache() {
    return cache;
  }

  /// @param together what commits with the job, however it is stored
  Submitted submit(Submission submission, OrderBook.Entry entry, TransactionHook together) {
    Optional<ResultCache.Found> found =
        entry.order().reuse() == Caching.USE ? find(submission, entry) : Optional.empty();
    if (found.isPresent()) {
      try {
        return counted(jobs.submit(cache.done(submission, found.get(), together)), submission);
      } catch (ResultCache.Gone _) {
        cache.forget(found.get());
      }
    }
    return jobs.submit(submission.withHook(together));
  }

  private Optional<ResultCache.Found> find(Submission submission, OrderBook.Entry entry) {
    ImageOrder order = entry.order();
    String plan = plans.plan(submission.owner());
    return cache
        .key(
            new OwnerId(submission.owner().value()),
            order,
            () -> relay.edition(order.generation(), order.provider(), plan),
            entry::contentOf)
        .flatMap(cache::find);
  }

  private Submitted counted(Submitted done, Submission submission) {
    ImageResult result = ImageJob.of(done.job()).result();
    if (!done.replayed() && result != null) {
      cache.count(ResultCache.Use.HIT, price(submission), result.artifacts().size());
    }
    return done;
  }

  private static @Nullable Price price(Submission submission) {
    return submission.options().terms() instanceof JobTerms terms ? terms.price() : null;
  }
}
