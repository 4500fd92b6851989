package dev.pictor.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// What came of a job.
///
/// @param result what the handler returned, once succeeded
/// @param error why the job, or while it is pending its last attempt, failed
/// @param provider who works on it, when it was handed to somebody
/// @param providerHandle the job's name there
public record JobEnd(
    @Nullable JsonNode result,
    @Nullable JobError error,
    @Nullable String provider,
    @Nullable String providerHandle) {}
