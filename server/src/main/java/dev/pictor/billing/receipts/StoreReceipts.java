package dev.pictor.billing.receipts;

import dev.pictor.billing.Purchases;
import dev.pictor.billing.Receipts;
import dev.pictor.billing.Store;
import dev.pictor.billing.StoreEnvironment;
import dev.pictor.billing.StoreNotice;
import dev.pictor.billing.StoreNotice.Proven;
import dev.pictor.billing.StoreNotice.Told;
import dev.pictor.billing.appstore.AppStore;
import dev.pictor.billing.play.Play;
import dev.pictor.billing.superwall.Superwall;
import dev.pictor.identity.RateLimits;
import dev.pictor.identity.UserId;
import dev.pictor.identity.Users;
import dev.pictor.platform.Duty;
import dev.pictor.platform.Erasable;
import dev.pictor.platform.Problem;
import dev.pictor.platform.limits.Verdict;
import dev.pictor.platform.partner.PartnerHttp;
import dev.pictor.platform.telemetry.Metrics;
import io.micrometer.core.instrument.Tags;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Receipts of the stores that are configured. Thread-safe.
public final class StoreReceipts implements Receipts, Erasable, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StoreReceipts.class);
  private static final String SUPERWALL = "superwall";

  /// Proofs that are looked at at the same time: each costs some milliseconds of a core, and those
  /// of stores that are asked cost a connection.
  private static final int MOST_AT_ONCE = 32;

  private static final int PATIENCE_SECONDS = 10;

  private final ReceiptSettings settings;
  private final Uses uses;
  private final PartnerHttp http = new PartnerHttp(PartnerHttp.Limits.QUICK);
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);
  private final Claims claims;
  private final HeardNotices heard;
  private final List<String> warnings;
  private final @Nullable AppStore appStore;
  private final @Nullable Play play;
  private final @Nullable Superwall superwall;
  private final Confirmation confirmation;

  /// What it stands on.
  ///
  /// @param limits counts how often a user has something checked
  public record Uses(
      Jdbi jdbi, Purchases purchases, Users users, RateLimits limits, Metrics metrics) {}

  /// The caller closes it.
  public StoreReceipts(
      ReceiptSettings settings, StoreEnvironment environment, Uses uses, InstantSource clock) {
    this.settings = settings;
    this.uses = uses;
    this.claims = new Claims(uses.jdbi(), uses.purchases(), uses.users());
    this.heard = new HeardNotices(uses.jdbi());
    boolean isProduction = environment == StoreEnvironment.PRODUCTION;
    this.appStore =
        settings.appStore().isWhole(isProduction)
            ? new AppStore(settings.appStore(), environment, http, clock)
            : null;
    this.play =
        settings.play().isWhole() ? new Play(settings.play(), uses.jdbi(), http, clock) : null;
    this.superwall =
        settings.superwall().isWhole() ? new Superwall(settings.superwall(), clock) : null;
    this.confirmation = new Confirmation(appStore, play);
    this.warnings = settings.missing(environment);
    warnings.forEach(LOG::warn);
    Play known = play;
    if (known != null) {
      uses.metrics()
          .gauge(
              "pictor.play.unacknowledged",
              Tags.empty(),
              "Purchases of Google Play that wait to be acknowledged",
              known::unacknowledged);
      uses.metrics()
          .gauge(
              "pictor.play.unacknowledged.oldest.seconds",
              Tags.empty(),
              "How long the oldest of them has waited; Google gives the money back after 259200",
              known::oldestUnacknowledgedSeconds);
    }
  }

  /// What a store that is set up in part lacks; these are said at the start and in /health.
  public List<String> warnings() {
    return warnings;
  }

  /// Run these on every node.
  public List<Duty> duties() {
    var duties = new ArrayList<Duty>(List.of(heard));
    if (play != null) {
      duties.addAll(play.duties(claims::grant, notice -> take(Store.PLAY_STORE.word(), notice)));
    }
    return duties;
  }

  private interface Work<T> {
    T done() throws InterruptedException;
  }

  /// Takes a place, and counts how it went.
  private <T> T counted(String metric, String teller, Work<T> work, Outcome<T> outcome)
      throws InterruptedException {
    if (!places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      count(metric, teller, Problem.Kind.BUSY.code());
      throw Problem.of(Problem.Kind.BUSY, "Too many receipts are looked at now; try again.");
    }
    try {
      T done = work.done();
      count(metric, teller, outcome.word(done));
      return done;
    } catch (Problem problem) {
      count(metric, teller, problem.kind().code());
      throw problem;
    } finally {
      places.release();
    }
  }

  private interface Outcome<T> {
    String word(T done);
  }

  private void count(String metric, String teller, String result) {
    uses.metrics().count(metric, Tags.of("store", teller, "result", result));
  }

  @Override
  public Granted validate(UserId user, Receipt receipt) throws InterruptedException {
    Verdict verdict = uses.limits().takeForHour("receipts:" + user, settings.perHour());
    if (!verdict.allowed()) {
      throw Problem.later(
          Problem.Kind.QUOTA_EXCEEDED,
          "That is more than " + settings.perHour() + " receipts an hour; wait a little.",
          verdict.retryAfter());
    }
    Store store = storeOf(receipt);
    return counted(
        "pictor.receipts.verified",
        store.word(),
        () -> store == Store.PLAY_STORE ? fromPlay(user, receipt) : fromApple(user, receipt),
        granted -> granted.isRepeat() ? "repeated" : "granted");
  }

  private static Store storeOf(Receipt receipt) {
    Store told = receipt.store();
    Store shown =
        switch (receipt.form()) {
          case RECEIPT_DATA -> Objects.requireNonNullElse(told, Store.APP_STORE);
          case SIGNED_TRANSACTION, TRANSACTION_ID -> Store.APP_STORE;
          case PURCHASE_TOKEN -> Store.PLAY_STORE;
        };
    if (told != null && told != shown) {
      throw Problem.invalid("platform", "does not fit what is shown, which is of " + shown.word());
    }
    return shown;
  }

  private Granted fromApple(UserId user, Receipt receipt) {
    if (appStore == null) {
      throw notConfigured("The App Store");
    }
    String proof = receipt.proof();
    Proven proven =
        switch (receipt.form()) {
          case TRANSACTION_ID -> appStore.byId(proof);
          case RECEIPT_DATA ->
              AppStore.isSigned(proof) ? appStore.transaction(proof) : appStore.receipt(proof);
          case SIGNED_TRANSACTION, PURCHASE_TOKEN -> appStore.transaction(proof);
        };
    Saying.check(receipt, proven);
    return claims.grant(user, proven);
  }

  private Granted fromPlay(UserId user, Receipt receipt) throws InterruptedException {
    if (play == null) {
      throw notConfigured("Google Play");
    }
    Proven proven = play.purchase(receipt.proof(), receipt.productId());
    Saying.check(receipt, proven);
    if (proven.endedAt() == null) {
      play.expect(receipt.proof(), user);
    }
    try {
      Granted granted = claims.grant(user, proven);
      play.granted(receipt.proof(), user);
      return granted;
    } catch (Problem problem) {
      if (!problem.kind().retryable()) {
        play.refused(receipt.proof(), user);
      }
      throw problem;
    }
  }

  private static Problem notConfigured(String store) {
    return Problem.of(
        Problem.Kind.BILLING_NOT_CONFIGURED,
        store + " is not configured here, so its receipts cannot be checked.");
  }

  @Override
  public void appStore(byte[] body) throws InterruptedException {
    if (appStore == null) {
      throw notConfigured("The App Store");
    }
    AppStore store = appStore;
    hear(Store.APP_STORE.word(), () -> store.notice(body));
  }

  @Override
  public void play(byte[] body, @Nullable String authorization) throws InterruptedException {
    if (play == null) {
      throw notConfigured("Google Play");
    }
    Play store = play;
    hear(Store.PLAY_STORE.word(), () -> store.notice(body, authorization));
  }

  @Override
  public void superwall(Webhook webhook) throws InterruptedException {
    if (superwall == null) {
      throw Problem.of(
          Problem.Kind.BILLING_NOT_CONFIGURED,
          "SUPERWALL_SECRET is not set, so webhooks cannot be checked.");
    }
    Superwall reporter = superwall;
    hear(SUPERWALL, () -> reporter.notice(webhook));
  }

  private void hear(String teller, Work<StoreNotice> reading) throws InterruptedException {
    counted(
        "pictor.store.notices",
        teller,
        () -> take(teller, reading.done()),
        isNew -> isNew ? "taken" : "repeated");
  }

  /// @return whether it was new
  private boolean take(String teller, StoreNotice notice) throws InterruptedException {
    if (heard.has(teller, notice.id())) {
      return false;
    }
    for (Told told : confirmed(teller, notice)) {
      String outcome = claims.take(told);
      LOG.atInfo()
          .addKeyValue("teller", teller)
          .addKeyValue("notice", notice.id())
          .addKeyValue("word", notice.word())
          .addKeyValue("kind", told.fact().kind().word())
          .addKeyValue("outcome", outcome)
          .log("a store told something");
    }
    heard.add(teller, notice.id(), notice.word());
    return true;
  }

  private List<Told> confirmed(String teller, StoreNotice notice) throws InterruptedException {
    return teller.equals(SUPERWALL) ? confirmation.of(notice.told()) : notice.told();
  }

  @Override
  public String name() {
    return "receipts";
  }

  @Override
  public Erased erase(UUID user) {
    return Erased.anonymised("play_purchases", Play.erase(uses.jdbi(), user));
  }

  @Override
  public void close() {
    http.close();
  }
}
