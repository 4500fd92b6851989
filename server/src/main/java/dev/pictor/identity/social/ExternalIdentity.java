package dev.pictor.identity.social;

import org.jspecify.annotations.Nullable;

/// Somebody as another service knows them.
///
/// @param provider `instagram`, or the issuer of an OpenID Connect provider
/// @param subject who it is there, for ever
/// @param email an address that the service has checked itself; null when it did not say so
/// @param username a wish for a name here; need not be valid nor free
public record ExternalIdentity(
    String provider,
    String subject,
    @Nullable String email,
    @Nullable String username,
    @Nullable String fullName) {}
