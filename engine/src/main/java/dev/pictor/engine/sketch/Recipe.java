package dev.pictor.engine.sketch;

import java.util.List;

/// How a look is made.
///
/// @param megapixels the largest size that the steps work at; a larger picture is shrunk for them
///   and their layers are enlarged again while they are laid on paper
/// @param steps in order
/// @param finish how the layers become the picture, at full size
record Recipe(double megapixels, List<Step> steps, Finish finish) {
  Recipe {
    steps = List.copyOf(steps);
  }

  static Recipe of(Look look) {
    return switch (look.style()) {
      case PENCIL -> Pencil.recipe(look.method());
      case CHARCOAL -> Charcoal.recipe(look.method());
      case INK -> Ink.recipe(look.method());
      case WATERCOLOR -> Watercolor.recipe(look.method());
      case PASTEL -> Pastel.recipe(look.method());
      case OIL -> Oil.recipe(look.method());
      case ACRYLIC -> Acrylic.recipe(look.method());
    };
  }

  double weight() {
    return steps.stream().mapToDouble(Step::weight).sum();
  }
}
