package dev.pictor.images;

import dev.pictor.identity.Principal;
import dev.pictor.identity.UserId;
import dev.pictor.jobs.JobId;
import dev.pictor.jobs.Jobs;
import dev.pictor.jobs.OwnerId;
import dev.pictor.jobs.TransactionHook;
import dev.pictor.platform.Problem.FieldError;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Who tells a caller's own server how a job ended: the `webhook_url` of a submission.
public interface JobNotices {
  /// The field of a request.
  String FIELD = "webhook_url";

  /// What is wrong with an address, as far as that shows without a network trip.
  Optional<FieldError> fault(String url);

  /// The same of what may not have been given.
  default List<FieldError> faults(@Nullable String url) {
    return url == null || url.isBlank() ? List.of() : fault(url.strip()).stream().toList();
  }

  /// A hook that remembers a form's address too, if it has one.
  default TransactionHook with(JobForm form, Principal caller, TransactionHook together) {
    String url = form.extras().webhookUrl();
    return url == null
        ? together
        : (transaction, job) -> {
          together.run(transaction, job);
          keep(transaction, job, caller.userId(), url);
        };
  }

  /// A user's job, for who tells of it; nothing when it is gone.
  static Optional<ImageJob> find(Jobs jobs, UserId owner, JobId id) {
    return jobs.find(id, new OwnerId(owner.value()))
        .filter(job -> Operation.kinds().contains(job.kind()))
        .map(ImageJob::of);
  }

  /// Remembers where to tell, in the transaction that stores the job.
  void keep(Handle transaction, JobId job, UserId owner, String url);
}
