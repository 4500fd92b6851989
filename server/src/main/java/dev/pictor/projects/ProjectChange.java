package dev.pictor.projects;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Some fields of a project as a caller wants them, not checked yet; what is null stays as it is,
/// or as is usual in a project that begins.
///
/// @param mode `design`, or `copy` to take the arrangement of another picture
/// @param platform `youtube`, `instagram`, `tiktok`, `x`, `linkedin` or `custom`
/// @param width in pixels, 64 to 4096
/// @param height in pixels, 64 to 4096
/// @param colours up to five as `#rrggbb`: background, accent, text, and more of the background
/// @param modelPref `nano_banana`, `seedream`, `fal` or `builtin`
/// @param variants how many different ones a job makes when it does not say, 1 to 4
public record ProjectChange(
    @Nullable String mode,
    @Nullable String platform,
    @Nullable Integer width,
    @Nullable Integer height,
    @Nullable String headline,
    @Nullable String subtext,
    @Nullable String vibe,
    @Nullable List<String> colours,
    @Nullable String modelPref,
    @Nullable Integer variants) {
  /// Changes nothing.
  public static final ProjectChange NONE =
      new ProjectChange(null, null, null, null, null, null, null, null, null, null);

  @JsonIgnore
  public boolean isEmpty() {
    return equals(NONE);
  }
}
