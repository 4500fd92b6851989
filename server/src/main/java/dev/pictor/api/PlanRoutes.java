package dev.pictor.api;

import static dev.pictor.platform.http.Route.route;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.PUT;

import dev.pictor.billing.Billing;
import dev.pictor.billing.Plan;
import dev.pictor.billing.Store;
import dev.pictor.billing.Subscription;
import dev.pictor.identity.Caller;
import dev.pictor.identity.UserId;
import dev.pictor.identity.Users;
import dev.pictor.platform.Problem;
import dev.pictor.platform.http.Access;
import dev.pictor.platform.http.Reply;
import dev.pictor.platform.http.RequestBody;
import dev.pictor.platform.http.Route;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Plans: what there is, what a user has and bought, and what an admin gives.
public final class PlanRoutes {
  private static final String ACCOUNT = "Pictor: account";
  private static final String ADMIN = "Pictor: admin";
  private static final int LONGEST_REASON = 500;

  private static final Instant TIME = Instant.parse("2026-11-22T10:00:00Z");
  private static final Instant NEXT_MONTH = Instant.parse("2026-12-22T10:00:00Z");
  private static final LineView LINE =
      new LineView("app_store", "pro_monthly", null, "pro", "active", TIME, NEXT_MONTH, true);
  private final Billing billing;
  private final Users users;
  private final Function<Plan, Duration> kept;

  /// @param kept how long pictures of users with a plan stay; zero for ever
  public PlanRoutes(Billing billing, Users users, Function<Plan, Duration> kept) {
    this.billing = billing;
    this.users = users;
    this.kept = kept;
  }

  /// What a user has subscribed to.
  ///
  /// @param plan what they can use now
  /// @param state `none`, `active`, `grace`, `on_hold`, `paused`, `expired`, `refunded` or
  ///   `revoked`
  /// @param since null when there was never anything
  /// @param until when it ends, or ended; null for what has no end
  /// @param renews whether it will be paid again by itself
  /// @param store `app_store`, `play_store`, `stripe` or `paddle`; null when no store sold it
  /// @param lines every subscription in a store, in use or not
  record SubscriptionView(
      String plan,
      String state,
      @Nullable Instant since,
      @Nullable Instant until,
      boolean renews,
      @Nullable String store,
      @Nullable String productId,
      List<LineView> lines) {
    static SubscriptionView of(Billing.Subscribed subscribed) {
      var has = subscribed.has();
      return new SubscriptionView(
          has.plan().word(),
          has.state().word(),
          has.since(),
          has.until(),
          has.renews(),
          Optional.ofNullable(has.store()).map(Store::word).orElse(null),
          has.productId(),
          subscribed.lines().stream().map(LineView::of).toList());
    }
  }

  /// One subscription in a store.
  ///
  /// @param nextProductId what the next renewal will be of, where that was changed
  /// @param plan what it brings while it is in use
  record LineView(
      String store,
      String productId,
      @Nullable String nextProductId,
      String plan,
      String state,
      Instant since,
      @Nullable Instant until,
      boolean renews) {
    static LineView of(Subscription line) {
      return new LineView(
          line.store().word(),
          line.productId(),
          line.nextProductId(),
          line.plan().word(),
          line.state().word(),
          line.since(),
          line.until(),
          line.renews());
    }
  }

  /// What there is to subscribe to and to buy.
  ///
  /// @param products those that bring credits alone
  record Offers(List<PlanView> plans, List<ProductView> products) {}

  /// One plan.
  ///
  /// @param jobsPerDay OneShot's jobs in a UTC day; 0 none, -1 without limit
  /// @param keptDays how many days pictures stay after their last use; 0 for ever
  /// @param products of the stores that bring it; their prices are the stores'
  record PlanView(String plan, int jobsPerDay, long keptDays, List<ProductView> products) {}

  /// One product of the stores.
  ///
  /// @param credits that each payment brings
  record ProductView(String productId, long credits) {}

