package dev.pictor.jobs;

import org.jspecify.annotations.Nullable;

/// How far a job is.
///
/// @param phase null until the first attempt
/// @param progress 0 to 100; never goes back within one attempt
/// @param attempt how often it was claimed; the fence of its writes
/// @param seq the number of its last event
/// @param cancelRequested it will end cancelled, however the attempt ends
public record JobStatus(
    JobState state,
    @Nullable JobPhase phase,
    int progress,
    int attempt,
    int seq,
    boolean cancelRequested) {}
