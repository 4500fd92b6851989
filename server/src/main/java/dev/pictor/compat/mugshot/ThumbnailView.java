package dev.pictor.compat.mugshot;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A thumbnail job in this contract's words.
///
/// @param status `queued`, `processing`, `completed`, `failed` or `cancelled`
/// @param progress 0 to 100
/// @param phase what a job that is processed is at
/// @param model who was asked to draw it
/// @param provider who draws it
/// @param costCredits what is held for it, and in the end what was charged
/// @param artifacts one for each variant in order, as soon as the job is completed
/// @param notice what a client should know of it; null for nothing
record ThumbnailView(
    String id,
    @Nullable String projectId,
    String status,
    int progress,
    @Nullable String phase,
    String quality,
    int variants,
    String model,
    String provider,
    long costCredits,
    List<Variant> artifacts,
    @Nullable String notice,
    @Nullable Fault error,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt) {
  /// One variant, made or not.
  ///
  /// @param variant which one, from 1
  /// @param status `completed` or `failed`; a failed one is not charged
  /// @param url for everybody, and lasting
  /// @param downloadUrl signed, the same as an attachment with a file name
  /// @param size in bytes
  record Variant(
      @Nullable String id,
      int variant,
      String status,
      @Nullable String url,
      @Nullable String previewUrl,
      @Nullable String downloadUrl,
      @Nullable Integer width,
      @Nullable Integer height,
      @Nullable String mimeType,
      @Nullable Long size,
      @Nullable Fault error) {}

  /// Why it failed.
  record Fault(String code, String message, boolean retryable) {}

  /// What a request for one is answered with.
  ///
  /// @param status `queued`
  record Accepted(String id, String status, long costCredits) {}

  /// A request for one.
  ///
  /// @param quality `draft`, `std`, `high` or `4k`; `std` when not given
  /// @param variants 1 to 4; as many as the project says when not given
  /// @param model `nano_banana`, `seedream`, `fal` or `builtin`; the project's when not given
  record Wish(
      String projectId,
      @Nullable String quality,
      @Nullable Integer variants,
      @Nullable String model,
      @Nullable String idempotencyKey) {}

  private static final String ID = "0199f0c2-9d00-7000-8000-2b1f0c9e8d7a";
  private static final String LINK = "https://…/public/users/…/image-1.jpeg";

  static final Wish WISH = new Wish(ProjectView.ID, "std", 2, "nano_banana", null);
  static final Accepted ACCEPTED = new Accepted(ID, "queued", 2);
  static final ThumbnailView EXAMPLE =
      new ThumbnailView(
          ID,
          ProjectView.ID,
          "completed",
          100,
          "storing",
          "std",
          2,
          "builtin",
          "local",
          1,
          List.of(
              new Variant(
                  "0199f0c2-a900-7000-8000-9d8a7c6b5e4f",
                  1,
                  "completed",
                  LINK,
                  LINK,
                  LINK,
                  1280,
                  720,
                  "image/jpeg",
                  182_345L,
                  null),
              new Variant(
                  null,
                  2,
                  "failed",
                  null,
                  null,
                  null,
                  null,
                  null,
                  null,
                  null,
                  new Fault("text_too_long", "The headline does not fit; shorten it.", false))),
          null,
          null,
          Instant.parse("2026-11-22T10:00:00Z"),
          Instant.parse("2026-11-22T10:00:00Z"),
          Instant.parse("2026-11-22T10:00:03Z"));
}
