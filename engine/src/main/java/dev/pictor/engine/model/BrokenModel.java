package dev.pictor.engine.model;

/// A model file that is missing or not the one that was tested. Nothing is computed with it.
public final class BrokenModel extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BrokenModel(String message) {
    super(message);
  }
}
