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
import dev.pictor.storage.LocalFile;
import dev.pictor.storage.Objects;
import dev.pictor.storage.OwnerId;
import dev.pictor.storage.Place;
import dev.pictor.storage.Repeats.Known;
import dev.pictor.storage.Staged;
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
    boolean several = made.variants().size() + made.missed().size() > 1;
    var kept = new ArrayList<Kept>();
    for (Generated.Variant variant : made.variants()) {
      kept.add(keep(job, order, variant, kept.size() + 1, several));
    }
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    ImageResult result = result(order, whole, kept, took);
    // What was put beside the engine in the meantime may have been used or not.
    boolean isKnown = result.failures().isEmpty() && key.isPresent() && key.equals(key(task));
    return new Outcome.Succeeded(
        Json.MAPPER.valueToTree(result),
        (transaction, _) -> {
          for (Kept each : kept) {
            objects.confirm(transaction, each.picture(), facts(each.variant().picture()));
            objects.confirm(transaction, each.preview(), facts(each.variant().preview()));
          }
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
                    Known.of(each.picture(), facts(each.variant().picture())),
                    Known.of(each.preview(), facts(each.variant().preview()))))
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

  /// A variant with its stored objects.
  private record Kept(
      Generated.Variant variant,
      StoredObject picture,
      StoredObject preview,
      ImageResult.Artifact artifact) {}

  private Kept keep(
      JobContext job, ImageOrder order, Generated.Variant variant, int number, boolean several) {
    Made made = variant.picture();
    StoredObject picture = store(job, order.resultsLie(), "image-" + number, made);
    StoredObject preview = store(job, order.resultsLie(), "preview-" + number, variant.preview());
    var artifact =
        new ImageResult.Artifact(
            ids.next().toString(),
            several ? "variant" : "image",
            picture.key().value(),
            preview.key().value(),
            made.width(),
            made.height(),
            made.bytes().length,
            made.mediaType(),
            picture.bytes().sha256());
    return new Kept(variant, picture, preview, artifact);
  }

  private StoredObject store(JobContext job, Place place, String name, Made made) {
    var owner = new OwnerId(job.job().owner().value());
    var bytes = new ByteArrayInputStream(made.bytes());
    String ending = made.mediaType().substring(made.mediaType().indexOf('/') + 1);
    try (Staged staged = objects.stage(bytes, made.bytes().length)) {
      var result =
          new Objects.ResultName(job.job().id().value(), job.attempt(), name + "." + ending);
      return objects.addResult(owner, place, result, staged, made.mediaType());
    } catch (IOException e) {
      throw Problem.because(Problem.Kind.UNAVAILABLE, "The result could not be stored now.", e);
    }
  }

  private static StoredObject.Picture facts(Made made) {
    return new StoredObject.Picture(made.mediaType(), made.width(), made.height());
  }
}
