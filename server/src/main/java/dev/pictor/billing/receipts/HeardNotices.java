package dev.pictor.billing.receipts;

import dev.pictor.platform.Duty;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;

/// The rows of `billing_store_notice`: what was taken already. As a duty it forgets what nobody
/// sends again any more.
final class HeardNotices implements Duty {
  /// Pub/Sub gives up after seven days, Apple and Svix sooner.
  private static final int KEPT_DAYS = 60;

  private static final int LONGEST_WORD = 100;

  private final Jdbi jdbi;

  HeardNotices(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  boolean has(String teller, String id) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select exists (select from billing_store_notice"
                    + " where teller = :teller and notice_id = :id)")
            .bind("teller", teller)
            .bind("id", id)
            .mapTo(Boolean.class)
            .one());
  }

  /// Comes after what the notice brought: a crash in between has it sent again, and facts count
  /// once.
  void add(String teller, String id, String word) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                "insert into billing_store_notice (teller, notice_id, word)"
                    + " values (:teller, :id, :word) on conflict do nothing")
            .bind("teller", teller)
            .bind("id", id)
            .bind("word", word.length() > LONGEST_WORD ? word.substring(0, LONGEST_WORD) : word)
            .execute());
  }

  @Override
  public String name() {
    return "store-notices";
  }

  @Override
  public Duration every() {
    return Duration.ofHours(12);
  }

  @Override
  public long runOnce() {
    return jdbi.withHandle(handle ->
        handle
            .createUpdate(
                "delete from billing_store_notice where heard_at < now() - make_interval(days =>"
                    + " :days)")
            .bind("days", KEPT_DAYS)
            .execute());
  }
}
