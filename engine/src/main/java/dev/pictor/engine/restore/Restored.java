package dev.pictor.engine.restore;

import dev.pictor.engine.codec.Picture;

/// A restored picture and how it was done.
///
/// @param picture the caller's to close, by closing this
/// @param model what worked on the faces: the built-in one also when another was asked for that is
///   not in the model folder
/// @param faces how many were restored
public record Restored(Picture picture, RestoreModel model, int faces) implements AutoCloseable {
  @Override
  public void close() {
    picture.close();
  }
}
