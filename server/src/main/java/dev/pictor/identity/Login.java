package dev.pictor.identity;

import org.jspecify.annotations.Nullable;

/// An attempt to sign in, not checked yet.
///
/// @param name an e-mail address or a username
/// @param address the caller's IP address as text; failures are counted against it
/// @param nameField what the form calls the name, for what is said when it is missing
public record Login(
    @Nullable String name, @Nullable String password, String address, String nameField) {
  /// A form that calls it `email`, whatever is written there.
  public Login(@Nullable String name, @Nullable String password, String address) {
    this(name, password, address, "email");
  }

  @Override
  public String toString() {
    return "Login[name=" + name + ", password=***, address=" + address + "]";
  }
}
