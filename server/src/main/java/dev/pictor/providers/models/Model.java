package dev.pictor.providers.models;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One row of the table of models.
///
/// @param id as the provider calls it
/// @param operations the kinds of steps that it makes
/// @param preferred whether it is used when the operator names none
/// @param traits what its API wants differently, in words that its provider's code knows
/// @param ends the last day is the one before; null when no end is announced
public record Model(
    String id,
    String provider,
    Set<String> operations,
    boolean preferred,
    Price price,
    Limits limits,
    SizeRule sizes,
    Set<String> traits,
    @Nullable LocalDate ends) {
  public Model {
    operations = Set.copyOf(operations);
    traits = Set.copyOf(traits);
  }

  /// What goes in.
  ///
  /// @param references most pictures of one order
  /// @param inputBytes of one encoded picture
  /// @param inputSide in pixels
  public record Limits(int references, long inputBytes, int inputSide) {}

  /// Whether it is gone.
  public boolean hasEnded(LocalDate today) {
    return ends != null && !today.isBefore(ends);
  }

  /// What follows `name:` among the traits; empty when there is none.
  public String trait(String name) {
    String head = name + ":";
    return traits.stream()
        .filter(trait -> trait.startsWith(head))
        .map(trait -> trait.substring(head.length()))
        .findFirst()
        .orElse("");
  }

  /// The same row under another name, such as a model that is newer than the table or an endpoint
  /// of the operator's own; nobody has said that it ends.
  Model named(String other) {
    var guessed =
        new Price(
            price.perPicture(),
            price.tiers(),
            price.perMegapixel(),
            price.tokens(),
            false,
            "taken from " + id);
    return new Model(other, provider, operations, false, guessed, limits, sizes, traits, null);
  }
}
