package dev.pictor.jobs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// When things happened to a job, by the database's clock.
///
/// @param submittedAt when it was handed to the provider
/// @param startedAt when its last attempt began
public record JobTimes(
    Instant createdAt,
    @Nullable Instant submittedAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    Instant updatedAt) {}
