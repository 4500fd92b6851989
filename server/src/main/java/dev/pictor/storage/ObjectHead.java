package dev.pictor.storage;

import java.time.Instant;

/// What a store knows of an object without reading it.
public record ObjectHead(ObjectKey key, long size, Instant modifiedAt) {}
