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
import dev.pictor.providers.remote.Relay;
import dev.pictor.storage.LocalFile;
import dev.pictor.storage.Objects;
import dev.pictor.storage.OwnerId;
import dev.pictor.storage.Place;
import dev.pictor.storage.Staged;
import dev.pictor.storage.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/// Runs a job: fetch its pictures, have it made, put the results away. What it stores is under the
/// job and the attempt, and stays only when the transaction that finishes the job says so, so an
/// attempt that was given up or frozen leaves nothing.
final class ImageWork implements JobHandler {
  private final Objects objects;
  private final Relay relay;
  private final JobCommission.Lent lent;
  private final Uuid7 ids = new Uuid7(InstantSource.system());

  ImageWork(Relay relay, JobCommission.Lent lent) {
    this.objects = lent.objects();
    this.relay = relay;
    this.lent = lent;
  }

  @Override
  public Outcome run(JobContext job) throws InterruptedException {
    long begun = System.nanoTime();
    ImageOrder order = ImageJob.order(job.job());
    job.progress(0, JobPhase.FETCHING_INPUTS);
    Relay.Made whole = make(job, order);
    Generated made = whole.generated();
    job.progress(JobCommission.MADE, JobPhase.STORING);
    var kept = new ArrayList<Kept>();
    for (Generated.Variant variant : made.variants()) {
      kept.add(
          keep(
              job,
              order,
              variant,
              kept.size() + 1,
              made.variants().size() + made.missed().size() > 1));
    }
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    var result =
        new ImageResult(
            kept.stream().map(Kept::artifact).toList(),
            whole.provider(),
            made.used().stream()
                .map(each -> new ImageResult.Used(each.step(), each.model()))
                .toList(),
            took.toMillis(),
            made.missed().stream()
                .map(each -> ImageResult.Missed.of(each.number(), each.why()))
                .toList());
    return new Outcome.Succeeded(
        Json.MAPPER.valueToTree(result),
        (transaction, _) -> {
          for (Kept each : kept) {
            objects.confirm(transaction, each.picture(), facts(each.variant().picture()));
            objects.confirm(transaction, each.preview(), facts(each.variant().preview()));
          }
        });
  }

  private Relay.Made make(JobContext job, ImageOrder order) throws InterruptedException {
    var owner = new OwnerId(job.job().owner().value());
    var open = new HashMap<String, LocalFile>();
    try {
      var files = new HashMap<Slot, Path>();
      for (Map.Entry<Slot, String> each : order.slots().entrySet()) {
        String key = each.getValue();
        if (!open.containsKey(key)) {
          open.put(key, objects.local(source(owner, key)));
        }
        files.put(each.getKey(), open.get(key).path());
      }
      try (var commission = new JobCommission(job, order, new Inputs(files), lent)) {
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
