package dev.pictor.engine.model;

/// A model that cannot be used: its file is missing, was changed, is cut off, is no net that is
/// known here, or needs more memory than there is. The message says which and what to do about it.
/// Nothing is computed with it.
public final class BrokenModel extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BrokenModel(String message) {
    super(message);
  }

  public BrokenModel(String message, Throwable cause) {
    super(message, cause);
  }
}