  /// A plan for a user.
  ///
  /// @param imageQuota images in all, 0 none, -1 without limit; the usual number when not given
  /// @param until when it ends; never when not given
  /// @param reason why, in words, for other admins
  record GivePlan(
      String plan, @Nullable Integer imageQuota, @Nullable Instant until, @Nullable String reason) {
    private List<Problem.FieldError> faults() {
      var faults = new ArrayList<Problem.FieldError>();
      if (Plan.find(String.valueOf(plan)).isEmpty()) {
        faults.add(new Problem.FieldError("plan", "is free, pro or premium."));
      }
      if (imageQuota != null && (imageQuota < -1 || imageQuota > 1_000_000)) {
        faults.add(new Problem.FieldError("image_quota", "is within -1 to 1000000."));
      }
      if (reason != null && reason.length() > LONGEST_REASON) {
        faults.add(
            new Problem.FieldError("reason", "has at most " + LONGEST_REASON + " characters."));
      }
      return faults;
    }
  }

  public List<Route> routes() {
    var free = new PlanView("free", 5, 0, List.of());
    var pro = new PlanView("pro", 50, 0, List.of(new ProductView("pro_monthly", 0)));
    var offers = new Offers(List.of(free, pro), List.of(new ProductView("credits_50", 50)));
    return List.of(
        route(GET, "/api/v1/plans", Access.PUBLIC)
            .in(ACCOUNT)
            .says("The plans, what they allow, and the products that bring them")
            .answers(200, "What there is", offers)
            .by(this::plans),
        route(GET, "/api/v1/subscription", Access.USER)
            .in(ACCOUNT)
            .says("Your plan: where it comes from, until when, and whether it renews")
            .answers(
                200,
                "What you have",
                new SubscriptionView(
                    "pro",
                    "active",
                    TIME,
                    NEXT_MONTH,
                    true,
                    "app_store",
                    "pro_monthly",
                    List.of(LINE)))
            .by(request ->
                Reply.json(
                    request,
                    SubscriptionView.of(billing.subscription(Caller.of(request).userId())))),
        route(PUT, "/api/v1/admin/users/{user_id}/plan", Access.ADMIN)
            .in(ADMIN)
            .says(
                "Give a user a plan, beside what stores sold them, and a number of images of their"
                    + " own; who did it and why is kept")
            .takes(new GivePlan("pro", null, NEXT_MONTH, "a prize"))
            .answers(200, "What the user has now", BillingRoutes.EXAMPLE)
            .answers(404, "There is no such user")
            .by(this::givePlan));
  }

  private void plans(Context request) {
    var plans =
        Arrays.stream(Plan.values())
            .map(plan ->
                new PlanView(
                    plan.word(),
                    billing.jobsPerDay(plan),
                    kept.apply(plan).toDays(),
                    plan == Plan.FREE ? List.of() : products(plan)))
            .toList();
    Reply.json(request, new Offers(plans, products(null)));
  }

  private List<ProductView> products(@Nullable Plan plan) {
    return billing.products().offers().entrySet().stream()
        .filter(each -> each.getValue().plan() == plan)
        .map(each -> new ProductView(each.getKey(), each.getValue().credits()))
        .sorted(java.util.Comparator.comparing(ProductView::productId))
        .toList();
  }

  private void givePlan(Context request) {
    UserId user = UserInPath.of(request, users);
    GivePlan given = RequestBody.json(request, GivePlan.class);
    List<Problem.FieldError> faults = given.faults();
    if (!faults.isEmpty()) {
      throw Problem.invalid(faults);
    }
    String reason = given.reason() == null ? "" : given.reason().strip();
    billing.assign(
        user,
        new Billing.Gift(
            Plan.find(given.plan()).orElseThrow(),
            given.imageQuota(),
            given.until(),
            reason,
            Caller.of(request).userId()));
    Reply.json(request, BillingRoutes.StandingView.of(user, billing.standing(user)));
  }
}
