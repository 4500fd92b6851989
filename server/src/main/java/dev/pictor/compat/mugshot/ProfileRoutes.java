package dev.pictor.compat.mugshot;

import static dev.pictor.platform.http.Route.route;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.PATCH;

import dev.pictor.billing.Billing;
import dev.pictor.billing.Standing;
import dev.pictor.identity.Caller;
import dev.pictor.identity.Principal;
import dev.pictor.identity.User;
import dev.pictor.identity.UserProfiles;
import dev.pictor.identity.Users;
import dev.pictor.platform.http.Access;
import dev.pictor.platform.http.Reply;
import dev.pictor.platform.http.RequestBody;
import dev.pictor.platform.http.Route;
import dev.pictor.projects.Assets;
import dev.pictor.projects.Profiles;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a user says and shows of themselves.
final class ProfileRoutes {
  private static final String GROUP = "MugShot: profile";

  private final Users users;
  private final UserProfiles details;
  private final Profiles photos;
  private final Billing billing;
  private final MugShotLinks links;

  ProfileRoutes(
      Users users, UserProfiles details, Profiles photos, Billing billing, MugShotLinks links) {
    this.users = users;
    this.details = details;
    this.photos = photos;
    this.billing = billing;
    this.links = links;
  }

  /// A change; what is not given stays. An empty `profile_photo_asset_id` shows no photo.
  record Change(
      @Nullable String fullName,
      @Nullable String username,
      @Nullable LocalDate dob,
      @Nullable String profilePhotoAssetId) {}

  /// A profile.
  ///
  /// @param profilePhotoUrl for everybody, and lasting; null without a photo
  /// @param credits -1 where nothing costs anything
  record ProfileView(
      String id,
      @Nullable String email,
      @Nullable String username,
      @Nullable String fullName,
      @Nullable LocalDate dob,
      @Nullable String profilePhotoAssetId,
      @Nullable String profilePhotoUrl,
      String plan,
      long credits,
      boolean emailConfirmed,
      Instant createdAt) {}

  List<Route> routes() {
    PersonView person = PersonView.EXAMPLE;
    var example =
        new ProfileView(
            person.id(),
            person.email(),
            person.username(),
            person.fullName(),
            person.dob(),
            AssetView.EXAMPLE.id(),
            "https://…/public/users/….jpg",
            "free",
            10,
            true,
            person.createdAt());
    return List.of(
        route(GET, "/api/v1/profile", Access.USER)
            .in(GROUP)
            .says("The caller's profile")
            .answers(200, "The profile", example)
            .by(request -> reply(request, Caller.of(request))),
        route(PATCH, "/api/v1/profile", Access.USER)
            .in(GROUP)
            .says("Change any part of the profile")
            .takes(new Change("User Name", "uniqueusername", person.dob(), AssetView.EXAMPLE.id()))
            .answers(200, "The profile", example)
            .answers(409, "The username is taken")
            .answers(422, "Fields are not valid; all of them are named")
            .by(this::change));
  }

  private void change(Context request) {
    Principal caller = Caller.of(request);
    Change change = RequestBody.json(request, Change.class);
    String photo = change.profilePhotoAssetId();
    UUID shown = photo == null || photo.isBlank() ? null : photos.check(caller, photo);
    details.change(
        caller.userId(),
        new UserProfiles.Change(change.username(), change.fullName(), change.dob()));
    if (photo != null) {
      photos.show(caller, shown);
    }
    reply(request, caller);
  }

  private void reply(Context request, Principal caller) {
    User user = users.get(caller.userId());
    Standing standing = billing.standing(caller.userId());
    Assets.Stored photo = photos.photo(caller).orElse(null);
    Reply.json(
        request,
        new ProfileView(
            user.id().toString(),
            user.email(),
            user.username(),
            user.fullName(),
            user.dob(),
            photo == null ? null : photo.asset().id().toString(),
            photo == null ? null : links.show(request, photo.object()),
            standing.plan().word(),
            standing.credits(),
            user.isEmailConfirmed(),
            user.createdAt()));
  }
}
