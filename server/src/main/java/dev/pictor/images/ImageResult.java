package dev.pictor.images;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pictor.platform.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What came of a job.
///
/// @param provider who made it
/// @param missed variants that failed by themselves; what was stored before there were any has none
/// @param used what it was made with, in the order of the passes
/// @param millis how long the work itself took; 0 where there was none to do
/// @param cached true when the pictures were there already; null otherwise
/// @param credits what it costs by who made it; null where that makes no difference
public record ImageResult(
    List<Artifact> artifacts,
    String provider,
    List<Used> used,
    long millis,
    @Nullable List<Missed> missed,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean cached,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long credits) {
  /// Whether the pictures were made for another job and nobody had to make them again.
  public boolean fromCache() {
    return Boolean.TRUE.equals(cached);
  }

  /// The variants that are not there.
  public List<Missed> failures() {
    return missed == null ? List.of() : missed;
  }

  /// A variant that failed while others did not, in words for the owner.
  ///
  /// @param number which one was asked for, from 1
  public record Missed(int number, String code, String message, boolean retryable) {
    static Missed of(int number, Problem why) {
      return new Missed(number, why.kind().code(), why.detail(), why.kind().retryable());
    }
  }

  /// What a pass was done with.
  ///
  /// @param step the kind of the pass
  /// @param model such as `anime4k-x2`, or `builtin` for a method without a name of its own
  public record Used(String step, String model) {}

  /// One picture that was made.
  ///
  /// @param id a UUID
  /// @param type `image`, or `variant` where there are several
  /// @param key of the stored object
  /// @param preview the key of a small copy
  /// @param size in bytes
  /// @param sha256 of the bytes, in lower-case hexadecimal
  public record Artifact(
      String id,
      String type,
      String key,
      String preview,
      int width,
      int height,
      long size,
      String mimeType,
      String sha256) {}
}
