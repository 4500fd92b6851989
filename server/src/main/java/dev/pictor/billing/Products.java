package dev.pictor.billing;

import dev.pictor.platform.settings.Environment;
import dev.pictor.platform.settings.Setting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the products of the stores bring, by the operator's setting.
///
/// @param offers by product id, the same in all stores
public record Products(Map<String, Offer> offers) {
  static final Setting<List<String>> SETTING =
      Setting.list(
          "PRODUCTS",
          "",
          "What the products of the stores bring: credits_50=credits:50, pro_monthly=plan:pro,"
              + " premium_yearly=plan:premium+credits:100; see docs/plans.md.");

  private static final long MOST_CREDITS = 1_000_000;
  private static final Pattern PRODUCT =
      Pattern.compile(
          "(?<id>[A-Za-z0-9][A-Za-z0-9._:-]{0,254})="
              + "(?:plan:(?<plan>[a-z]+))?(?<plus>\\+)?(?:credits:(?<credits>\\d{1,7}))?");

  public Products {
    offers = Map.copyOf(offers);
  }

  /// What a product brings.
  ///
  /// @param plan null when it brings credits alone
  /// @param credits with each payment: when it is bought, started and renewed
  public record Offer(@Nullable Plan plan, long credits) {}

  /// Nothing for a product that the operator has not named.
  public Optional<Offer> find(String productId) {
    return Optional.ofNullable(offers.get(productId));
  }

  static Products from(Environment environment) {
    var offers = new TreeMap<String, Offer>();
    for (String text : SETTING.in(environment)) {
      Matcher product = PRODUCT.matcher(text.replaceAll("\\s", ""));
      Optional<Offer> offer = product.matches() ? offer(product) : Optional.empty();
      if (offer.isEmpty()) {
        environment.fault(
            "PRODUCTS has \""
                + text
                + "\"; it takes product=credits:50, product=plan:pro or"
                + " product=plan:pro+credits:50, with the plan pro or premium.");
      } else if (offers.put(product.group("id"), offer.get()) != null) {
        environment.fault("PRODUCTS has " + product.group("id") + " twice.");
      }
    }
    return new Products(offers);
  }

  private static Optional<Offer> offer(Matcher product) {
    String plan = product.group("plan");
    String credits = product.group("credits");
    boolean hasBoth = plan != null && credits != null;
    boolean isJoined = product.group("plus") != null;
    long amount = credits == null ? 0 : Long.parseLong(credits);
    Optional<Plan> known =
        plan == null ? Optional.empty() : Plan.find(plan).filter(each -> each != Plan.FREE);
    boolean isGood =
        hasBoth == isJoined
            && (plan != null || credits != null)
            && (plan == null || known.isPresent())
            && (credits == null || (amount > 0 && amount <= MOST_CREDITS));
    return isGood ? Optional.of(new Offer(known.orElse(null), amount)) : Optional.empty();
  }
}
