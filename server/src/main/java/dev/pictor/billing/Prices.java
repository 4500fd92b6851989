package dev.pictor.billing;

import dev.pictor.platform.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The one table of prices. What is not in it has no price and is refused; nothing is free by
/// accident.
///
/// The surfaces that know no credits are free, but for what the operator prices there.
public final class Prices {
  /// OneShot's three are its seed's; a thumbnail of `std` is 1, as MugShot's seed has two for 2.
  private static final Map<String, Long> USUAL =
      Map.ofEntries(
          Map.entry("face_restore", 1L),
          Map.entry("face_swap", 2L),
          Map.entry("upscale", 1L),
          Map.entry("sketch", 1L),
          Map.entry("theme", 1L),
          Map.entry("book_page", 2L),
          Map.entry("cut_out", 1L),
          Map.entry("thumbnail:draft", 1L),
          Map.entry("thumbnail:std", 1L),
          Map.entry("thumbnail:high", 2L),
          Map.entry("thumbnail:4k", 3L));

  private static final Set<String> FREE_SURFACES = Set.of("sketch", "pictoora", "nursefilter");

  private final Map<String, Long> operators;

  /// @param operators what the operator prices differently: `operation`, `operation:quality`, or
  ///   either after `surface/`
  Prices(Map<String, Long> operators) {
    this.operators = Map.copyOf(operators);
  }

  /// One operation of a job.
  ///
  /// @param quality null where the operation has none
  /// @param variants how many are made, at least 1
  public record Step(String operation, @Nullable String quality, int variants) {}

  /// What a chain of operations costs: the sum of its steps. Only the last may have variants.
  ///
  /// @throws Problem NO_PRICE when a step has none
  public Price of(String surface, List<Step> steps) {
    long total = 0;
    for (Step step : steps) {
      total += of(surface, step) * step.variants();
    }
    Step last = steps.getLast();
    return new Price(total, last.variants(), of(surface, last));
  }

  private long of(String surface, Step step) {
    String own = surface + "/";
    Long price = firstOf(operators, own + named(step), own + step.operation());
    if (price == null && FREE_SURFACES.contains(surface)) {
      return isKnown(named(step)) ? 0 : refuse(step);
    }
    if (price == null) {
      price = firstOf(operators, named(step), step.operation());
    }
    if (price == null) {
      price = USUAL.get(named(step));
    }
    return price == null ? refuse(step) : price;
  }

  private static @Nullable Long firstOf(Map<String, Long> table, String exact, String wide) {
    Long price = table.get(exact);
    return price == null ? table.get(wide) : price;
  }

  private static long refuse(Step step) {
    throw Problem.of(
        Problem.Kind.NO_PRICE,
        "There is no price for " + named(step) + "; the operator sets PRICES.");
  }

  private static String named(Step step) {
    return step.quality() == null ? step.operation() : step.operation() + ":" + step.quality();
  }

  /// The table as it is in force where operations are paid for, by `operation` or
  /// `operation:quality`.
  public Map<String, Long> table() {
    var table = new TreeMap<String, Long>();
    for (String item : USUAL.keySet()) {
      int colon = item.indexOf(':');
      var step =
          colon < 0
              ? new Step(item, null, 1)
              : new Step(item.substring(0, colon), item.substring(colon + 1), 1);
      table.put(item, of("", step));
    }
    return table;
  }

  /// Whether this is an operation, with its quality or without.
  static boolean isKnown(String item) {
    return USUAL.containsKey(item)
        || USUAL.keySet().stream().anyMatch(each -> each.startsWith(item + ":"));
  }

  static String known() {
    return USUAL.keySet().stream().collect(Collectors.toCollection(TreeSet::new)).stream()
        .collect(Collectors.joining(", "));
  }
}
