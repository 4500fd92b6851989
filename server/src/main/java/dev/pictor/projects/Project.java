package dev.pictor.projects;

import java.time.Instant;
import java.util.UUID;

/// What a thumbnail of a user's shall be.
///
/// @param version grows by one with every change
public record Project(
    UUID id, UUID owner, int version, Design design, Instant createdAt, Instant updatedAt) {}
