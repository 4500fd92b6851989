package dev.pictor.images;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.engine.Progress;
import dev.pictor.jobs.JobContext;
import dev.pictor.jobs.JobHandler;
import dev.pictor.jobs.JobPhase;
import dev.pictor.jobs.Outcome;
import dev.pictor.platform.Json;
import dev.pictor.platform.Problem;
import dev.pictor.providers.Generated;
import dev.pictor.providers.Generation;
import dev.pictor.providers.Inputs;
import dev.pictor.providers.Output;
import dev.pictor.providers.Provider;
import dev.pictor.providers.Role;
import dev.pictor.providers.Routing;
import dev.pictor.storage.LocalFile;
import dev.pictor.storage.Objects;
import dev.pictor.storage.OwnerId;
import dev.pictor.storage.Staged;
import dev.pictor.storage.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/// Runs a sketch: fetch the picture, have it drawn, put the result away. What it stores is under
/// the job and the attempt, and stays only when the transaction that finishes the job says so, so
/// an attempt that was given up or frozen leaves nothing.
final class SketchWork implements JobHandler {
  private static final String RESULT = "sketch.jpg";
  private static final String THUMBNAIL = "thumbnail.jpg";

  /// Where drawing begins and ends, as percentages of the whole.
  private static final int FETCHED = 2;

  private static final int DRAWN = 97;

  private final Objects objects;
  private final Routing routing;

  SketchWork(Objects objects, Routing routing) {
    this.objects = objects;
    this.routing = routing;
  }

  @Override
  public Outcome run(JobContext job) throws InterruptedException {
    long begun = System.nanoTime();
    Sketch.Order order = SketchJobs.order(job.job().request().args());
    var owner = new OwnerId(job.job().owner().value());
    job.progress(0, JobPhase.FETCHING_INPUTS);
    StoredObject source =
        objects
            .find(owner, order.source())
            .orElseThrow(
                () -> Problem.of(Problem.Kind.NOT_FOUND, "The picture was deleted meanwhile."));
    Generated made = draw(job, source, new Generation.Sketch(order.look(), order.intensity()));
    job.progress(DRAWN, JobPhase.STORING);
    return finished(job, owner, made, Duration.ofNanos(System.nanoTime() - begun));
  }

  private Generated draw(JobContext job, StoredObject source, Generation generation)
      throws InterruptedException {
    Provider provider = routing.providerFor(generation, Routing.AUTO);
    Progress progress =
        (done, _) -> job.progress((int) (FETCHED + done * (DRAWN - FETCHED)), JobPhase.PROCESSING);
    try (LocalFile file = objects.local(source)) {
      return provider.generate(
          generation, Inputs.of(Map.of(Role.INPUT, file.path())), Output.JPEG, progress);
    }
  }

  private Outcome finished(JobContext job, OwnerId owner, Generated made, Duration took) {
    StoredObject picture = store(job, owner, RESULT, made.variants().getFirst().picture());
    StoredObject thumbnail = store(job, owner, THUMBNAIL, made.variants().getFirst().preview());
    var result =
        new Sketch.Result(
            picture.key().value(),
            thumbnail.key().value(),
            made.variants().getFirst().picture().width(),
            made.variants().getFirst().picture().height(),
            took.toMillis());
    JsonNode json = Json.MAPPER.valueToTree(result);
    return new Outcome.Succeeded(
        json,
        (transaction, _) -> {
          objects.confirm(transaction, picture, facts(made.variants().getFirst().picture()));
          objects.confirm(transaction, thumbnail, facts(made.variants().getFirst().preview()));
        });
  }

  private StoredObject store(JobContext job, OwnerId owner, String name, Generated.Made made) {
    var bytes = new ByteArrayInputStream(made.bytes());
    try (Staged staged = objects.stage(bytes, made.bytes().length)) {
      var result = new Objects.ResultName(job.job().id().value(), job.attempt(), name);
      return objects.addResult(owner, result, staged, made.mediaType());
    } catch (IOException e) {
      throw Problem.because(Problem.Kind.UNAVAILABLE, "The result could not be stored now.", e);
    }
  }

  private static StoredObject.Picture facts(Generated.Made made) {
    return new StoredObject.Picture(made.mediaType(), made.width(), made.height());
  }
}
