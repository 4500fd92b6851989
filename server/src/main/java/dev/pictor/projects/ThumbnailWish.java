package dev.pictor.projects;

import dev.pictor.images.Caching;
import org.jspecify.annotations.Nullable;

/// A thumbnail of a project, not checked yet; what is null is as the project has it.
///
/// @param quality `draft`, `std`, `high` or `4k`; `std` when not given
/// @param variants how many different ones, 1 to 4
/// @param model `nano_banana`, `seedream`, `fal` or `builtin`
/// @param retryToken the caller's idempotency key
/// @param caching whether a thumbnail that was made for an equal wish will do
public record ThumbnailWish(
    @Nullable String quality,
    @Nullable Integer variants,
    @Nullable String model,
    @Nullable String retryToken,
    Caching caching) {}
