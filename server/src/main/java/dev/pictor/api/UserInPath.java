package dev.pictor.api;

import dev.pictor.identity.User;
import dev.pictor.identity.UserId;
import dev.pictor.identity.Users;
import dev.pictor.platform.Problem;
import io.javalin.http.Context;
import java.util.UUID;

/// The user that an admin names in a path as `user_id`.
final class UserInPath {
  private UserInPath() {}

  /// @throws Problem NOT_FOUND when there is none
  static UserId of(Context request, Users users) {
    try {
      var id = new UserId(UUID.fromString(request.pathParam("user_id")));
      return users.find(id).map(User::id).orElseThrow(() -> Problem.notFound("user"));
    } catch (IllegalArgumentException _) {
      throw Problem.notFound("user");
    }
  }
}
