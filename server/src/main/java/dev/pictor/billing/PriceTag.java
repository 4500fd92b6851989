package dev.pictor.billing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What an entry of `PRICES` is for: `surface/operation:detail@class`, of which only the operation
/// must be there. The detail is a quality or a size.
///
/// @param surface empty for every one
/// @param detail null for every one
/// @param maker null for every class
record PriceTag(
    String surface, String operation, @Nullable String detail, @Nullable ProviderClass maker) {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:(?<surface>[a-z]+)/)?(?<operation>[a-z_]+)(?::(?<detail>[a-z0-9]+))?"
              + "(?:@(?<class>[a-z_]+))?");

  /// @return empty when there is no such surface, operation, quality, size or class
  static Optional<PriceTag> read(String text) {
    Matcher match = FORM.matcher(text);
    if (!match.matches()) {
      return Optional.empty();
    }
    String surface = Optional.ofNullable(match.group("surface")).orElse("");
    String detail = match.group("detail");
    String maker = match.group("class");
    String operation = match.group("operation");
    boolean isKnown =
        (surface.isEmpty() || Prices.isSurface(surface))
            && Prices.isKnown(detail == null ? operation : operation + ":" + detail)
            && (maker == null || ProviderClass.find(maker).isPresent());
    return isKnown
        ? Optional.of(
            new PriceTag(
                surface,
                operation,
                detail,
                Optional.ofNullable(maker).flatMap(ProviderClass::find).orElse(null)))
        : Optional.empty();
  }

  /// As it is written.
  String text() {
    return (surface.isEmpty() ? "" : surface + "/")
        + operation
        + (detail == null ? "" : ":" + detail)
        + (maker == null ? "" : "@" + maker.word());
  }

  /// What the operator must still say: where there is a price for a quality or size, and one for a
  /// class, nobody could tell which of them goes first for both.
  ///
  /// @return a sentence for each
  static List<String> ambiguities(Map<PriceTag, Long> prices) {
    var sorted = new TreeMap<String, PriceTag>();
    prices.keySet().forEach(tag -> sorted.put(tag.text(), tag));
    var faults = new ArrayList<String>();
    for (PriceTag detailed : sorted.values()) {
      for (PriceTag classed : sorted.values()) {
        PriceTag both =
            new PriceTag(detailed.surface, detailed.operation, detailed.detail, classed.maker);
        boolean cross =
            detailed.detail != null
                && detailed.maker == null
                && classed.detail == null
                && classed.maker != null
                && classed.surface.equals(detailed.surface)
                && classed.operation.equals(detailed.operation);
        if (cross && !prices.containsKey(both)) {
          faults.add(
              "PRICES has "
                  + detailed.text()
                  + " and "
                  + classed.text()
                  + "; say what "
                  + both.text()
                  + " costs too.");
        }
      }
    }
    return faults;
  }

  static String known() {
    var classes = new TreeSet<String>();
    for (ProviderClass each : ProviderClass.values()) {
      classes.add(each.word());
    }
    return "[surface/]operation[:quality or :size][@class]=credits with one of "
        + Prices.known()
        + "; a class is one of "
        + String.join(", ", classes)
        + ", a surface one of "
        + Prices.surfaces();
  }
}
