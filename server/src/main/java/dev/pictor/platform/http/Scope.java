package dev.pictor.platform.http;

import io.javalin.http.HandlerType;
import java.util.Locale;

/// What a credential is good for. Somebody who has signed in has all of them, `ADMIN` only with
/// that role; an API key has those that it was made with.
public enum Scope {
  /// Looking at what is one's own.
  READ,
  /// Making, changing and deleting what is one's own.
  WRITE,
  /// What decides about the account itself: API keys, password, e-mail address, deletion.
  ACCOUNT,
  /// Running the service; of use to admins only.
  ADMIN;

  /// The word in JSON and in the database.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @throws IllegalArgumentException when there is no such word
  public static Scope ofWord(String word) {
    for (Scope scope : values()) {
      if (scope.word().equals(word)) {
        return scope;
      }
    }
    throw new IllegalArgumentException("there is no scope " + word);
  }

  /// What a route needs that says nothing else.
  static Scope of(HandlerType method, Access access) {
    if (access == Access.ADMIN) {
      return ADMIN;
    }
    return method.equals(HandlerType.GET) || method.equals(HandlerType.HEAD) ? READ : WRITE;
  }
}
