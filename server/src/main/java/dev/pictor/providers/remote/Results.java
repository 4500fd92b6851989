package dev.pictor.providers.remote;

import dev.pictor.engine.codec.Glance;
import dev.pictor.engine.codec.ImageInfo.Size;
import dev.pictor.platform.Problem;
import dev.pictor.platform.fetch.GivenUrl;
import dev.pictor.platform.fetch.GuardedFetch;
import dev.pictor.providers.Generation;
import dev.pictor.providers.Role;
import dev.pictor.providers.local.Darkroom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Brings in what providers made, at once as their links expire, and believes nothing that is said
/// of it: a result is a picture, shows something, and is not the picture that was sent.
final class Results {
  private static final long MOST_BYTES = 128L << 20;
  private static final int TRIES = 3;
  private static final Duration PAUSE = Duration.ofMillis(300);

  /// Averages differ by less after a mere recompression or another way of scaling.
  private static final int SAME = 4;

  private final GuardedFetch fetch;
  private final Darkroom darkroom;

  Results(GuardedFetch fetch, Darkroom darkroom) {
    this.fetch = fetch;
    this.darkroom = darkroom;
  }

  /// What became of fetching a result.
  sealed interface Fetched {
    /// Bytes that nobody has looked at.
    record Bytes(byte[] bytes) implements Fetched {}

    /// It is not to be had.
    ///
    /// @param reason for the owner
    record Nothing(String reason) implements Fetched {}
  }

  Fetched fetch(Errand.Task task, Reply.Done done) throws InterruptedException {
    return switch (done.outputs().getFirst()) {
      case Reply.Output.Bytes(var inline) -> new Fetched.Bytes(inline);
      case Reply.Output.Link link -> {
        try {
          yield new Fetched.Bytes(download(task, link));
        } catch (Problem e) {
          yield new Fetched.Nothing("its result could not be fetched.");
        }
      }
    };
  }

  /// The picture as it is kept, if it is what was ordered.
  Darkroom.Developed developed(Errand.Task task, byte[] bytes) throws InterruptedException {
    return darkroom.develop(bytes, (size, glance) -> fault(task, size, glance), task.finish());
  }

  private static Optional<String> fault(Errand.Task task, Size size, Glance glance) {
    if (isNoLarger(task, size)) {
      return Optional.of("its result is no larger than the picture that it got.");
    }
    Glance sent = task.parcel().glance(Role.INPUT).orElse(null);
    boolean wasBlank = sent != null && sent.isBlank();
    if (glance.isBlank() && !wasBlank) {
      return Optional.of("its result is blank.");
    }
    if (sent != null
        && !wasBlank
        && mustDiffer(task.step())
        && glance.largestDifference(sent) <= SAME) {
      return Optional.of("its result is the picture that it got, unchanged.");
    }
    return Optional.empty();
  }

  /// Whoever was to make it larger and did not has sent back what it got, or a part of it.
  private static boolean isNoLarger(Errand.Task task, Size made) {
    return task.step() instanceof Generation.Upscale
        && task.parcel()
            .sent(Role.INPUT)
            .filter(sent -> made.pixels() <= sent.pixels())
            .isPresent();
  }

  /// A good upscale or restoration of a good picture may look the same from afar.
  private static boolean mustDiffer(Generation.Step step) {
    return switch (step) {
      case Generation.Sketch _,
          Generation.FaceSwap _,
          Generation.Theme _,
          Generation.BookPage _,
          Generation.Thumbnail _ ->
          true;
      case Generation.FaceRestore _, Generation.Upscale _, Generation.Fit _, Generation.CutOut _ ->
          false;
    };
  }

  private byte[] download(Errand.Task task, Reply.Output.Link link) throws InterruptedException {
    Path target =
        task.commission()
            .folder()
            .resolve("result-" + task.place().step() + "-" + task.place().variant());
    for (int tried = 1; ; tried++) {
      try {
        fetch.fetch(new GivenUrl("result", link.address().toString()), target, MOST_BYTES);
        return Files.readAllBytes(target);
      } catch (Problem e) {
        if (tried == TRIES || !e.kind().retryable()) {
          throw e;
        }
      } catch (IOException e) {
        throw Problem.because(
            Problem.Kind.STORAGE_FULL, "There is no room for a result now; try again.", e);
      }
      Thread.sleep(PAUSE.multipliedBy(tried));
    }
  }
}
