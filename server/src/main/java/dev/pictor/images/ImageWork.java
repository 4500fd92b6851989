package dev.pictor.images;

import dev.pictor.jobs.JobContext;
import dev.pictor.jobs.JobHandler;
import dev.pictor.jobs.JobPhase;
import dev.pictor.jobs.Outcome;
import dev.pictor.platform.Json;
import dev.pictor.platform.Problem;
import dev.pictor.platform.Uuid7;
import dev.pictor.providers.Generated;
import dev.pictor.providers.Generated.Made;
import dev.pictor.providers.Inputs;
import dev.pictor.providers.Inputs.Slot;
import dev.pictor.providers.Relay;
import dev.pictor.storage.JobResults;
import dev.pictor.storage.JobResults.Accepted;
import dev.pictor.storage.LocalFile;
import dev.pictor.storage.Objects;
import dev.pictor.storage.OwnerId;
import dev.pictor.storage.Place;
import dev.pictor.storage.Repeats.Known;
import dev.pictor.storage.ResultName;
import dev.pictor.storage.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// Runs a job: fetch its pictures, have it made unless it was made for an equal one, put the
/// results away. What it stores is under the job and the attempt, and stays only when the
/// transaction that finishes the job says so, so an attempt that was given up or frozen leaves
/// nothing.
final class ImageWork implements JobHandler {
  private final Objects objects;
  private final Relay relay;
  private final JobCommission.Lent lent;
  private final ResultCache cache;
  private final Uuid7 ids = new Uuid7(InstantSource.system());

  ImageWork(Relay relay, JobCommission.Lent lent, ResultCache cache) {
    this.objects = lent.objects();
    this.relay = relay;
    this.lent = lent;
    this.cache = cache;
  }

  /// One job at work.
  ///
  /// @param pictures its inputs, by their keys
  private record Task(JobContext job, ImageOrder order, Map<String, StoredObject> pictures) {
    OwnerId owner() {
      return new OwnerId(job.job().owner().value());
    }

    StoredObject picture(String key) {
      return java.util.Objects.requireNonNull(pictures.get(key), key);
    }

    String contentOf(String key) {
      return picture(key).bytes().sha256();
    }
  }

  @Override
  public Outcome run(JobContext job) throws InterruptedException {
    Task task = task(job);
    Optional<ResultKey> key = key(task);
    if (key.isEmpty() || task.order().reuse() != Caching.USE) {
      return made(task, key);
    }
    Optional<Outcome> known = given(task, key.get());
    if (known.isPresent()) {
      return known.get();
    }
    String flight = key.get().flight();
    if (!job.lead(flight)) {
      return new Outcome.StandAside(flight);
    }
    // Whoever led before may have finished since the cache was asked.
    Optional<Outcome> since = given(task, key.get());
    return since.isPresent() ? since.get() : made(task, key);
  }

  private Task task(JobContext job) {
    ImageOrder order = ImageJob.order(job.job());
    job.progress(0, JobPhase.FETCHING_INPUTS);
    var owner = new OwnerId(job.job().owner().value());
    var pictures = new HashMap<String, StoredObject>();
    order.slots().values().stream()
        .distinct()
        .forEach(key -> pictures.put(key, source(owner, key)));
    return new Task(job, order, pictures);
  }

  private Optional<ResultKey> key(Task task) {
    ImageOrder order = task.order();
    String plan = lent.plans().plan(task.job().job().owner());
    return cache.key(
        task.owner(),
        order,
        () -> relay.edition(order.generation(), order.provider(), plan),
        task::contentOf);
  }

  private Optional<Outcome> given(Task task, ResultKey key) {
    UUID job = task.job().job().id().value();
    return cache
        .find(key)
        .flatMap(found -> cache.give(task.owner(), job, task.job().attempt(), found))
        .map(given -> {
          cache.count(ResultCache.Use.JOINED, task.order().price(), given.pictures());
          return new Outcome.Succeeded(given.result(), given.hook());
        });
  }

  /// @param key empty when the result is for this job only
  private Outcome made(Task task, Optional<ResultKey> key) throws InterruptedException {
    long begun = System.nanoTime();
    JobContext job = task.job();
    ImageOrder order = task.order();
    if (key.isPresent() && order.reuse() == Caching.USE) {
      cache.count(ResultCache.Use.MISS, order.price(), 0);
    }
    Relay.Made whole = make(task);
    Generated made = whole.generated();
    job.progress(JobCommission.MADE, JobPhase.STORING);
    List<Kept> kept = keep(task, made);
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    ImageResult result = result(order, whole, kept, took);
    // What was put beside the engine in the meantime may have been used or not.
    boolean isKnown = result.failures().isEmpty() && key.isPresent() && key.equals(key(task));
    return new Outcome.Succeeded(
        Json.MAPPER.valueToTree(result),
        (transaction, _) -> {
          objects
              .results()
              .confirm(
                  transaction,
                  task.owner(),
                  kept.stream()
                      .flatMap(each -> Stream.of(each.picture(), each.preview()))
                      .toList());
          if (isKnown) {
            cache.keep(transaction, key.get(), task.owner(), cached(result, kept));
          }
        });
  }

