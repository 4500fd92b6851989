package dev.pictor.billing;

import dev.pictor.platform.Problem;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The one table of prices: operation, with its quality or size where it has one, by the class of
/// the provider that makes it. What is not in it has no price and is refused; nothing is free by
/// accident.
///
/// The surfaces that know no credits are free, but for what the operator prices there.
public final class Prices {
  /// OneShot's three are its seed's; a thumbnail of `std` is 1, as MugShot's seed has two for 2.
  /// The same for all sizes and all classes of providers.
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

  /// How many times larger each side of the result is.
  private static final Map<String, List<String>> SIZES =
      Map.of(
          "face_restore",
          List.of("x1", "x2", "x3", "x4"),
          "face_swap",
          List.of("x1", "x2", "x3", "x4"),
          "upscale",
          List.of("x2", "x3", "x4"));

  private static final Set<String> FREE_SURFACES = Set.of("sketch", "pictoora", "nursefilter");
  private static final Set<String> PAID_SURFACES = Set.of("oneshot", "mugshot");

  private final Map<String, Long> operators;

  /// @param operators what the operator prices differently: `operation`, `operation:quality`,
  ///   `operation:size`, any of them with `@class` behind, and any of that after `surface/`
  Prices(Map<String, Long> operators) {
    this.operators = Map.copyOf(operators);
  }

  /// One operation of a job.
  ///
  /// @param quality null where the operation has none
  /// @param size of the result beside the input, such as `x2`; null where the operation has none
  /// @param variants how many are made, at least 1
  public record Step(
      String operation, @Nullable String quality, @Nullable String size, int variants) {
    private String named() {
      String detail = quality == null ? size : quality;
      return detail == null ? operation : operation + ":" + detail;
    }

    private boolean isKnown() {
      List<String> sizes = SIZES.get(operation);
      return sizes == null
          ? size == null && USUAL.containsKey(named())
          : quality == null && size != null && sizes.contains(size);
    }
  }

  /// Who may be asked to make a step; asked only where it matters.
  public interface Askable {
    /// Anybody.
    Askable ALL = _ -> EnumSet.allOf(ProviderClass.class);

    /// @param step its number, from 0
    /// @return at least one class
    Set<ProviderClass> of(int step);
  }

  /// What a chain of operations costs: the sum of its steps. Only the last may have variants.
  ///
  /// @throws Problem NO_PRICE when a step has none
  public Price of(String surface, List<Step> steps, Askable askable) {
    List<ClassPrices> each = steps.stream().map(step -> of(surface, step)).toList();
    return of(steps, each, askable);
  }

  /// The same of steps whose prices are known.
  static Price of(List<Step> steps, List<ClassPrices> prices, Askable askable) {
    var held = new ArrayList<Long>();
    for (int i = 0; i < steps.size(); i++) {
      ClassPrices price = prices.get(i);
      held.add(price.isOne() ? price.builtIn() : price.dearest(askable.of(i)));
    }
    long total = 0;
    for (int i = 0; i < steps.size(); i++) {
      total += held.get(i) * steps.get(i).variants();
    }
    boolean isOne = prices.stream().allMatch(ClassPrices::isOne);
    return new Price(total, steps.getLast().variants(), held.getLast(), isOne ? null : prices);
  }

  /// What one picture of an operation costs at a surface.
  ///
  /// @throws Problem NO_PRICE when it has no price
  public ClassPrices of(String surface, Step step) {
    if (!step.isKnown()) {
      throw Problem.of(
          Problem.Kind.NO_PRICE,
          "There is no price for " + step.named() + "; the operator sets PRICES.");
    }
    return ClassPrices.of(maker -> of(surface, step, maker));
  }

  private long of(String surface, Step step, ProviderClass maker) {
    Long price = operators(surface + "/", step, maker);
    if (price == null && FREE_SURFACES.contains(surface)) {
      return 0;
    }
    if (price == null) {
      price = operators("", step, maker);
    }
    return price == null ? usual(step) : price;
  }

  /// The most particular entry. [PriceTag#ambiguities] sees to it that no two are equally so.
  private @Nullable Long operators(String scope, Step step, ProviderClass maker) {
    String at = "@" + maker.word();
    for (String key :
        List.of(step.named() + at, step.operation() + at, step.named(), step.operation())) {
      Long price = operators.get(scope + key);
      if (price != null) {
        return price;
      }
    }
    return null;
  }

  private static long usual(Step step) {
    Long price = USUAL.get(step.size() == null ? step.named() : step.operation());
    if (price == null) {
      throw new IllegalStateException("no usual price of " + step.named());
    }
    return price;
  }

  /// The table as it is in force where operations are paid for, by `operation`, or
  /// `operation:quality` or `operation:size` where there are several.
  public Map<String, ClassPrices> table() {
    var table = new TreeMap<String, ClassPrices>();
    for (String item : USUAL.keySet()) {
      int colon = item.indexOf(':');
      if (colon >= 0) {
        var step = new Step(item.substring(0, colon), item.substring(colon + 1), null, 1);
        table.put(item, of("", step));
      } else if (SIZES.containsKey(item)) {
        SIZES
            .get(item)
            .forEach(size -> table.put(item + ":" + size, of("", new Step(item, null, size, 1))));
      } else {
        table.put(item, of("", new Step(item, null, null, 1)));
      }
    }
    return table;
  }

  /// Whether this is an operation, with a quality or size of it or without.
  static boolean isKnown(String item) {
    int colon = item.indexOf(':');
    List<String> sizes =
        colon < 0 ? List.of() : SIZES.getOrDefault(item.substring(0, colon), List.of());
    return USUAL.containsKey(item)
        || USUAL.keySet().stream().anyMatch(each -> each.startsWith(item + ":"))
        || sizes.contains(item.substring(colon + 1));
  }

  static boolean isSurface(String word) {
    return FREE_SURFACES.contains(word) || PAID_SURFACES.contains(word);
  }

  static String known() {
    var known = new TreeSet<>(USUAL.keySet());
    SIZES.forEach((operation, sizes) -> sizes.forEach(size -> known.add(operation + ":" + size)));
    return String.join(", ", known);
  }

  static String surfaces() {
    var surfaces = new TreeSet<>(FREE_SURFACES);
    surfaces.addAll(PAID_SURFACES);
    return String.join(", ", surfaces);
  }
}
