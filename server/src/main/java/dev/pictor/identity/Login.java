package dev.pictor.identity;

import org.jspecify.annotations.Nullable;

/// An attempt to sign in, not checked yet.
///
/// @param name an e-mail address or a username
/// @param address the caller's IP address as text; failures are counted against it
public record Login(@Nullable String name, @Nullable String password, String address) {
  @Override
  public String toString() {
    return "Login[name=" + name + ", password=***, address=" + address + "]";
  }
}
