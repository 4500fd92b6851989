package dev.pictor.engine.cutout;

/// Nobody was found who could be cut out. The message says what to do.
public final class NoSubject extends Exception {
  private static final long serialVersionUID = 1L;

  /// The code for callers; it never changes.
  public static final String CODE = "no_person";

  NoSubject() {
    super(
        "There is no person in the picture who could be cut out; send one in which the person is"
            + " larger and stands out from the background, or install a cut-out model for any"
            + " object ('./pictor models add').");
  }
}
