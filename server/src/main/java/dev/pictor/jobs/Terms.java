package dev.pictor.jobs;

/// What a submission is subject to besides the queue's own rules: a price, a quota. Only the {@link
/// TermsKeeper} understands it.
public interface Terms {}
