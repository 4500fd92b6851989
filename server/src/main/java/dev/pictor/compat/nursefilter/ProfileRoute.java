package dev.pictor.compat.nursefilter;

import static dev.pictor.platform.http.Route.route;
import static io.javalin.http.HandlerType.GET;

import dev.pictor.billing.Billing;
import dev.pictor.billing.Meter;
import dev.pictor.billing.Standing;
import dev.pictor.identity.Caller;
import dev.pictor.identity.User;
import dev.pictor.identity.Users;
import dev.pictor.platform.http.Access;
import dev.pictor.platform.http.Reply;
import dev.pictor.platform.http.Route;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who one is, and how many pictures are left.
final class ProfileRoute {
  private final Users users;
  private final Billing billing;

  ProfileRoute(Users users, Billing billing) {
    this.users = users;
    this.billing = billing;
  }

  /// How many pictures there are.
  ///
  /// @param limit -1 without limit
  /// @param remaining -1 without limit
  /// @param resetsAt null when they never come again
  record Quota(int limit, int used, int remaining, @Nullable Instant resetsAt) {}

  /// A user in this contract's words.
  ///
  /// @param credits of the wallet that other contracts spend from; -1 where credits are switched
  ///   off
  record Profile(
      String id,
      @Nullable String username,
      @Nullable String email,
      @Nullable String fullName,
      String role,
      Instant createdAt,
      Quota quota,
      long credits) {}

  List<Route> routes() {
    var example =
        new Profile(
            "0199f0c2-7c1a-7000-8000-3f5e1c2d4b6a",
            "ada",
            "ada@example.com",
            "Ada Lovelace",
            "user",
            Instant.parse("2026-11-22T10:00:00Z"),
            new Quota(10, 3, 7, null),
            10);
    return List.of(
        route(GET, "/api/user/profile", Access.USER)
            .in("NurseFilter: accounts")
            .says("Who one is, and how many pictures are left")
            .answers(200, "The profile", example)
            .by(this::profile));
  }

  private void profile(Context request) {
    User user = users.get(Caller.of(request).userId());
    Standing standing = billing.standing(user.id());
    Standing.Quota images = standing.quota(Meter.IMAGES);
    Reply.json(
        request,
        new Profile(
            user.id().toString(),
            user.username(),
            user.email(),
            user.fullName(),
            user.role().word(),
            user.createdAt(),
            new Quota(images.limit(), images.used(), images.remaining(), images.resetsAt()),
            standing.credits()));
  }
}
