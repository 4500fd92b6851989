package dev.pictor.jobs;

/// A job that is stored.
///
/// @param replayed the idempotency key was known: this is the job of the first request
public record Submitted(Job job, boolean replayed) {}
