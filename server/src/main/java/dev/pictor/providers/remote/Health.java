package dev.pictor.providers.remote;

/// Whether a provider can take orders.
///
/// @param works false when orders would fail now
/// @param detail for operators, such as `2 workers idle, 0 jobs waiting`; no key, no address
public record Health(boolean works, String detail) {}
