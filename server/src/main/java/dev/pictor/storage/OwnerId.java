package dev.pictor.storage;

import java.util.UUID;

/// Whose an object is: a user's id. Storage knows no users, only that owners differ.
public record OwnerId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
