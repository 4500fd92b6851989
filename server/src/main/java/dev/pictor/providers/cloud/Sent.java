package dev.pictor.providers.cloud;

import dev.pictor.providers.Generation;
import dev.pictor.providers.Role;
import dev.pictor.providers.models.Model;
import dev.pictor.providers.remote.Offer;
import dev.pictor.providers.remote.Order;
import java.util.ArrayList;
import java.util.List;

/// What the code of a provider asks of an order.
public final class Sent {
  private static final long MOST_INT = Integer.MAX_VALUE;

  private Sent() {}

  /// In the order that the words of the order count them in.
  public static List<Order.Picture> pictures(Order order) {
    var pictures = new ArrayList<Order.Picture>();
    for (Role role : Role.values()) {
      order.find(role).ifPresent(pictures::add);
    }
    return pictures;
  }

  /// A seed for APIs whose seeds are 31 bits, different for each variant.
  public static int seed(Order order) {
    return (int) ((order.seed() + order.variant() - 1) % MOST_INT);
  }

  /// What a row of the table offers.
  public static Offer offer(Model model, Offer.Travel travel) {
    return new Offer(
        model.id(),
        model.limits().inputBytes(),
        model.limits().inputSide(),
        travel,
        model.price().perPicture());
  }

  /// Which of its own qualities an API is asked for, by the quality of a thumbnail.
  ///
  /// @param usual for steps without one
  public static String quality(Generation.Step step, String usual) {
    if (!(step instanceof Generation.Thumbnail thumbnail)) {
      return usual;
    }
    return switch (thumbnail.quality()) {
      case "draft" -> "low";
      case "high", "4k" -> "high";
      default -> "medium";
    };
  }
}
