package dev.pictor.cli;

/// A command that cannot be done as it was called; the message says why and what to do.
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode code;

  Refused(ExitCode code, String message) {
    super(message);
    this.code = code;
  }

  ExitCode code() {
    return code;
  }
}
