package dev.pictor.billing;

import dev.pictor.billing.Timeline.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Everything that happened to a user's plan: what admins gave and what stores stated. What the
/// user has at any moment follows from it and from nothing else.
///
/// @param given in the order in which it was given
/// @param lines the facts of each line, in their order
record History(List<PlanEvent> given, List<List<RecordedFact>> lines) {
  History {
    given = List.copyOf(given);
    lines = lines.stream().map(each -> each.stream().sorted(RecordedFact.ORDER).toList()).toList();
  }

  /// What the user had at this moment: the best of what was in use, or else what was there last.
  Entitlement at(Instant moment, StoreSettings settings) {
    List<Entitlement> all =
        Stream.concat(
                given(moment).stream(),
                subscriptions(moment, settings).stream().map(Subscription::entitlement))
            .filter(each -> each.state() != PlanState.NONE)
            .toList();
    return all.stream()
        .filter(each -> each.plan() != Plan.FREE)
        .max(Entitlement.BETTER)
        .or(() -> all.stream().max(Entitlement.BETTER))
        .orElse(Entitlement.NONE);
  }

  private Optional<Entitlement> given(Instant moment) {
    return given.reversed().stream()
        .filter(event -> !event.at().isAfter(moment))
        .findFirst()
        .map(event -> event.at(moment));
  }

  /// The lines that bring a plan, or would.
  List<Subscription> subscriptions(Instant moment, StoreSettings settings) {
    return lines.stream()
        .map(facts -> LineFold.at(facts, moment, settings))
        .flatMap(Optional::stream)
        .filter(line -> line.plan() != Plan.FREE)
        .toList();
  }

  /// What the user has from this moment on as long as nothing more happens.
  Timeline timeline(Instant moment, StoreSettings settings) {
    var steps = new ArrayList<Step>();
    steps.add(new Step(null, at(moment, settings)));
    for (Instant turn : turns(settings).tailSet(moment, false)) {
      Entitlement then = at(turn, settings);
      if (!then.equals(steps.getLast().what())) {
        steps.add(new Step(turn, then));
      }
    }
    return new Timeline(steps);
  }

  private TreeSet<Instant> turns(StoreSettings settings) {
    var turns = new TreeSet<Instant>();
    lines.stream()
        .map(facts -> LineFold.turns(facts, settings))
        .forEach((Collection<Instant> some) -> turns.addAll(some));
    for (PlanEvent event : given) {
      turns.add(event.at());
      if (event.until() != null) {
        turns.add(event.until());
      }
    }
    return turns;
  }
}
