package dev.pictor.storage;

/// The store that the settings name cannot be used. The message is one line for the operator: what
/// is wrong and which setting to look at.
public final class StoreNotUsable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoreNotUsable(String message, Throwable cause) {
    super(message, cause);
  }
}
