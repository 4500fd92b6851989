package dev.pictor.api;

import static dev.pictor.platform.http.Route.route;
import static io.javalin.http.HandlerType.GET;

import dev.pictor.billing.Billing;
import dev.pictor.billing.Purchase;
import dev.pictor.identity.Caller;
import dev.pictor.identity.UserId;
import dev.pictor.identity.Users;
import dev.pictor.platform.http.Access;
import dev.pictor.platform.http.NextPage;
import dev.pictor.platform.http.Query;
import dev.pictor.platform.http.Reply;
import dev.pictor.platform.http.Route;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What users bought in stores.
public final class PurchaseRoutes {
  private static final Instant TIME = Instant.parse("2026-11-22T10:00:00Z");
  private static final PurchaseView BOUGHT =
      new PurchaseView(
          "7",
          TIME,
          "app_store",
          "2000000412345678",
          "premium_yearly",
          "started",
          1,
          Instant.parse("2027-11-22T10:00:00Z"),
          "premium",
          100,
          "granted");
  private static final PurchasePage PAGE = new PurchasePage(List.of(BOUGHT), 0, null);

  private final Billing billing;
  private final Users users;

  public PurchaseRoutes(Billing billing, Users users) {
    this.billing = billing;
    this.users = users;
  }

  /// A part of what was bought.
  ///
  /// @param owed credits of refunded purchases that were spent already; the next purchase pays them
  /// @param next the cursor of the next part; null after the last
  record PurchasePage(List<PurchaseView> items, long owed, @Nullable String next) {}

  /// One payment.
  ///
  /// @param kind `bought`, `started`, `renewed` or `changed`
  /// @param until to when it is paid; null for what has no end
  /// @param plan that it brought; `free` when none
  /// @param state `granted`, `taken_back` after a refund, `waiting` while the operator has not
  ///   named the product
  record PurchaseView(
      String id,
      Instant at,
      String store,
      String transactionId,
      String productId,
      String kind,
      int quantity,
      @Nullable Instant until,
      String plan,
      long credits,
      String state) {
    static PurchaseView of(Purchase bought) {
      return new PurchaseView(
          Long.toString(bought.id()),
          bought.at(),
          bought.store().word(),
          bought.transactionId(),
          bought.productId(),
          bought.kind().word(),
          bought.quantity(),
          bought.until(),
          bought.plan().word(),
          bought.credits(),
          bought.state().word());
    }
  }

  public List<Route> routes() {
    return List.of(
        route(GET, "/api/v1/purchases", Access.USER)
            .in("Pictor: account")
            .says("What you bought in stores, newest first")
            .query("limit", Integer.class, "Purchases, 1 to 100; 20 when not given")
            .query("cursor", String.class, "next of the part before")
            .answers(200, "Purchases", PAGE)
            .by(request -> purchases(request, Caller.of(request).userId())),
        route(GET, "/api/v1/admin/users/{user_id}/purchases", Access.ADMIN)
            .in("Pictor: admin")
            .says("What a user bought in stores, newest first, and what they owe")
            .query("limit", Integer.class, "Purchases, 1 to 100; 20 when not given")
            .query("cursor", String.class, "next of the part before")
            .answers(200, "Purchases", PAGE)
            .answers(404, "There is no such user")
            .by(request -> purchases(request, UserInPath.of(request, users))));
  }

  private void purchases(Context request, UserId user) {
    int limit = Query.limit(request);
    Long cursor = PageQuery.number(request);
    List<Purchase> found = billing.purchases().of(user, limit + 1, cursor);
    boolean more = found.size() > limit;
    List<Purchase> page = more ? found.subList(0, limit) : found;
    String next = more ? "" + page.getLast().id() : null;
    if (next != null) {
      NextPage.link(request, "cursor", next);
    }
    Reply.json(
        request,
        new PurchasePage(
            page.stream().map(PurchaseView::of).toList(), billing.purchases().owed(user), next));
  }
}
