package dev.pictor.projects;

import org.jspecify.annotations.Nullable;

/// A thumbnail of a project, not checked yet; what is null is as the project has it.
///
/// @param quality `draft`, `std`, `high` or `4k`; `std` when not given
/// @param variants how many different ones, 1 to 4
/// @param model `nano_banana`, `seedream`, `fal` or `builtin`
/// @param retryToken the caller's idempotency key
public record ThumbnailWish(
    @Nullable String quality,
    @Nullable Integer variants,
    @Nullable String model,
    @Nullable String retryToken) {}
