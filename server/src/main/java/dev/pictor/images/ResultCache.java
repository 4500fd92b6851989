package dev.pictor.images;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.billing.Price;
import dev.pictor.jobs.JobId;
import dev.pictor.jobs.Submission;
import dev.pictor.jobs.TransactionHook;
import dev.pictor.platform.Duty;
import dev.pictor.platform.Erasable;
import dev.pictor.platform.Json;
import dev.pictor.platform.Uuid7;
import dev.pictor.platform.telemetry.Metrics;
import dev.pictor.storage.JobResults;
import dev.pictor.storage.Objects;
import dev.pictor.storage.OwnerId;
import dev.pictor.storage.Repeats.Known;
import dev.pictor.storage.ResultName;
import dev.pictor.storage.StoredObject;
import io.micrometer.core.instrument.Tags;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Results that equal jobs get, whoever makes them: looked up when a job is submitted, and again
/// when it gets its turn.
///
/// 1. Equal is what [ResultKey] says. It is made anew from what is there when a job gets its turn,
///    so an upgrade between submission and work is noticed.
/// 2. An entry names contents and holds none. It is good as long as one of its scope has the
///    pictures: whoever deletes the last job that shows them has deleted them, and retention too.
/// 3. A job that gets a cached result has objects of its own. They count for its owner, and stay
///    when the first job's go.
/// 4. An entry that is good for nothing any more is found out by the transaction that would use it,
///    and the job is made as if it had not been there.
public final class ResultCache {
  private static final String RESULTS = "pictor.cache.results";
  private static final String SAVED = "pictor.cache.saved.credits";

  private final CacheSettings settings;
  private final ResultRows rows;
  private final Objects objects;
  private final Metrics metrics;
  private final Uuid7 ids = new Uuid7(InstantSource.system());

  public ResultCache(CacheSettings settings, Jdbi jdbi, Objects objects, Metrics metrics) {
    this.settings = settings;
    this.rows = new ResultRows(jdbi);
    this.objects = objects;
    this.metrics = metrics;
    for (Use use : Use.values()) {
      metrics.count(RESULTS, use.tags(), 0);
    }
    metrics.count(SAVED, Tags.empty(), 0);
    metrics.gauge("pictor.cache.entries", Tags.empty(), "Results that are known", this::entries);
  }

  /// How a job came to its result.
  enum Use {
    /// It was there when the job was submitted.
    HIT,
    /// It came while the job waited, from an equal one.
    JOINED,
    /// It had to be made.
    MISS;

    private Tags tags() {
      return Tags.of("outcome", name().toLowerCase(Locale.ROOT));
    }
  }

  /// The pictures went while the job was stored; it is to be made.
  static final class Gone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Gone() {
      super("a cached result is not there any more", null, false, false);
    }
  }

  /// A result on its way to one more job.
  record Found(ResultKey key, CachedResult made, List<String> ids) {}

  /// @param edition asked what makes the result; empty when it may make something else next time
  /// @param contentOf the SHA-256 of an input, by its key
  /// @return empty when the result is for this job only
  Optional<ResultKey> key(
      OwnerId owner,
      ImageOrder order,
      Supplier<Optional<String>> edition,
      Function<String, String> contentOf) {
    if (!settings.isOn() || order.reuse() == Caching.AVOID) {
      return Optional.empty();
    }
    UUID scope = settings.shared() ? ResultKey.EVERYBODY : owner.value();
    return edition.get().map(known -> ResultKey.of(scope, order, known, contentOf));
  }

  Optional<Found> find(ResultKey key) {
    return rows.find(key, settings.kept())
        .map(made -> new Found(key, made, made.pictures().stream().map(_ -> nextId()).toList()));
  }

  private String nextId() {
    return ids.next().toString();
  }

  /// A submission that is done already.
  ///
  /// @param together what else commits with it
  Submission done(Submission submission, Found found, TransactionHook together) {
    var owner = new OwnerId(submission.owner().value());
    return submission
        .alreadyDone(job -> result(owner, job.value(), 0, found))
        .withHook((transaction, job) -> {
          give(transaction, owner, job, found);
          together.run(transaction, job);
        });
  }

  private void give(Handle transaction, OwnerId owner, JobId job, Found found) {
    Map<ResultName, Known> wanted = found.made().objects(job.value(), 0);
    List<StoredObject> added = objects.repeats().add(transaction, owner, wanted, holder(owner));
    if (added.isEmpty()) {
      throw new Gone();
    }
    confirm(transaction, added, found, job.value(), 0);
  }

  /// The same for a job that has got its turn.
  ///
  /// @return empty when the pictures are gone; the entry is forgotten then
  Optional<Given> give(OwnerId owner, UUID job, int attempt, Found found) {
    List<StoredObject> added =
        objects.repeats().add(owner, found.made().objects(job, attempt), holder(owner));
    if (added.isEmpty()) {
      forget(found);
      return Optional.empty();
    }
    return Optional.of(
        new Given(
            result(owner, job, attempt, found),
            found.made().pictures().size(),
            (transaction, _) -> confirm(transaction, added, found, job, attempt)));
  }

  /// A result with what makes it stay.
  record Given(JsonNode result, int pictures, TransactionHook hook) {}

  private void confirm(
      Handle transaction, List<StoredObject> added, Found found, UUID job, int attempt) {
    var accepted = new ArrayList<JobResults.Accepted>();
    var known = found.made().objects(job, attempt).values().iterator();
    added.forEach(each -> accepted.add(new JobResults.Accepted(each, known.next().picture())));
    objects.results().confirm(transaction, added.getFirst().owner(), accepted);
  }

  private JsonNode result(OwnerId owner, UUID job, int attempt, Found found) {
    return Json.MAPPER.valueToTree(found.made().given(owner, job, attempt, found.ids()));
  }

  /// Whose the pictures have to be.
  private @Nullable OwnerId holder(OwnerId owner) {
    return settings.shared() ? null : owner;
  }

  void forget(Found found) {
    rows.forget(found.key(), found.made());
  }

  /// Keeps a result in the transaction that finishes its job.
  void keep(Handle transaction, ResultKey key, OwnerId owner, CachedResult made) {
    ResultRows.put(transaction, key, owner, made);
  }

  /// Counts how a job came to its result.
  ///
  /// @param price what it would have cost; null when there is none
  void count(Use use, @Nullable Price price, int pictures) {
    metrics.count(RESULTS, use.tags());
    if (use != Use.MISS && price != null) {
      metrics.count(SAVED, Tags.empty(), price.dueFor(pictures));
    }
  }

  /// How many results are known, in the whole cluster.
  long entries() {
    return rows.count();
  }

  /// Forgets what was made for a user.
  public Erasable erasure() {
    return new Erasable() {
      @Override
      public String name() {
        return "cached-results";
      }

      @Override
      public Erased erase(UUID user) {
        return Erased.deleted("cached_results", rows.forgetOf(user));
      }
    };
  }

  /// Forgets what is too old or too much; run this on every node.
  public Duty duty() {
    return new ResultCacheCleaner(() -> rows.clean(settings.kept(), settings.most()));
  }
}
