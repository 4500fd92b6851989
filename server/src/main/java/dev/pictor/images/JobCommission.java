package dev.pictor.images;

import dev.pictor.jobs.JobContext;
import dev.pictor.jobs.JobPhase;
import dev.pictor.platform.Problem;
import dev.pictor.platform.Uuid7;
import dev.pictor.providers.CallbackTokens;
import dev.pictor.providers.Commission;
import dev.pictor.providers.Generation;
import dev.pictor.providers.Inputs;
import dev.pictor.providers.Output;
import dev.pictor.providers.Relay;
import dev.pictor.storage.JobResults;
import dev.pictor.storage.LocalFile;
import dev.pictor.storage.ObjectKey;
import dev.pictor.storage.Objects;
import dev.pictor.storage.OwnerId;
import dev.pictor.storage.Place;
import dev.pictor.storage.ResultName;
import dev.pictor.storage.SignedLink;
import dev.pictor.storage.Staged;
import dev.pictor.storage.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One attempt of a job as providers see it, with a folder of its own that goes when it is closed.
final class JobCommission implements Commission, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JobCommission.class);

  /// Making begins and ends at these percentages of the whole.
  static final int FETCHED = 2;

  static final int MADE = 97;

  /// Objects of providers are not of one attempt.
  private static final int ANY_ATTEMPT = 0;

  private final JobContext job;
  private final ImageOrder order;
  private final Inputs inputs;
  private final Lent lent;
  private @Nullable Path folder;
  private final ConcurrentLinkedQueue<LocalFile> open = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<ObjectKey> shared = new ConcurrentLinkedQueue<>();
  private final Uuid7 ids = new Uuid7(InstantSource.system());

  /// What every attempt uses.
  ///
  /// @param address of this host as others reach it; empty when they cannot
  record Lent(
      Objects objects,
      Shown shown,
      CallbackTokens tokens,
      PlanOf plans,
      String address,
      Path temporary) {}

  /// Signs links.
  interface Shown {
    SignedLink show(StoredObject object);
  }

  /// Whose plan is what.
  interface PlanOf {
    String plan(dev.pictor.jobs.OwnerId owner);
  }

  JobCommission(JobContext job, ImageOrder order, Inputs inputs, Lent lent) {
    this.job = job;
    this.order = order;
    this.inputs = inputs;
    this.lent = lent;
  }

  @Override
  public UUID job() {
    return job.job().id().value();
  }

  @Override
  public boolean isFirstAttempt() {
    return job.attempt() == 1;
  }

  @Override
  public String endUser() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(("pictor " + job.job().owner()).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }

  @Override
  public Generation generation() {
    return order.generation();
  }

  @Override
  public Inputs inputs() {
    return inputs;
  }

  @Override
  public Output output() {
    return order.output().output();
  }

  @Override
  public Relay.Wish wish() {
    return order.wish(lent.plans().plan(job.job().owner()));
  }

  @Override
  public void progress(double share, boolean waits) {
    int percent = (int) (FETCHED + share * (MADE - FETCHED));
    job.progress(percent, waits ? JobPhase.QUEUED_AT_PROVIDER : JobPhase.PROCESSING);
  }

  @Override
  public void handedOver(String provider, String handle) throws InterruptedException {
    job.keepProviderHandle(provider, handle);
  }

  @Override
  public boolean isUnwanted() {
    return job.isUnwanted();
  }

  @Override
  public Optional<URI> callback(String provider) {
    if (lent.address().isEmpty()) {
      return Optional.empty();
    }
    var call = new CallbackTokens.Call(job.job().owner().value(), job(), job.attempt());
    String token = lent.tokens().of(provider, call);
    return Optional.of(URI.create(lent.address() + "/api/webhooks/" + provider + "/" + token));
  }

  /// The file becomes an object for as long as this attempt lasts.
  @Override
  public Optional<URI> link(Path picture, String mediaType) {
    if (lent.address().isEmpty()) {
      return Optional.empty();
    }
    try {
      StoredObject object = stored("sent-" + ids.next(), Files.readAllBytes(picture), mediaType);
      var facts = new StoredObject.Picture(mediaType, 1, 1);
      shared.add(object.key());
      String target = lent.shown().show(lent.objects().confirm(object, facts)).target();
      return Optional.of(URI.create(target.startsWith("/") ? lent.address() + target : target));
    } catch (IOException | Problem e) {
      LOG.atInfo()
          .addKeyValue("job_id", job())
          .setCause(e)
          .log("a picture goes inside the order, as there can be no link to it");
      return Optional.empty();
    }
  }

  @Override
  public void keep(String name, byte[] picture) throws IOException {
    stored(name, picture, "application/octet-stream");
  }

  private StoredObject stored(String name, byte[] bytes, String mediaType) throws IOException {
    try (Staged staged = lent.objects().stage(new ByteArrayInputStream(bytes), bytes.length)) {
      var made = new JobResults.Made(result(name), staged, mediaType);
      return lent.objects().results().add(owner(), Place.PRIVATE, made);
    }
  }

  @Override
  public Optional<Path> kept(String name) {
    return lent.objects()
        .results()
        .find(owner(), result(name))
        .map(object -> {
          LocalFile file = lent.objects().local(object);
          open.add(file);
          return file.path();
        });
  }

  private ResultName result(String name) {
    return new ResultName(job(), ANY_ATTEMPT, name);
  }

  private OwnerId owner() {
    return new OwnerId(job.job().owner().value());
  }

  @Override
  public synchronized Path folder() {
    Path known = folder;
    if (known == null) {
      try {
        known = Files.createTempDirectory(lent.temporary(), "job-");
      } catch (IOException e) {
        throw Problem.because(
            Problem.Kind.STORAGE_FULL, "There is no room for the job's files now.", e);
      }
      folder = known;
    }
    return known;
  }

  @Override
  public synchronized void close() {
    open.forEach(LocalFile::close);
    shared.forEach(key -> lent.objects().delete(owner(), key));
    Path used = folder;
    if (used != null) {
      remove(used);
    }
  }

  private static void remove(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> all = new ArrayList<>(files.toList());
      all.sort(Comparator.reverseOrder());
      for (Path file : all) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
