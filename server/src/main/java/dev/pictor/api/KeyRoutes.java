package dev.pictor.api;

import static dev.pictor.platform.http.Route.route;
import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;

import dev.pictor.identity.ApiKey;
import dev.pictor.identity.ApiKeys;
import dev.pictor.identity.Caller;
import dev.pictor.platform.Problem;
import dev.pictor.platform.http.Access;
import dev.pictor.platform.http.Reply;
import dev.pictor.platform.http.RequestBody;
import dev.pictor.platform.http.Route;
import dev.pictor.platform.http.Scope;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A user's own API keys. The text of a key is in one answer, the one that makes it.
public final class KeyRoutes {
  private static final String GROUP = "Pictor: account";
  private static final Instant TIME = Instant.parse("2026-11-22T10:00:00Z");

  private static final KeyView EXAMPLE =
      new KeyView(
          "0199f0c2-7c1a-7000-8000-3f5e1c2d4b6a",
          "build server",
          "pk_0199f0c27c1a700080003f5e1c2d4b6a",
          List.of("read", "write"),
          60,
          TIME,
          TIME.plusSeconds(90L * 86_400),
          null,
          null);

  private final ApiKeys keys;

  public KeyRoutes(ApiKeys keys) {
    this.keys = keys;
  }

  /// What somebody asks for.
  ///
  /// @param scopes `read`, `write`, `account`, `admin`; the first two when not given
  /// @param rateLimitPerMinute a limit of its own within the user's
  record CreateKey(
      @Nullable String name,
      @Nullable List<String> scopes,
      @Nullable Integer rateLimitPerMinute,
      @Nullable Instant expiresAt) {}

  /// A key without its secret.
  ///
  /// @param prefix how its text begins, to find it again
  record KeyView(
      String id,
      String name,
      String prefix,
      List<String> scopes,
      @Nullable Integer rateLimitPerMinute,
      Instant createdAt,
      @Nullable Instant expiresAt,
      @Nullable Instant lastUsedAt,
      @Nullable Instant revokedAt) {
    static KeyView of(ApiKey key) {
      return new KeyView(
          key.id().toString(),
          key.name(),
          key.prefix(),
          key.scopes().stream().sorted().map(Scope::word).toList(),
          key.ownLimit(),
          key.createdAt(),
          key.expiresAt(),
          key.lastUsedAt(),
          key.revokedAt());
    }
  }

  /// A new key with its text.
  record MadeKey(String key, KeyView details) {
    @Override
    public String toString() {
      return "MadeKey[" + details.id() + "]";
    }
  }

  /// All keys of a user.
  record KeyList(List<KeyView> items) {}

  public List<Route> routes() {
    return List.of(
        route(POST, "/api/v1/keys", Access.USER)
            .scope(Scope.ACCOUNT)
            .in(GROUP)
            .says("Make an API key; its text is shown in this answer and never again")
            .takes(
                new CreateKey(
                    "build server", List.of("read", "write"), 60, TIME.plusSeconds(90L * 86_400)))
            .answers(
                201,
                "The key",
                new MadeKey(
                    EXAMPLE.prefix() + "_zq1Zc0Gk4uVZ1p0nB2m8tYc5y7sR3e6wJ9hX0aKdLfM", EXAMPLE))
            .by(this::create),
        route(GET, "/api/v1/keys", Access.USER)
            .scope(Scope.ACCOUNT)
            .in(GROUP)
            .says("Your API keys, newest first; those that have ended for 30 days more")
            .answers(200, "The keys", new KeyList(List.of(EXAMPLE)))
            .by(this::list),
        route(DELETE, "/api/v1/keys/{id}", Access.USER)
            .scope(Scope.ACCOUNT)
            .in(GROUP)
            .says("Revoke a key; it is refused from now on")
            .answers(204, "Revoked")
            .by(this::revoke));
  }

  private void create(Context request) {
    CreateKey form = RequestBody.json(request, CreateKey.class);
    var wish =
        new ApiKey.Wish(
            form.name(), scopes(form.scopes()), form.rateLimitPerMinute(), form.expiresAt());
    ApiKey.Made made = keys.create(Caller.of(request), wish);
    Reply.json(request, 201, new MadeKey(made.text(), KeyView.of(made.key())));
  }

  private static @Nullable Set<Scope> scopes(@Nullable List<String> words) {
    if (words == null) {
      return null;
    }
    var scopes = EnumSet.noneOf(Scope.class);
    for (String word : words) {
      try {
        scopes.add(Scope.ofWord(word));
      } catch (IllegalArgumentException _) {
        throw Problem.invalid("scopes", "Each is one of read, write, account, admin.");
      }
    }
    return scopes;
  }

  private void list(Context request) {
    List<ApiKey> all = keys.list(Caller.of(request).userId());
    Reply.json(request, new KeyList(all.stream().map(KeyView::of).toList()));
  }

  private void revoke(Context request) {
    keys.revoke(Caller.of(request).userId(), id(request.pathParam("id")));
    request.status(204);
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException _) {
      throw Problem.notFound("key");
    }
  }
}
