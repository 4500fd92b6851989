package dev.pictor.billing;

import dev.pictor.platform.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a user has, and what follows by the clock alone. It is kept with the account, so that a
/// submission knows the plan of this very moment from the row it reads anyway.
///
/// @param steps at least one; the first is in force already
record Timeline(List<Step> steps) {
  /// Of a user who never had anything.
  static final Timeline NOTHING = new Timeline(List.of(new Step(null, Entitlement.NONE)));

  private static final String EMPTY = "[]";

  Timeline {
    steps = List.copyOf(steps);
  }

  /// @param from null for the first
  record Step(@Nullable Instant from, Entitlement what) {}

  /// As it is stored, in the words that webhooks tell.
  private record Stored(@Nullable Instant from, What what) {
    Step step() {
      return new Step(from, what.entitlement());
    }
  }

  private record What(
      String plan,
      String state,
      @Nullable Instant since,
      @Nullable Instant until,
      boolean renews,
      @Nullable String store,
      @Nullable String productId) {
    static What of(Entitlement has) {
      return new What(
          has.plan().word(),
          has.state().word(),
          has.since(),
          has.until(),
          has.renews(),
          has.store() == null ? null : has.store().word(),
          has.productId());
    }

    Entitlement entitlement() {
      return new Entitlement(
          Plan.ofWord(plan),
          PlanState.ofWord(state),
          since,
          until,
          renews,
          store == null ? null : Store.ofWord(store),
          productId);
    }
  }

  Entitlement at(Instant moment) {
    Entitlement has = steps.getFirst().what();
    for (Step step : steps) {
      if (step.from() != null && !step.from().isAfter(moment)) {
        has = step.what();
      }
    }
    return has;
  }

  /// The same without the steps that are over.
  Timeline from(Instant moment) {
    var left = new ArrayList<Step>();
    left.add(new Step(null, at(moment)));
    steps.stream()
        .filter(step -> step.from() != null && step.from().isAfter(moment))
        .forEach(left::add);
    return new Timeline(left);
  }

  /// When the first step is over; null when none follows.
  @Nullable Instant turnsAt() {
    return steps.size() > 1 ? steps.get(1).from() : null;
  }

  String json() {
    return equals(NOTHING)
        ? EMPTY
        : Json.write(
            steps.stream().map(step -> new Stored(step.from(), What.of(step.what()))).toList());
  }

  static Timeline of(String json) {
    return json.equals(EMPTY)
        ? NOTHING
        : new Timeline(Arrays.stream(Json.read(json, Stored[].class)).map(Stored::step).toList());
  }
}
