package dev.pictor.storage;

import java.time.Instant;

/// A link for whoever holds it.
///
/// @param target path and query, to be put after the service's own address; or a whole URL when the
///   store is elsewhere
/// @param expiresAt when it ends; whole seconds
public record SignedLink(String target, Instant expiresAt) {
  @Override
  public String toString() {
    return "SignedLink[" + target.replaceAll("\\?.*", "?***") + ", " + expiresAt + "]";
  }
}