  private static ImageResult result(
      ImageOrder order, Relay.Made whole, List<Kept> kept, Duration took) {
    Generated made = whole.generated();
    return new ImageResult(
        kept.stream().map(Kept::artifact).toList(),
        whole.provider(),
        made.used().stream().map(each -> new ImageResult.Used(each.step(), each.model())).toList(),
        took.toMillis(),
        made.missed().stream()
            .map(each -> ImageResult.Missed.of(each.number(), each.why()))
            .toList(),
        null,
        Tariff.due(order, whole));
  }

  private static CachedResult cached(ImageResult result, List<Kept> kept) {
    return new CachedResult(
        result.provider(),
        result.used(),
        kept.stream()
            .map(each ->
                new CachedResult.Pair(
                    each.artifact().type(),
                    Known.of(each.picture().added(), each.picture().picture()),
                    Known.of(each.preview().added(), each.preview().picture())))
            .toList());
  }

  private Relay.Made make(Task task) throws InterruptedException {
    var open = new HashMap<String, LocalFile>();
    try {
      var files = new HashMap<Slot, Path>();
      for (Map.Entry<Slot, String> each : task.order().slots().entrySet()) {
        String key = each.getValue();
        if (!open.containsKey(key)) {
          open.put(key, objects.local(task.picture(key)));
        }
        files.put(each.getKey(), open.get(key).path());
      }
      try (var commission = new JobCommission(task.job(), task.order(), new Inputs(files), lent)) {
        return relay.make(commission);
      }
    } finally {
      open.values().forEach(LocalFile::close);
    }
  }

  private StoredObject source(OwnerId owner, String key) {
    return objects
        .find(owner, key)
        .orElseThrow(
            () -> Problem.of(Problem.Kind.NOT_FOUND, "The picture was deleted meanwhile."));
  }

  /// A variant that is stored.
  private record Kept(Accepted picture, Accepted preview, ImageResult.Artifact artifact) {}

  private List<Kept> keep(Task task, Generated made) {
    var staged = new ArrayList<JobResults.Made>();
    try {
      for (Generated.Variant each : made.variants()) {
        int number = 1 + staged.size() / 2;
        staged.add(staged(task, "image-" + number, each.picture()));
        staged.add(staged(task, "preview-" + number, each.preview()));
      }
      Place place = task.order().resultsLie();
      List<StoredObject> added = objects.results().add(task.owner(), place, staged);
      boolean several = made.variants().size() + made.missed().size() > 1;
      var kept = new ArrayList<Kept>();
      for (Generated.Variant each : made.variants()) {
        int first = 2 * kept.size();
        var picture = new Accepted(added.get(first), facts(each.picture()));
        var preview = new Accepted(added.get(first + 1), facts(each.preview()));
        kept.add(new Kept(picture, preview, artifact(picture, preview, several)));
      }
      return kept;
    } catch (IOException e) {
      throw Problem.because(Problem.Kind.UNAVAILABLE, "The result could not be stored now.", e);
    } finally {
      staged.forEach(each -> each.staged().close());
    }
  }

  private JobResults.Made staged(Task task, String name, Made made) throws IOException {
    String ending = made.mediaType().substring(made.mediaType().indexOf('/') + 1);
    var bytes = new ByteArrayInputStream(made.bytes());
    return new JobResults.Made(
        new ResultName(task.job().job().id().value(), task.job().attempt(), name + "." + ending),
        objects.stage(bytes, made.bytes().length),
        made.mediaType());
  }

  private ImageResult.Artifact artifact(Accepted picture, Accepted preview, boolean several) {
    StoredObject added = picture.added();
    return new ImageResult.Artifact(
        ids.next().toString(),
        several ? "variant" : "image",
        added.key().value(),
        preview.added().key().value(),
        picture.picture().widthPixels(),
        picture.picture().heightPixels(),
        added.bytes().size(),
        added.declared().mediaType(),
        added.bytes().sha256());
  }

  private static StoredObject.Picture facts(Made made) {
    return new StoredObject.Picture(made.mediaType(), made.width(), made.height());
  }
}
