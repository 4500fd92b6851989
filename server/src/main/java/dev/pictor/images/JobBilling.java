package dev.pictor.images;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.billing.Bill;
import dev.pictor.billing.Billing;
import dev.pictor.identity.UserId;
import dev.pictor.jobs.JobEvent;
import dev.pictor.jobs.JobId;
import dev.pictor.jobs.JobState;
import dev.pictor.jobs.OwnerId;
import dev.pictor.jobs.TermsKeeper;
import dev.pictor.platform.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Holds credits and quota when a job is stored, and settles them when it ends.
public final class JobBilling implements TermsKeeper {
  private final Billing billing;

  public JobBilling(Billing billing) {
    this.billing = billing;
  }

  @Override
  public Map<JobId, Problem> agree(Handle transaction, List<Entry> jobs) {
    var refusals = new HashMap<JobId, Problem>();
    billing
        .agree(transaction, jobs.stream().map(JobBilling::bill).toList())
        .forEach((job, problem) -> refusals.put(new JobId(job), problem));
    return refusals;
  }

  private static Bill bill(Entry entry) {
    if (!(entry.terms() instanceof JobTerms(var price, var meter))) {
      throw new IllegalArgumentException("unknown terms " + entry.terms());
    }
    return new Bill(entry.job().value(), user(entry.owner()), price, meter);
  }

  @Override
  public void withdraw(Handle transaction, List<Entry> jobs) {
    billing.settle(
        transaction,
        jobs.stream()
            .map(entry -> new Bill.Outcome(entry.job().value(), user(entry.owner()), 0))
            .toList());
  }

  @Override
  public void settle(Handle transaction, List<JobEvent> ends) {
    billing.settle(
        transaction,
        ends.stream()
            .map(end ->
                new Bill.Outcome(end.job().value(), user(end.owner()), delivered(end), due(end)))
            .toList());
  }

  /// One for each picture of the result; nothing unless the job succeeded, and nothing for pictures
  /// that were there already.
  private static int delivered(JobEvent end) {
    JsonNode result = end.end() == null ? null : end.end().result();
    return end.state() == JobState.SUCCEEDED
            && result != null
            && !result.path("cached").asBoolean(false)
        ? result.path("artifacts").size()
        : 0;
  }

  /// What it costs by who made it, where that makes a difference.
  private static @Nullable Long due(JobEvent end) {
    JsonNode result = end.end() == null ? null : end.end().result();
    JsonNode credits = result == null ? null : result.get("credits");
    return credits == null || credits.isNull() ? null : credits.asLong();
  }

  private static UserId user(OwnerId owner) {
    return new UserId(owner.value());
  }
}
