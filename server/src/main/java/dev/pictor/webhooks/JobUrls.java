package dev.pictor.webhooks;

import dev.pictor.identity.UserId;
import dev.pictor.images.JobNotices;
import dev.pictor.jobs.JobId;
import dev.pictor.platform.Problem;
import dev.pictor.platform.Problem.FieldError;
import dev.pictor.platform.fetch.GivenUrl;
import dev.pictor.platform.fetch.GuardedPost;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// The `webhook_url` of submissions. What goes to one host of one user counts as one receiver, so
/// that a thousand jobs with addresses on a dead host are one dead receiver.
final class JobUrls implements JobNotices {
  private final GuardedPost post;
  private final InstantSource clock;

  JobUrls(GuardedPost post, InstantSource clock) {
    this.post = post;
    this.clock = clock;
  }

  @Override
  public Optional<FieldError> fault(String url) {
    try {
      post.check(new GivenUrl(FIELD, url));
      return Optional.empty();
    } catch (Problem e) {
      return e.errors().stream().findFirst();
    }
  }

  @Override
  public void keep(Handle transaction, JobId job, UserId owner, String url) {
    URI target = post.check(new GivenUrl(FIELD, url));
    String host = target.getScheme() + "://" + target.getRawAuthority();
    UUID receiver = receiver(owner, host);
    Instant now = clock.instant();
    transaction
        .createUpdate(
            """
            insert into webhook_endpoint (id, user_id, kind, url, events, created_at, updated_at)
            values (:id, :user, 'of_jobs', :url, '{}', :now, :now)
            on conflict do nothing
            """)
        .bind("id", receiver)
        .bind("user", owner.value())
        .bind("url", host)
        .bind("now", now)
        .execute();
    transaction
        .createUpdate(
            """
            insert into webhook_job (job_id, user_id, endpoint_id, url, created_at)
            values (:job, :user, :receiver, :url, :now)
            """)
        .bind("job", job.value())
        .bind("user", owner.value())
        .bind("receiver", receiver)
        .bind("url", target.toString())
        .bind("now", now)
        .execute();
    transaction
        .createQuery("select webhook_catch_up(:job)::text")
        .bind("job", job.value())
        .mapTo(String.class)
        .one();
  }

  /// The same for the same user and host, so that nodes need not ask each other.
  private static UUID receiver(UserId owner, String host) {
    return UUID.nameUUIDFromBytes((owner + " " + host).getBytes(StandardCharsets.UTF_8));
  }
}
