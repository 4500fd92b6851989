package dev.pictor.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A person or program that has registered. At least one of e-mail address and username is there.
///
/// @param email as it was written at registration; case does not tell two users apart
/// @param username as it was written; case does not tell two users apart
public record User(
    UserId id,
    @Nullable String email,
    @Nullable String username,
    @Nullable String fullName,
    Role role,
    Instant createdAt) {}
