package dev.pictor;

import dev.pictor.identity.AccountMail;
import dev.pictor.identity.UserId;
import dev.pictor.identity.Users;
import dev.pictor.images.JobNotices;
import dev.pictor.jobs.Jobs;
import dev.pictor.platform.fetch.GuardedPost;
import dev.pictor.platform.secrets.KeyRing;
import dev.pictor.platform.sql.Database;
import dev.pictor.platform.telemetry.Metrics;
import dev.pictor.realtime.LoggedEvent;
import dev.pictor.storage.OwnerId;
import dev.pictor.storage.Storage;
import dev.pictor.storage.StoredObject;
import dev.pictor.webhooks.EventBody;
import dev.pictor.webhooks.EventType;
import dev.pictor.webhooks.NoticeDuty;
import dev.pictor.webhooks.Webhooks;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Webhooks, built in two steps: submissions of jobs need to check addresses before there are jobs
/// to tell of.
final class Hooks {
  private final Configuration configuration;
  private final GuardedPost post;
  private final Clock clock;

  Hooks(Configuration configuration, Clock clock) {
    this.configuration = configuration;
    this.post = new GuardedPost(configuration.fetch());
    this.clock = clock;
  }

  /// What they tell of.
  record Uses(
      Database database,
      KeyRing keys,
      Jobs jobs,
      Storage storage,
      Users users,
      AccountMail mail,
      Metrics metrics) {}

  JobNotices notices() {
    return Webhooks.jobNotices(post, clock);
  }

  /// What streams say of an event: the same as webhooks do.
  static LoggedEvent.Body bodies(Uses uses) {
    var bodies = new EventBody(facts(uses));
    return (owner, event) ->
        bodies.of(
            new EventBody.Happening(
                EventType.ofWord(event.type()),
                new UserId(owner),
                event.jobId(),
                event.position(),
                event.at(),
                event.data()));
  }

  private static EventBody.Uses facts(Uses uses) {
    return new EventBody.Uses(
        uses.jobs(),
        (owner, job) -> JobNotices.find(uses.jobs(), owner, job),
        (owner, key) -> link(uses.storage(), owner, key),
        uses.mail().base());
  }

  /// The caller closes it.
  Webhooks open(Uses uses) {
    var telling =
        new NoticeDuty.Telling(
            user -> addressee(uses.users(), user),
            uses.mail().mailer(),
            uses.mail().app(),
            uses.mail().base());
    return Webhooks.open(
        new Webhooks.Uses(uses.database(), uses.keys(), post, facts(uses), telling, uses.metrics()),
        configuration.webhooks(),
        clock);
  }

  private static Optional<NoticeDuty.Addressee> addressee(Users users, UserId id) {
    return users
        .find(id)
        .flatMap(user ->
            Optional.ofNullable(user.email())
                .map(email -> new NoticeDuty.Addressee(email, user.callName())));
  }

  private static @Nullable String link(Storage storage, UserId owner, String key) {
    return storage
        .objects()
        .find(new OwnerId(owner.value()), key)
        .filter(object -> object.state() == StoredObject.State.CONFIRMED)
        .map(object -> storage.links().show(object).target())
        .orElse(null);
  }
}
