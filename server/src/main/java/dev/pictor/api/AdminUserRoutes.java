package dev.pictor.api;

import static dev.pictor.platform.http.Route.route;
import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.PATCH;
import static io.javalin.http.HandlerType.POST;

import dev.pictor.billing.Billing;
import dev.pictor.billing.LedgerEntry;
import dev.pictor.identity.Erasures;
import dev.pictor.identity.Identity;
import dev.pictor.identity.Registration;
import dev.pictor.identity.Role;
import dev.pictor.identity.User;
import dev.pictor.identity.UserAdmin;
import dev.pictor.identity.UserId;
import dev.pictor.platform.Problem;
import dev.pictor.platform.http.Access;
import dev.pictor.platform.http.Query;
import dev.pictor.platform.http.Reply;
import dev.pictor.platform.http.RequestBody;
import dev.pictor.platform.http.Route;
import dev.pictor.storage.Objects;
import dev.pictor.storage.OwnerId;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What an admin does with users.
public final class AdminUserRoutes {
  private static final String GROUP = "Pictor: admin";

  /// So many movements are shown with a user.
  private static final int NEWEST = 20;

  private final Identity identity;
  private final Billing billing;
  private final Objects objects;

  public AdminUserRoutes(Identity identity, Billing billing, Objects objects) {
    this.identity = identity;
    this.billing = billing;
    this.objects = objects;
  }

  /// A user to be made, or brought in from an older system.
  ///
  /// @param passwordHash bcrypt or Argon2id, instead of a password; it is replaced at sign-in
  /// @param role `user` or `admin`
  record CreateUser(
      @Nullable String email,
      @Nullable String username,
      @Nullable String fullName,
      @Nullable LocalDate dob,
      @Nullable String password,
      @Nullable String passwordHash,
      @Nullable String role,
      @Nullable Boolean emailConfirmed) {
    @Override
    public String toString() {
      return "CreateUser[***]";
    }
  }

  /// What is to change.
  ///
  /// @param role `user` or `admin`
  /// @param disabled true closes the account, false opens it again
  record ChangeUser(@Nullable String role, @Nullable Boolean disabled) {}

  /// A user with everything that is counted of them.
  ///
  /// @param role `user` or `admin`
  /// @param disabledAt when an admin closed the account; null while it is open
  /// @param entries the newest movements of credits
  record WholeUser(
      String id,
      @Nullable String email,
      @Nullable String username,
      @Nullable String fullName,
      @Nullable LocalDate dob,
      String role,
      boolean emailConfirmed,
      @Nullable Instant disabledAt,
      Instant createdAt,
      BillingRoutes.StandingView account,
      StorageRoutes.Room storage,
      List<LedgerEntry> entries) {
    static WholeUser of(
        UserView user,
        BillingRoutes.StandingView account,
        StorageRoutes.Room storage,
        List<LedgerEntry> entries) {
      return new WholeUser(
          user.id(),
          user.email(),
          user.username(),
          user.fullName(),
          user.dob(),
          user.role(),
          user.emailConfirmed(),
          user.disabledAt(),
          user.createdAt(),
          account,
          storage,
          entries);
    }
  }

  /// A part of all users.
  ///
  /// @param next the cursor of the next page; null on the last
  record UserPage(List<UserView> items, @Nullable String next) {}

  public List<Route> routes() {
    return List.of(
        route(GET, "/api/v1/admin/users", Access.ADMIN)
            .in(GROUP)
            .says("All users, newest first")
            .query("q", String.class, "Part of an address or a username")
            .query("limit", int.class, "1 to 100, 20 when not given")
            .query("cursor", String.class, "next of the page before")
            .answers(200, "A page", new UserPage(List.of(UserView.EXAMPLE), null))
            .by(this::list),
        route(POST, "/api/v1/admin/users", Access.ADMIN)
            .in(GROUP)
            .says("Make a user, with a password, a hash of an older system, or neither")
            .takes(
                new CreateUser(
                    "ada@example.com",
                    "ada",
                    "Ada Lovelace",
                    null,
                    null,
                    "$2b$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW",
                    "user",
                    true))
            .answers(201, "The user", UserView.EXAMPLE)
            .answers(409, "The address or the username is taken")
            .by(this::create),
        route(GET, "/api/v1/admin/users/{id}", Access.ADMIN)
            .in(GROUP)
            .says("One user: who they are, what they have and keep, and what moved")
            .answers(
                200,
                "The user",
                WholeUser.of(
                    UserView.EXAMPLE,
                    BillingRoutes.EXAMPLE,
                    StorageRoutes.Room.EXAMPLE,
                    List.of(BillingRoutes.HOLD)))
            .by(this::show),
        route(PATCH, "/api/v1/admin/users/{id}", Access.ADMIN)
            .in(GROUP)
            .says("Change a role, close an account or open it again")
            .takes(new ChangeUser("admin", false))
            .answers(200, "The user", UserView.EXAMPLE)
            .by(this::change),
        route(DELETE, "/api/v1/admin/users/{id}", Access.ADMIN)
            .in(GROUP)
            .says("Delete a user and everything of theirs, and say what was deleted")
            .answers(
                200,
                "What was done",
                new Erasures.Report(Map.of("users", 1L, "jobs", 12L, "objects", 30L), Map.of()))
            .by(request ->
                Reply.json(request, identity.erasures().erase(new UserId(id(request)), true))));
  }

  private void list(Context request) {
    int limit = Query.limit(request);
    UUID cursor = PageQuery.cursor(request);
    List<User> users =
        identity
            .admin()
            .list(request.queryParam("q"), limit + 1, cursor == null ? null : new UserId(cursor));
    boolean more = users.size() > limit;
    List<UserView> items = users.stream().limit(limit).map(UserView::of).toList();
    Reply.json(request, new UserPage(items, more ? items.getLast().id() : null));
  }

  private void show(Context request) {
    var id = new UserId(id(request));
    UserView user = UserView.of(identity.users().get(id));
    Reply.json(
        request,
        WholeUser.of(
            user,
            BillingRoutes.StandingView.of(id, billing.standing(id)),
            StorageRoutes.Room.of(objects.standing(new OwnerId(id.value()))),
            billing.credits().entries(id, NEWEST, null)));
  }

  private void create(Context request) {
    CreateUser form = RequestBody.json(request, CreateUser.class);
    var registration =
        new Registration(
            form.email(), form.username(), form.password(), form.fullName(), form.dob());
    User user =
        identity
            .admin()
            .create(
                new UserAdmin.Import(
                    registration, form.passwordHash(), role(form.role()), form.emailConfirmed()));
    Reply.json(request, 201, UserView.of(user));
  }

  private void change(Context request) {
    ChangeUser form = RequestBody.json(request, ChangeUser.class);
    var change = new UserAdmin.Change(role(form.role()), form.disabled());
    Reply.json(request, UserView.of(identity.admin().change(id(request), change)));
  }

  private static @Nullable Role role(@Nullable String word) {
    if (word == null) {
      return null;
    }
    return switch (word) {
      case "user" -> Role.USER;
      case "admin" -> Role.ADMIN;
      default -> throw Problem.invalid("role", "One of user, admin.");
    };
  }

  private static UUID id(Context request) {
    try {
      return UUID.fromString(request.pathParam("id"));
    } catch (IllegalArgumentException _) {
      throw Problem.notFound("user");
    }
  }
}
