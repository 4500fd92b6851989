package dev.pictor.projects;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A picture of a user's.
///
/// @param project whose material it is; null when it may serve every project
/// @param objectKey the object in storage
public record Asset(
    UUID id,
    UUID owner,
    @Nullable UUID project,
    AssetType type,
    String objectKey,
    Instant createdAt) {}
