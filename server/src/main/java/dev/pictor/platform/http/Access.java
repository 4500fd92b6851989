package dev.pictor.platform.http;

/// Who may call a route. A route without one cannot be declared.
public enum Access {
  /// Anybody; without a credential the limit per address counts.
  PUBLIC,
  /// Anybody, and never counted: health, metrics, the page's own files.
  OPEN,
  /// Whoever holds the link: the signature in the URL is the credential.
  SIGNED,
  /// A user who is signed in, by whatever credential.
  USER,
  /// A user with the role admin.
  ADMIN
}
