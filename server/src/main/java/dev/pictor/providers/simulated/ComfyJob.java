package dev.pictor.providers.simulated;

import org.jspecify.annotations.Nullable;

/// A prompt of a simulated ComfyUI server.
///
/// @param client who hears of it
/// @param input the picture that it is about; null when none was uploaded
/// @param fault what goes wrong; null for nothing
record ComfyJob(
    String id,
    String client,
    SimulatedGraph graph,
    byte @Nullable [] input,
    @Nullable Fault fault) {}
