package dev.pictor.compat.mugshot;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A picture of the caller's.
///
/// @param type `selfie`, `ref`, `copy_target` or `profile_photo`
/// @param url signed, and made anew in every answer; lasting and for everybody for a profile photo
/// @param size in bytes
/// @param projectId whose material it is; null when it may serve every project
record AssetView(
    String id,
    String type,
    String url,
    int width,
    int height,
    String mimeType,
    long size,
    String filename,
    @Nullable String projectId,
    Instant createdAt) {
  static final AssetView EXAMPLE =
      new AssetView(
          "0199f0c2-7c1a-7000-8000-3f5e1c2d4b6a",
          "selfie",
          "https://…/objects/users/…?signature=…",
          1024,
          768,
          "image/jpeg",
          123_456,
          "me.jpg",
          null,
          Instant.parse("2026-11-22T10:00:00Z"));
}
