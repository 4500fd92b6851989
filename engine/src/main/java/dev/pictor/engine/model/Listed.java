package dev.pictor.engine.model;

import java.util.Optional;

/// A line of the list of models.
///
/// @param name of the model, or of its manifest when that cannot be read
/// @param model empty when the manifest cannot be read
/// @param state `ships` or `added`, or what is wrong with it
/// @param usable whether nothing is wrong
public record Listed(String name, Optional<Model> model, String state, boolean usable) {}
