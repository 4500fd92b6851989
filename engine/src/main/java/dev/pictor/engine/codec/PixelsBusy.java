package dev.pictor.engine.codec;

/// There was no memory for a picture in time, because others are being worked on. Trying again
/// later helps.
public final class PixelsBusy extends Exception {
  private static final long serialVersionUID = 1L;

  public PixelsBusy(String message) {
    super(message);
  }
}
