package dev.pictor.compat.mugshot;

import dev.pictor.projects.ProjectChange;
import java.time.Instant;
import java.util.List;

/// A project with its material and what was made of it.
///
/// @param version grows by one with every change; also the header `ETag`
/// @param assets its own, newest first
/// @param jobs the newest twenty
record ProjectView(
    String id,
    int version,
    String mode,
    String platform,
    int width,
    int height,
    String headline,
    String subtext,
    String vibe,
    List<String> colours,
    String modelPref,
    int variants,
    Instant createdAt,
    Instant updatedAt,
    List<AssetView> assets,
    List<ThumbnailView> jobs) {
  static final String ID = "0199f0c2-5b00-7000-8000-1a2b3c4d5e6f";

  static final ProjectChange WISH =
      new ProjectChange(
          "design",
          "youtube",
          1920,
          1080,
          "Title",
          "Subtitle",
          "professional",
          List.of("#1133aa"),
          "nano_banana",
          2);

  static final ProjectView EXAMPLE =
      new ProjectView(
          ID,
          1,
          "design",
          "youtube",
          1920,
          1080,
          "Title",
          "Subtitle",
          "professional",
          List.of("#1133aa"),
          "nano_banana",
          2,
          Instant.parse("2026-11-22T10:00:00Z"),
          Instant.parse("2026-11-22T10:00:00Z"),
          List.of(AssetView.EXAMPLE),
          List.of(ThumbnailView.EXAMPLE));
}
