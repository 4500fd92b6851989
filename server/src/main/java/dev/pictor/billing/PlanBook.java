package dev.pictor.billing;

import dev.pictor.identity.UserId;
import dev.pictor.platform.Problem;
import java.time.Instant;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// What users have, worked out from what happened, and kept with their accounts in the transaction
/// that adds to it.
final class PlanBook {
  private static final String KEEP =
      """
      update billing_account
      set entitlements = :entitlements::jsonb, turns_at = :turns_at, updated_at = now()
      where user_id = :user and (entitlements <> :entitlements::jsonb
        or turns_at is distinct from :turns_at)
      """;

  private static final String GIVE =
      """
      with event as (
        insert into billing_plan_event (at, user_id, plan, until)
        values (:at, :user, :plan, :until) returning id)
      insert into billing_plan_note (event_id, reason, actor)
      select id, :reason, :actor from event
      """;

  private final Jdbi jdbi;
  private final Accounts accounts;
  private final StoreSettings settings;
  private final InstantSource clock;

  PlanBook(Jdbi jdbi, Accounts accounts, StoreSettings settings, InstantSource clock) {
    this.jdbi = jdbi;
    this.accounts = accounts;
    this.settings = settings;
    this.clock = clock;
  }

  /// Works out anew what a user has; the account is locked.
  ///
  /// @return whether that differs from what was kept
  boolean refresh(Handle handle, UserId user) {
    Timeline timeline =
        Facts.history(handle, user, settings.environment()).timeline(clock.instant(), settings);
    return handle
            .createUpdate(KEEP)
            .bind("user", user.value())
            .bind("entitlements", timeline.json())
            .bind("turns_at", Facts.utc(timeline.turnsAt()))
            .execute()
        > 0;
  }

  /// The same in a transaction of its own.
  boolean refresh(UserId user) {
    return jdbi.inTransaction(handle -> {
      accounts.lock(handle, user);
      return refresh(handle, user);
    });
  }

  /// Notes a plan that an admin gives.
  void give(UserId user, Billing.Gift gift) {
    Instant now = clock.instant();
    if (gift.until() != null && !gift.until().isAfter(now)) {
      throw Problem.invalid("until", "is in the future.");
    }
    jdbi.useTransaction(handle -> {
      accounts.lock(handle, user);
      handle
          .createUpdate(
              "update billing_account set image_quota = :quota, updated_at = now() where user_id ="
                  + " :user")
          .bind("quota", gift.imageQuota())
          .bind("user", user.value())
          .execute();
      handle
          .createUpdate(GIVE)
          .bind("at", Facts.utc(now))
          .bind("user", user.value())
          .bind("plan", gift.plan().word())
          .bind("until", Facts.utc(gift.until()))
          .bind("reason", gift.reason())
          .bind("actor", gift.actor() == null ? null : gift.actor().value())
          .execute();
      refresh(handle, user);
    });
  }

  /// What a user has at this moment, by what happened.
  Billing.Subscribed of(UserId user) {
    Instant now = clock.instant();
    History history =
        jdbi.withHandle(handle -> Facts.history(handle, user, settings.environment()));
    return new Billing.Subscribed(history.at(now, settings), history.subscriptions(now, settings));
  }
}
