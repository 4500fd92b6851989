package dev.pictor.providers.remote;

import dev.pictor.providers.Commission;
import dev.pictor.providers.Generation;
import dev.pictor.providers.Inputs;
import dev.pictor.providers.Inputs.Slot;
import dev.pictor.providers.Output;
import dev.pictor.providers.Relay;
import dev.pictor.providers.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/// A job of a test. Another attempt of the same job has the same id and the same folder of kept
/// pictures.
final class TestCommission implements Commission {
  private static final Path GRACE = Path.of("..", "testdata", "grace_hopper.jpg");

  private final UUID job;
  private final Generation generation;
  private final Path kept;
  private final String provider;
  private Path picture = GRACE;
  private Output output = Output.JPEG;
  private volatile boolean unwanted;
  final List<String> handles = new CopyOnWriteArrayList<>();
  final List<Double> progress = new CopyOnWriteArrayList<>();

  TestCommission(UUID job, Generation generation, Path kept, String provider) {
    this.job = job;
    this.generation = generation;
    this.kept = kept;
    this.provider = provider;
  }

  TestCommission nextAttempt() {
    return new TestCommission(job, generation, kept, provider);
  }

  /// Another picture to begin with, and another way to write the result.
  TestCommission with(Path picture, Output output) {
    this.picture = picture;
    this.output = output;
    return this;
  }

  void makeUnwanted() {
    unwanted = true;
  }

  /// A test begins where it likes.
  @Override
  public boolean isFirstAttempt() {
    return false;
  }

  @Override
  public UUID job() {
    return job;
  }

  @Override
  public String endUser() {
    return "ada";
  }

  @Override
  public Generation generation() {
    return generation;
  }

  @Override
  public Inputs inputs() {
    return new Inputs(Map.of(new Slot(0, Role.INPUT), picture));
  }

  @Override
  public Output output() {
    return output;
  }

  @Override
  public Relay.Wish wish() {
    return new Relay.Wish(provider, "free", 0);
  }

  @Override
  public void progress(double share, boolean waits) {
    progress.add(share);
  }

  @Override
  public void handedOver(String name, String handle) {
    handles.add(name + " " + handle);
  }

  @Override
  public boolean isUnwanted() {
    return unwanted;
  }

  @Override
  public Optional<URI> callback(String name) {
    return Optional.empty();
  }

  @Override
  public Optional<URI> link(Path picture, String mediaType) {
    return Optional.empty();
  }

  @Override
  public void keep(String name, byte[] picture) throws IOException {
    Files.write(kept.resolve(name), picture);
  }

  @Override
  public Optional<Path> kept(String name) {
    Path file = kept.resolve(name);
    return Files.exists(file) ? Optional.of(file) : Optional.empty();
  }

  @Override
  public Path folder() {
    try {
      return Files.createTempDirectory(kept, "attempt");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
