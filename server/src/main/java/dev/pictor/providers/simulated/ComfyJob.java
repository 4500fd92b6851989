package dev.pictor.providers.simulated;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A prompt of a simulated ComfyUI server.
///
/// @param client who hears of it
/// @param input the picture that it is about when it runs; null when there is none
/// @param fault what goes wrong; null for nothing
record ComfyJob(
    String id,
    String client,
    SimulatedGraph graph,
    Supplier<byte @Nullable []> input,
    @Nullable Fault fault) {}
