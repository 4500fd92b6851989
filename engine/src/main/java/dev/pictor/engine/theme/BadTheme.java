package dev.pictor.engine.theme;

/// A theme folder that cannot be used. The message names the file, the field and what is allowed.
public final class BadTheme extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadTheme(String message) {
    super(message);
  }

  BadTheme(String message, Throwable cause) {
    super(message, cause);
  }
}
