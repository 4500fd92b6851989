package dev.pictor.projects;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A conversation with the assistant.
///
/// @param project what it is about; null for nothing
public record Chat(
    UUID id,
    UUID owner,
    @Nullable UUID project,
    String sessionName,
    Instant createdAt,
    Instant updatedAt) {}
