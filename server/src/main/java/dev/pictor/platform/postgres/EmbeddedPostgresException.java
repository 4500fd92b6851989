package dev.pictor.platform.postgres;

/// The built-in PostgreSQL cannot run here; the message says why and what to do, in words for
/// whoever typed the command.
public final class EmbeddedPostgresException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EmbeddedPostgresException(String message) {
    super(message);
  }

  EmbeddedPostgresException(String message, Throwable cause) {
    super(message, cause);
  }
}
