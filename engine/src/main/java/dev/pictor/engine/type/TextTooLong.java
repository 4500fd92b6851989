package dev.pictor.engine.type;

/// A text does not fit its place in a size that can still be read. The message says how much
/// shorter it has to be.
public final class TextTooLong extends Exception {
  private static final long serialVersionUID = 1L;

  /// The code for callers; it never changes.
  public static final String CODE = "text_too_long";

  TextTooLong(String text, double fits) {
    super(
        "\"%s\" is too long to be read at this size; make it about %d characters or fewer"
            .formatted(shortened(text), Math.max(1, (int) (text.length() * fits * fits))));
  }

  private static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 39) + "…";
  }
}
