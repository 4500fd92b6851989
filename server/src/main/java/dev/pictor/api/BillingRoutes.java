package dev.pictor.api;

import static dev.pictor.platform.http.Route.route;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;

import dev.pictor.billing.Billing;
import dev.pictor.billing.Credits;
import dev.pictor.billing.LedgerEntry;
import dev.pictor.billing.Standing;
import dev.pictor.identity.Caller;
import dev.pictor.identity.UserId;
import dev.pictor.identity.Users;
import dev.pictor.platform.Problem;
import dev.pictor.platform.http.Access;
import dev.pictor.platform.http.NextPage;
import dev.pictor.platform.http.Query;
import dev.pictor.platform.http.Reply;
import dev.pictor.platform.http.RequestBody;
import dev.pictor.platform.http.Route;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a user has, what moved, and what an admin may do about it.
public final class BillingRoutes {
  private static final String ACCOUNT = "Pictor: account";
  private static final String ADMIN = "Pictor: admin";
  private static final int LONGEST_REASON = 500;
  private static final int LONGEST_KEY = 255;

  private static final Instant TIME = Instant.parse("2026-11-22T10:00:00Z");
  static final StandingView EXAMPLE =
      new StandingView(
          "0199f0c2-7c1a-7000-8000-3f5e1c2d4b6a",
          "free",
          8,
          2,
          List.of(
              new QuotaView("jobs", 5, 1, 4, Instant.parse("2026-11-23T00:00:00Z")),
              new QuotaView("images", 10, 0, 10, null)));
  static final LedgerEntry HOLD =
      new LedgerEntry(2, TIME, "hold", -2, 2, "0199f0c2-9d00-7000-8000-2b1f0c9e8d7a", null);

  private final Billing billing;
  private final Users users;

  public BillingRoutes(Billing billing, Users users) {
    this.billing = billing;
    this.users = users;
  }

  /// A user's plan, credits and quotas.
  ///
  /// @param credits to spend; -1 when credits are switched off
  /// @param held credits that unfinished jobs hold
  record StandingView(String userId, String plan, long credits, long held, List<QuotaView> quotas) {
    static StandingView of(UserId user, Standing standing) {
      return new StandingView(
          user.toString(),
          standing.plan().word(),
          standing.credits(),
          standing.held(),
          standing.quotas().stream()
              .map(quota ->
                  new QuotaView(
                      quota.meter().word(),
                      quota.limit(),
                      quota.used(),
                      quota.remaining(),
                      quota.resetsAt()))
              .toList());
    }
  }

  /// One quota.
  ///
  /// @param name `jobs`, OneShot's in a UTC day, or `images`, NurseFilter's in all
  /// @param limit -1 without limit
  /// @param remaining -1 without limit
  /// @param resetsAt null when the count never begins anew
  record QuotaView(String name, int limit, int used, int remaining, @Nullable Instant resetsAt) {}

  /// A wallet with what moved.
  ///
  /// @param next the cursor of the next part; null after the last
  record Wallet(StandingView account, List<LedgerEntry> entries, @Nullable String next) {}

  /// Credits for a user.
  ///
  /// @param kind `grant`, `refund` or `correction`, which is what it is when nothing is said
  /// @param amount what the wallet gets; negative only for a correction
  /// @param reason why, in words; the user sees it
  record MoveCredits(@Nullable String kind, long amount, @Nullable String reason) {}

  public List<Route> routes() {
    return List.of(
        route(GET, "/api/v1/account/credits", Access.USER)
            .in(ACCOUNT)
            .says("Your plan, quotas and credits, and every credit that moved, newest first")
            .query("limit", Integer.class, "Entries, 1 to 100; 20 when not given")
            .query("cursor", String.class, "next of the part before")
            .answers(200, "The wallet", new Wallet(EXAMPLE, List.of(HOLD), null))
            .by(this::wallet),
        route(POST, "/api/v1/admin/users/{user_id}/credits", Access.ADMIN)
            .in(ADMIN)
            .says("Grant, refund or correct credits; who did it and why is kept")
            .header("Idempotency-Key", "The same key and request move credits once")
            .takes(new MoveCredits("grant", 50, "a gift for the first hundred"))
            .answers(200, "What the user has now", EXAMPLE)
            .sends("Idempotency-Replayed", "true when they had been moved already")
            .fails(Problem.Kind.IDEMPOTENCY_CONFLICT, Problem.Kind.CONFLICT)
            .answers(404, "There is no such user")
            .answers(409, "The wallet holds less than is to be taken away")
            .by(this::moveCredits));
  }

  private void wallet(Context request) {
    UserId user = Caller.of(request).userId();
    int limit = Query.limit(request);
    List<LedgerEntry> found = billing.credits().entries(user, limit + 1, PageQuery.number(request));
    boolean more = found.size() > limit;
    List<LedgerEntry> page = more ? found.subList(0, limit) : found;
    String next = more ? "" + page.getLast().id() : null;
    if (next != null) {
      NextPage.link(request, "cursor", next);
    }
    Reply.json(request, new Wallet(standing(user), page, next));
  }

  private void moveCredits(Context request) {
    UserId user = UserInPath.of(request, users);
    MoveCredits given = RequestBody.json(request, MoveCredits.class);
    Optional<Credits.Reason> kind = kind(given.kind() == null ? "correction" : given.kind());
    String reason = given.reason() == null ? "" : given.reason().strip();
    var faults = new ArrayList<Problem.FieldError>();
    if (kind.isEmpty()) {
      faults.add(new Problem.FieldError("kind", "is grant, refund or correction."));
    }
    if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
      faults.add(new Problem.FieldError("reason", "has 1 to " + LONGEST_REASON + " characters."));
    }
    String key = request.header("Idempotency-Key");
    if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
      faults.add(
          new Problem.FieldError("Idempotency-Key", "has 1 to " + LONGEST_KEY + " characters."));
    }
    if (!faults.isEmpty()) {
      throw Problem.invalid(faults);
    }
    UserId admin = Caller.of(request).userId();
    var movement = new Credits.ByHand(kind.orElseThrow(), given.amount(), reason, admin, key);
    if (!billing.credits().move(user, movement)) {
      request.header("Idempotency-Replayed", "true");
    }
    Reply.json(request, standing(user));
  }

  private static Optional<Credits.Reason> kind(String word) {
    for (Credits.Reason reason : Credits.Reason.values()) {
      if (reason.name().toLowerCase(Locale.ROOT).equals(word)) {
        return Optional.of(reason);
      }
    }
    return Optional.empty();
  }

  private StandingView standing(UserId user) {
    return StandingView.of(user, billing.standing(user));
  }
}
