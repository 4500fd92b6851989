package dev.pictor.providers.workflows;

/// A template does not take such a value; the message says which and what it takes. It has no stack
/// trace: it is an answer, and every job asks every template.
public final class Unfit extends Exception {
  private static final long serialVersionUID = 1L;

  public Unfit(String message) {
    super(message, null, false, false);
  }
}
