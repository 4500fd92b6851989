package dev.pictor.providers.workflows;

/// A template that cannot be used; the message names it, the file, the field and what is allowed.
public final class BadWorkflow extends Exception {
  private static final long serialVersionUID = 1L;

  BadWorkflow(String message) {
    super(message);
  }
}
