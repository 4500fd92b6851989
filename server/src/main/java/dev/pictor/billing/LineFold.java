package dev.pictor.billing;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Works out how a line stands from what the store stated of it.
///
/// 1. Facts count in the order in which they happened, those of the same instant in the order of
///    their kinds; so the order in which they came is of no matter, and neither is a fact told
///    twice.
/// 2. Each payment opens a period, once, whoever tells of it; a later telling can only make it
///    longer. The period that was opened last is the one that counts: an upgrade at once cuts off
///    the period before, also when the upgrade is refunded.
/// 3. An end, a hold or a grace that names an older payment than the one that counts is stale and
///    changes nothing.
/// 4. A refund concerns the payment that it names, and is undone by its reversal.
final class LineFold {
  /// Stores date a renewal up to some hours beside the end of the period before.
  private static final Duration BREAK = Duration.ofDays(1);

  private final StoreSettings settings;
  private final Map<String, Period> periods = new HashMap<>();
  private final Map<String, Stop> refunds = new HashMap<>();
  private @Nullable Period current;

  private LineFold(StoreSettings settings) {
    this.settings = settings;
  }

  private record Stop(PlanState state, Instant at) {}

  /// What one payment bought.
  private static final class Period {
    final StoreFact opening;
    final Instant since;
    RecordedFact product;
    Instant paid;
    Instant tolerated = Instant.MIN;
    boolean renews;
    @Nullable String next;
    @Nullable Stop stop;

    Period(RecordedFact purchase, Instant since) {
      this.opening = purchase.fact();
      this.since = since;
      this.product = purchase;
      this.paid = orEver(opening.until());
      this.renews = opening.kind() != StoreFact.Kind.BOUGHT;
    }

    Instant end() {
      return paid.isAfter(tolerated) ? paid : tolerated;
    }
  }

  private static Instant orEver(@Nullable Instant until) {
    return until == null ? Instant.MAX : until;
  }

  /// How the line stood at this moment, by what had happened until then; nothing before the first
  /// payment.
  ///
  /// @param facts of one line, in their order
  static Optional<Subscription> at(
      List<RecordedFact> facts, Instant moment, StoreSettings settings) {
    var fold = new LineFold(settings);
    for (RecordedFact each : facts) {
      if (!each.counts().isAfter(moment)) {
        fold.take(each);
      }
    }
    return Optional.ofNullable(fold.current).map(period -> fold.describe(period, moment));
  }

  private void take(RecordedFact recorded) {
    StoreFact fact = recorded.fact();
    if (fact.isPurchase() && !periods.containsKey(fact.transactionId())) {
      current = new Period(recorded, since(fact));
      periods.put(fact.transactionId(), current);
      return;
    }
    switch (fact.kind()) {
      case REFUNDED -> refunds.put(fact.transactionId(), new Stop(PlanState.REFUNDED, fact.at()));
      case REVOKED -> refunds.put(fact.transactionId(), new Stop(PlanState.REVOKED, fact.at()));
      case REFUND_REVERSED -> refunds.remove(fact.transactionId());
      case BOUGHT,
          STARTED,
          RENEWED,
          CHANGED,
          EXTENDED,
          EXPIRED,
          HOLD,
          PAUSED,
          GRACE,
          CHANGE_PLANNED,
          UNCANCELLED,
          CANCELLED -> {
        Period concerned = periods.getOrDefault(fact.transactionId(), current);
        if (concerned != null) {
          take(concerned, recorded);
        }
      }
    }
  }

  private Instant since(StoreFact purchase) {
    Period before = current;
    if (before == null
        || before.stop != null
        || refunds.containsKey(before.opening.transactionId())) {
      return purchase.at();
    }
    boolean goesOn = purchase.at().minus(BREAK).isBefore(before.end());
    return goesOn ? before.since : purchase.at();
  }

  private void take(Period concerned, RecordedFact recorded) {
    StoreFact fact = recorded.fact();
    switch (fact.kind()) {
      case BOUGHT, STARTED, RENEWED -> lengthen(concerned, fact);
      case EXTENDED -> lengthen(concerned, fact);
      case CHANGED -> {
        concerned.product = recorded;
        concerned.next = null;
      }
      case EXPIRED -> concerned.stop = new Stop(PlanState.EXPIRED, fact.at());
      case HOLD -> concerned.stop = new Stop(PlanState.ON_HOLD, fact.at());
      case PAUSED -> concerned.stop = new Stop(PlanState.PAUSED, fact.at());
      case GRACE -> concerned.tolerated = later(concerned.tolerated, graceOf(concerned, fact));
      // These are said of the line; stores name its first payment in them as well as its last.
      case CHANGE_PLANNED -> latest(concerned).next = fact.productId();
      case UNCANCELLED -> latest(concerned).renews = true;
      case CANCELLED -> latest(concerned).renews = false;
      case REFUNDED, REVOKED, REFUND_REVERSED ->
          throw new IllegalStateException(fact.kind() + " concerns no period");
    }
  }

  private Period latest(Period other) {
    return current == null ? other : current;
  }

  /// More time than was known is time that was paid since; what was known already is the same thing
  /// told again, and lifts no hold.
  private static void lengthen(Period period, StoreFact fact) {
    Instant until = orEver(fact.until());
    if (until.isAfter(period.paid)) {
      period.paid = until;
      period.stop = null;
    }
  }

  private Instant graceOf(Period period, StoreFact fact) {
    Instant until = fact.until();
    return until != null ? until : later(period.paid, fact.at()).plus(settings.grace());
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private Subscription describe(Period period, Instant moment) {
    Stop refund = refunds.get(period.opening.transactionId());
    Stop stop = refund == null ? period.stop : refund;
    PlanState state;
    Instant until;
    if (stop != null) {
      state = stop.state();
      until = stop.at();
    } else if (moment.isBefore(period.paid)) {
      state = PlanState.ACTIVE;
      until = period.paid;
    } else {
      state = moment.isBefore(period.tolerated) ? PlanState.GRACE : PlanState.EXPIRED;
      until = period.end();
    }
    boolean isOver = state == PlanState.EXPIRED || refund != null;
    return new Subscription(
        period.opening.store(),
        period.opening.line(),
        period.product.fact().productId(),
        isOver ? null : period.next,
        period.product.plan(settings.products()),
        state,
        period.since,
        until.equals(Instant.MAX) ? null : until,
        period.renews && !isOver);
  }

  /// The moments after which the line may stand otherwise though nothing more happens.
  static List<Instant> turns(List<RecordedFact> facts, StoreSettings settings) {
    return facts.stream().flatMap(each -> turnsOf(each, settings)).distinct().toList();
  }

  private static java.util.stream.Stream<Instant> turnsOf(
      RecordedFact recorded, StoreSettings settings) {
    StoreFact fact = recorded.fact();
    Instant until = fact.until() == null ? recorded.counts() : fact.until();
    return java.util.stream.Stream.of(
        recorded.counts(), until, until.plus(settings.grace()), fact.at().plus(settings.grace()));
  }
}
